import { commitStatement } from "../../adapters/postgres/commit-statement.ts"
import { statements } from "../../adapters/postgres/statements.ts"

const counts = [0, 1, 3]

/** The statements of commits of many shapes: with none, one or three items in each part. */
const commitSql = [1, 3].flatMap((changes) =>
  counts.flatMap((guards) =>
    counts.flatMap((absences) =>
      counts.flatMap((claims) =>
        counts.map((messages) => {
          const statement = commitStatement({ changes, guards, absences, claims, messages })
          return typeof statement === "string" ? statement : statement.text
        }),
      ),
    ),
  ),
)

/** Every statement of the storage. */
export const storageSql = [...Object.values(statements).map(({ text }) => text), ...commitSql]

/** A rule for every SQL statement, so that it also runs on Citus, YugabyteDB and CockroachDB. */
export interface SqlLaw {
  readonly name: string
  readonly holds: (statement: string) => boolean
}

const without = (name: string, pattern: RegExp): SqlLaw => ({ name, holds: (statement) => !pattern.test(statement) })

const VOLATILE = /\b(random|gen_random_uuid|uuidv[47]|uuid_generate_v\w+|clock_timestamp|timeofday|txid_current)\s*\(/i

/** The tables of the migrator, which have no rows of persons and no shard. */
const MIGRATOR_TABLES = /mon_compte\.schema_(step|lock)/
const TABLE = /mon_compte\.(\w+)/g

const isDataStatement = (statement: string) =>
  /^\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\b/i.test(statement) && !MIGRATOR_TABLES.test(statement)

/** The column lists of the keys and indexes of a statement, except the one index whose first column is the time. */
const keysOf = (statement: string) =>
  MIGRATOR_TABLES.test(statement)
    ? []
    : [
        ...statement.matchAll(
          /(?:PRIMARY KEY|UNIQUE|INDEX (?:IF NOT EXISTS )?(?!journal_window\b)\w+ ON [\w.]+)\s*\(([^)]*)\)/gi,
        ),
      ].map(([, list = ""]) => list)

export const sqlLaws: ReadonlyArray<SqlLaw> = [
  without("no statement uses LISTEN or NOTIFY", /\b(LISTEN|UNLISTEN|NOTIFY|pg_notify)\b/i),
  without("no statement takes an advisory lock", /\bpg_(try_)?advisory/i),
  without(
    "the schema has no trigger, rule, procedure or function",
    /\b(TRIGGER|RULE|PROCEDURE|FUNCTION|plpgsql)\b|\bDO\s+\$/i,
  ),
  without("no key comes from a sequence", /\b((big|small)?serial|SEQUENCE|nextval|IDENTITY)\b/i),
  without("no constraint is deferrable", /\bDEFER(RABLE|RED)\b/i),
  without("the schema has no foreign key", /\b(REFERENCES|FOREIGN\s+KEY)\b/i),
  without("no statement locks or truncates a table", /\b(LOCK\s+TABLE|TRUNCATE)\b/i),
  {
    name: "no update calls a volatile function",
    holds: (statement) => !/\bUPDATE\b/i.test(statement) || !VOLATILE.test(statement),
  },
  {
    name: "the shard is the first column of every key",
    holds: (statement) => keysOf(statement).every((list) => /^\s*shard\b/i.test(list)),
  },
  {
    name: "every data table has a primary key",
    holds: (statement) =>
      !/\bCREATE\s+TABLE\b/i.test(statement) || MIGRATOR_TABLES.test(statement) || /PRIMARY KEY/i.test(statement),
  },
  {
    name: "every use of a table specifies its shard",
    holds: (statement) =>
      !isDataStatement(statement) ||
      // By design it reads the entries of all persons, along an index.
      statement === statements.journalWindow.text ||
      (statement.match(TABLE)?.length ?? 0) <= (statement.match(/\bshard\b[^,)\n]*(=|\))|\(shard\b/g)?.length ?? 0),
  },
  {
    name: "every DELETE uses a list of rows",
    holds: (statement) =>
      [...statement.matchAll(/\bDELETE\s+FROM\b/gi)].length ===
      [...statement.matchAll(/\bDELETE\s+FROM\s+mon_compte\.\w+\s+\w+\s+USING\b/gi)].length,
  },
  {
    name: "only one part of a statement writes a table",
    holds: (statement) => {
      const written = [...statement.matchAll(/(?:INSERT\s+INTO|\bUPDATE(?!\s+OF)|DELETE\s+FROM)\s+(mon_compte\.\w+)/gi)]
      return new Set(written.map(([, table]) => table)).size === written.length
    },
  },
]
