/** The names of the database roles. The administrator of the server creates the roles first. */
export interface Roles {
  /** The application. It reads and adds data. It cannot change or delete the journal, or change the owner of a key. */
  readonly app?: string | undefined
  /** Support and statistics. It reads no password hash, no unique key and no body of a message. */
  readonly read?: string | undefined
  /** For `retention`. It deletes expired data, and reads no password hash, no event and no answer. */
  readonly retention?: string | undefined
}

/** A name as a quoted SQL identifier. */
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

const forEveryRole = (role: string): ReadonlyArray<string> => [
  `GRANT USAGE ON SCHEMA mon_compte TO ${role}`,
  `GRANT SELECT ON mon_compte.schema_step TO ${role}`,
]

const app = (role: string): ReadonlyArray<string> => [
  ...forEveryRole(role),
  `GRANT SELECT, INSERT ON mon_compte.aggregate, mon_compte.journal, mon_compte.claim, mon_compte.outbox TO ${role}`,
  `GRANT DELETE ON mon_compte.claim TO ${role}`,
  `GRANT UPDATE (version, state, secret) ON mon_compte.aggregate TO ${role}`,
  `GRANT UPDATE (ready_at, attempt, lease, done_at, dead_at, body) ON mon_compte.outbox TO ${role}`,
]

const read = (role: string): ReadonlyArray<string> => [
  ...forEveryRole(role),
  `GRANT SELECT (shard, aggregate, version, state) ON mon_compte.aggregate TO ${role}`,
  `GRANT SELECT ON mon_compte.journal TO ${role}`,
  `GRANT SELECT (owner) ON mon_compte.claim TO ${role}`,
  `GRANT SELECT (shard, id, due_at, ready_at, attempt, done_at, dead_at) ON mon_compte.outbox TO ${role}`,
]

/** To lock a row, a role needs the right to update one of its columns: hence `version`. */
const retention = (role: string): ReadonlyArray<string> => [
  ...forEveryRole(role),
  `GRANT SELECT (shard, aggregate, version, state), UPDATE (version), DELETE ON mon_compte.aggregate TO ${role}`,
  `GRANT SELECT (shard, aggregate, version, at), DELETE ON mon_compte.journal TO ${role}`,
  `GRANT SELECT (shard, id, body, done_at, dead_at), DELETE ON mon_compte.outbox TO ${role}`,
]

/**
 * The SQL that gives roles their rights. Run it as the role that migrates; running it again changes nothing.
 *
 * The role that migrates owns the tables. Other roles have only these rights. Create the roles before you run it.
 *
 * ```ts
 * import { grants } from "mon-compte/adapters/postgres"
 *
 * grants({ app: "portal" })[0] // => 'GRANT USAGE ON SCHEMA mon_compte TO "portal"'
 * ```
 */
export const grants = (roles: Roles): ReadonlyArray<string> => [
  ...(roles.app === undefined ? [] : app(quoted(roles.app))),
  ...(roles.read === undefined ? [] : read(quoted(roles.read))),
  ...(roles.retention === undefined ? [] : retention(quoted(roles.retention))),
]
