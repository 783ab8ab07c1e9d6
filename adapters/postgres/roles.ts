/** What each role of the database may do. Roles are the server's: they are created once, by who runs it. */
export interface Roles {
  /** The application: it reads, and adds. What is in the journal it cannot change nor delete, nor who holds a key change. */
  readonly app?: string | undefined
  /** For support and statistics: no password hash, no unique key, no body of a message. */
  readonly read?: string | undefined
  /** For `retention`: it forgets what is over, and reads no password hash, no event and no answer. */
  readonly retention?: string | undefined
}

/** A name as SQL quotes it, whatever it holds. */
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

const common = (role: string): ReadonlyArray<string> => [
  `GRANT USAGE ON SCHEMA mon_compte TO ${role}`,
  `GRANT SELECT ON mon_compte.schema_step TO ${role}`,
]

const app = (role: string): ReadonlyArray<string> => [
  ...common(role),
  `GRANT SELECT, INSERT ON mon_compte.aggregate, mon_compte.journal, mon_compte.claim, mon_compte.outbox TO ${role}`,
  `GRANT DELETE ON mon_compte.claim TO ${role}`,
  `GRANT UPDATE (version, state, secret) ON mon_compte.aggregate TO ${role}`,
  `GRANT UPDATE (ready_at, attempt, lease, done_at, dead_at, body) ON mon_compte.outbox TO ${role}`,
]

const read = (role: string): ReadonlyArray<string> => [
  ...common(role),
  `GRANT SELECT (shard, aggregate, version, state) ON mon_compte.aggregate TO ${role}`,
  `GRANT SELECT ON mon_compte.journal TO ${role}`,
  `GRANT SELECT (owner) ON mon_compte.claim TO ${role}`,
  `GRANT SELECT (shard, id, due_at, ready_at, attempt, done_at, dead_at) ON mon_compte.outbox TO ${role}`,
]

/** A row that is to be locked takes a right to change a column of it. */
const retention = (role: string): ReadonlyArray<string> => [
  ...common(role),
  `GRANT SELECT (shard, aggregate, version, state), UPDATE (version), DELETE ON mon_compte.aggregate TO ${role}`,
  `GRANT SELECT (shard, aggregate, version, at), DELETE ON mon_compte.journal TO ${role}`,
  `GRANT SELECT (shard, id, body, done_at, dead_at), DELETE ON mon_compte.outbox TO ${role}`,
]

/**
 * The SQL that gives roles their rights, to be run by the role that migrated. Running it again changes nothing.
 *
 * The role that migrates owns the tables; nobody else may touch them but as said here. Create the roles before.
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
