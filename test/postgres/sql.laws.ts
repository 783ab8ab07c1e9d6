import { commitStatement } from "../../adapters/postgres/commit-statement.ts"
import { statements } from "../../adapters/postgres/statements.ts"

const counts = [0, 1, 3]

/** Commits of many shapes: none, one, or several of each part. */
const commitTexts = [1, 3].flatMap((changes) =>
  counts.flatMap((guards) =>
    counts.flatMap((absences) =>
      counts.flatMap((claims) =>
        counts.map((messages) => {
          const made = commitStatement({ changes, guards, absences, claims, messages })
          return typeof made === "string" ? made : made.text
        }),
      ),
    ),
  ),
)

/** What the storage asks of the database. */
export const storageTexts = [...Object.values(statements).map(({ text }) => text), ...commitTexts]

/** What the SQL of the storage keeps from, so that it runs on Citus, YugabyteDB and CockroachDB too. */
export interface SqlLaw {
  readonly name: string
  readonly isKept: (statement: string) => boolean
}

const without = (name: string, pattern: RegExp): SqlLaw => ({ name, isKept: (statement) => !pattern.test(statement) })

const VOLATILE = /\b(random|gen_random_uuid|uuidv[47]|uuid_generate_v\w+|clock_timestamp|timeofday|txid_current)\s*\(/i

/** The tables that hold one row a step of the schema, and not one a person. */
const OF_THE_SCHEMA = /mon_compte\.schema_(step|lock)/
const TABLE = /mon_compte\.(\w+)/g

const isAboutData = (statement: string) =>
  /^\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\b/i.test(statement) && !OF_THE_SCHEMA.test(statement)

/** The lists of columns of keys and indexes. */
const keysOf = (statement: string) =>
  OF_THE_SCHEMA.test(statement)
    ? []
    : [...statement.matchAll(/(?:PRIMARY KEY|UNIQUE|INDEX \w+ ON [\w.]+)\s*\(([^)]*)\)/gi)].map(([, list = ""]) => list)

export const sqlLaws: ReadonlyArray<SqlLaw> = [
  without("nobody listens nor notifies", /\b(LISTEN|UNLISTEN|NOTIFY|pg_notify)\b/i),
  without("no advisory lock is taken", /\bpg_(try_)?advisory/i),
  without(
    "there is no trigger, rule, procedure nor function",
    /\b(TRIGGER|RULE|PROCEDURE|FUNCTION|plpgsql)\b|\bDO\s+\$/i,
  ),
  without("no sequence makes a key", /\b((big|small)?serial|SEQUENCE|nextval|IDENTITY)\b/i),
  without("no constraint is deferrable", /\bDEFER(RABLE|RED)\b/i),
  without("no foreign key crosses shards", /\b(REFERENCES|FOREIGN\s+KEY)\b/i),
  without("no table is locked or emptied as a whole", /\b(LOCK\s+TABLE|TRUNCATE)\b/i),
  {
    name: "no update calls a volatile function",
    isKept: (statement) => !/\bUPDATE\b/i.test(statement) || !VOLATILE.test(statement),
  },
  {
    name: "the shard leads every key",
    isKept: (statement) => keysOf(statement).every((list) => /^\s*shard\b/i.test(list)),
  },
  {
    name: "every table of data has a key",
    isKept: (statement) =>
      !/\bCREATE\s+TABLE\b/i.test(statement) || OF_THE_SCHEMA.test(statement) || /PRIMARY KEY/i.test(statement),
  },
  {
    name: "every use of a table names its shard",
    isKept: (statement) =>
      !isAboutData(statement) ||
      (statement.match(TABLE)?.length ?? 0) <= (statement.match(/\bshard\b[^,)\n]*(=|\))|\(shard\b/g)?.length ?? 0),
  },
  {
    name: "nothing is deleted but row by row, from a list",
    isKept: (statement) =>
      [...statement.matchAll(/\bDELETE\s+FROM\b/gi)].length ===
      [...statement.matchAll(/\bDELETE\s+FROM\s+mon_compte\.\w+\s+\w+\s+USING\b/gi)].length,
  },
  {
    name: "one part of a statement writes a table",
    isKept: (statement) => {
      const written = [...statement.matchAll(/(?:INSERT\s+INTO|\bUPDATE(?!\s+OF)|DELETE\s+FROM)\s+(mon_compte\.\w+)/gi)]
      return new Set(written.map(([, table]) => table)).size === written.length
    },
  },
]
