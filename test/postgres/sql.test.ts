import { describe, expect, it } from "vitest"
import { migrationTexts } from "../../adapters/postgres/migrate.ts"
import { migrations } from "../../adapters/postgres/migrations/index.ts"
import { retentionStatements } from "../../adapters/postgres/retention-statements.ts"
import { grants } from "../../adapters/postgres/roles.ts"
import { sqlLaws, storageTexts } from "./sql.laws.ts"

const texts = [
  ...storageTexts,
  ...Object.values(retentionStatements),
  ...migrations.flatMap(({ sql }) => sql.split(";")),
  ...migrationTexts,
  ...grants({ app: "app", read: "read", retention: "retention" }),
].filter((text) => text.trim() !== "")

describe("the SQL suits distributed databases", () => {
  it.each(sqlLaws)("$name", ({ isKept }) => {
    expect(texts.filter((text) => !isKept(text))).toEqual([])
  })
})

it("the application deletes nothing but unique keys that are given back", () => {
  const deleted = storageTexts.flatMap((text) => [...text.matchAll(/DELETE\s+FROM\s+([\w.]+)/gi)])
  expect(deleted.map(([, table]) => table)).toEqual(["mon_compte.claim"])
})

const bad: ReadonlyArray<readonly [law: string, sample: string]> = [
  ["nobody listens nor notifies", "LISTEN outbox"],
  ["nobody listens nor notifies", "SELECT pg_notify('outbox', '')"],
  ["no advisory lock is taken", "SELECT pg_advisory_xact_lock(1)"],
  ["no advisory lock is taken", "SELECT pg_try_advisory_lock(1)"],
  ["there is no trigger, rule, procedure nor function", "CREATE TRIGGER t AFTER INSERT ON mon_compte.journal"],
  ["there is no trigger, rule, procedure nor function", "DO $$ BEGIN END $$"],
  ["there is no trigger, rule, procedure nor function", "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql"],
  ["no sequence makes a key", "CREATE TABLE mon_compte.t (shard text, id bigserial, PRIMARY KEY (shard, id))"],
  ["no sequence makes a key", "id int GENERATED ALWAYS AS IDENTITY"],
  ["no constraint is deferrable", "UNIQUE (shard, id) DEFERRABLE INITIALLY DEFERRED"],
  ["no foreign key crosses shards", "owner text REFERENCES mon_compte.aggregate"],
  ["no table is locked or emptied as a whole", "LOCK TABLE mon_compte.aggregate"],
  ["no update calls a volatile function", "UPDATE mon_compte.outbox SET lease = gen_random_uuid() WHERE shard = $1"],
  ["no update calls a volatile function", "UPDATE mon_compte.outbox SET ready_at = clock_timestamp() WHERE shard = $1"],
  ["the shard leads every key", "CREATE TABLE mon_compte.t (id text, shard text, PRIMARY KEY (id, shard))"],
  [
    "the shard leads every key",
    "CREATE TABLE mon_compte.t (shard text, id text, PRIMARY KEY (shard, id), UNIQUE (id))",
  ],
  ["the shard leads every key", "CREATE INDEX due ON mon_compte.outbox (ready_at)"],
  ["every table of data has a key", "CREATE TABLE mon_compte.t (shard text)"],
  ["every use of a table names its shard", "SELECT owner FROM mon_compte.claim WHERE key = $1"],
  [
    "every use of a table names its shard",
    "SELECT a.state FROM mon_compte.aggregate a JOIN mon_compte.journal j USING (aggregate) WHERE a.shard = $1",
  ],
  ["every use of a table names its shard", "INSERT INTO mon_compte.claim (key, owner) VALUES ($1, $2)"],
  [
    "nothing is deleted but row by row, from a list",
    "DELETE FROM mon_compte.outbox WHERE shard = $1 AND done_at < to_timestamp($2)",
  ],
  ["nothing is deleted but row by row, from a list", "DELETE FROM mon_compte.journal j WHERE j.shard = $1"],
  [
    "one part of a statement writes a table",
    "WITH a AS (UPDATE mon_compte.claim SET key = $1), b AS (INSERT INTO mon_compte.claim (shard) VALUES ($1)) SELECT 1",
  ],
]

describe("the laws of SQL find out what breaks them", () => {
  it.each(bad)("%s: %s", (law, sample) => {
    expect(sqlLaws.find(({ name }) => name === law)?.isKept(sample)).toBe(false)
  })

  it("each of them has such a sample", () => {
    expect(sqlLaws.map(({ name }) => name).filter((name) => !bad.some(([law]) => law === name))).toEqual([])
  })

  it("a use of now(), which stands still within a statement, is none", () => {
    expect(sqlLaws.every(({ isKept }) => isKept("UPDATE mon_compte.outbox SET done_at = now() WHERE shard = $1"))).toBe(
      true,
    )
  })
})
