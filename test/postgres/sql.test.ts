import { describe, expect, it } from "vitest"
import { migrationTexts } from "../../adapters/postgres/migrate.ts"
import { migrations } from "../../adapters/postgres/migrations/index.ts"
import { retentionStatements } from "../../adapters/postgres/retention-statements.ts"
import { grants } from "../../adapters/postgres/roles.ts"
import { sqlLaws, storageSql } from "./sql.laws.ts"

const texts = [
  ...storageSql,
  ...Object.values(retentionStatements),
  ...migrations.flatMap(({ sql }) => sql.split(";")),
  ...migrationTexts,
  ...grants({ app: "app", read: "read", retention: "retention" }),
].filter((text) => text.trim() !== "")

describe("every SQL statement follows the rules of distributed databases", () => {
  it.each(sqlLaws)("$name", ({ holds }) => {
    expect(texts.filter((text) => !holds(text))).toEqual([])
  })
})

it("the application deletes only unique keys that a commit releases", () => {
  const deleted = storageSql.flatMap((text) => [...text.matchAll(/DELETE\s+FROM\s+([\w.]+)/gi)])
  expect(deleted.map(([, table]) => table)).toEqual(["mon_compte.claim"])
})

const violations: ReadonlyArray<readonly [law: string, sample: string]> = [
  ["no statement uses LISTEN or NOTIFY", "LISTEN outbox"],
  ["no statement uses LISTEN or NOTIFY", "SELECT pg_notify('outbox', '')"],
  ["no statement takes an advisory lock", "SELECT pg_advisory_xact_lock(1)"],
  ["no statement takes an advisory lock", "SELECT pg_try_advisory_lock(1)"],
  ["the schema has no trigger, rule, procedure or function", "CREATE TRIGGER t AFTER INSERT ON mon_compte.journal"],
  ["the schema has no trigger, rule, procedure or function", "DO $$ BEGIN END $$"],
  ["the schema has no trigger, rule, procedure or function", "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql"],
  ["no key comes from a sequence", "CREATE TABLE mon_compte.t (shard text, id bigserial, PRIMARY KEY (shard, id))"],
  ["no key comes from a sequence", "id int GENERATED ALWAYS AS IDENTITY"],
  ["no constraint is deferrable", "UNIQUE (shard, id) DEFERRABLE INITIALLY DEFERRED"],
  ["the schema has no foreign key", "owner text REFERENCES mon_compte.aggregate"],
  ["no statement locks or truncates a table", "LOCK TABLE mon_compte.aggregate"],
  ["no update calls a volatile function", "UPDATE mon_compte.outbox SET lease = gen_random_uuid() WHERE shard = $1"],
  ["no update calls a volatile function", "UPDATE mon_compte.outbox SET ready_at = clock_timestamp() WHERE shard = $1"],
  [
    "the shard is the first column of every key",
    "CREATE TABLE mon_compte.t (id text, shard text, PRIMARY KEY (id, shard))",
  ],
  [
    "the shard is the first column of every key",
    "CREATE TABLE mon_compte.t (shard text, id text, PRIMARY KEY (shard, id), UNIQUE (id))",
  ],
  ["the shard is the first column of every key", "CREATE INDEX due ON mon_compte.outbox (ready_at)"],
  ["every data table has a primary key", "CREATE TABLE mon_compte.t (shard text)"],
  ["every use of a table specifies its shard", "SELECT owner FROM mon_compte.claim WHERE key = $1"],
  [
    "every use of a table specifies its shard",
    "SELECT a.state FROM mon_compte.aggregate a JOIN mon_compte.journal j USING (aggregate) WHERE a.shard = $1",
  ],
  ["every use of a table specifies its shard", "INSERT INTO mon_compte.claim (key, owner) VALUES ($1, $2)"],
  ["every DELETE uses a list of rows", "DELETE FROM mon_compte.outbox WHERE shard = $1 AND done_at < to_timestamp($2)"],
  ["every DELETE uses a list of rows", "DELETE FROM mon_compte.journal j WHERE j.shard = $1"],
  [
    "only one part of a statement writes a table",
    "WITH a AS (UPDATE mon_compte.claim SET key = $1), b AS (INSERT INTO mon_compte.claim (shard) VALUES ($1)) SELECT 1",
  ],
]

describe("the SQL rules detect a statement that breaks them", () => {
  it.each(violations)("%s: %s", (law, sample) => {
    expect(sqlLaws.find(({ name }) => name === law)?.holds(sample)).toBe(false)
  })

  it("every rule has a statement that breaks it", () => {
    expect(sqlLaws.map(({ name }) => name).filter((name) => !violations.some(([law]) => law === name))).toEqual([])
  })

  it("no rule forbids now(), which is constant within a statement", () => {
    expect(sqlLaws.every(({ holds }) => holds("UPDATE mon_compte.outbox SET done_at = now() WHERE shard = $1"))).toBe(
      true,
    )
  })
})
