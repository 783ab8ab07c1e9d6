import * as Redacted from "effect/Redacted"
import type { Pool, PoolClient } from "pg"
import { OUTBOX, shardOf } from "../../adapters/postgres/shard.ts"
import type { Change, Commit } from "../../src/ports/storage.ts"
import type { Asked } from "./recording.ts"

type Querying = Pick<PoolClient, "query">

const secretOf = ({ secret }: Change) => (secret === null ? null : Redacted.value(secret))

const OWNER = `UNION ALL SELECT a.aggregate, a.version, a.state::text, a.secret FROM mon_compte.claim c
  JOIN mon_compte.aggregate a ON a.shard = split_part(c.owner, '/', 2) AND a.aggregate = c.owner`

/** What one reads by hand: the rows, parsed, and that of the owner of a key. Those about to be written are locked. */
const read = async (client: Querying, aggregates: ReadonlyArray<string>, lock: "" | "FOR UPDATE", key?: string) => {
  const places = aggregates.map((_, index) => `($${2 * index + 1}, $${2 * index + 2})`)
  const { rows } = await client.query<{ aggregate: string; version: string; state: string }>({
    name: `read.${aggregates.length}.${lock}.${key === undefined ? "" : "owner"}`,
    text: `SELECT aggregate, version, state::text, secret FROM mon_compte.aggregate
      WHERE (shard, aggregate) IN (${places.join(", ")}) ${
        key === undefined
          ? `ORDER BY shard, aggregate ${lock}`
          : `${OWNER} WHERE c.shard = $${places.length * 2 + 1} AND c.key = $${places.length * 2 + 2}`
      }`,
    values: [
      ...aggregates.flatMap((aggregate) => [shardOf(aggregate), aggregate]),
      ...(key === undefined ? [] : [shardOf(key), key]),
    ],
  })
  return rows.map(({ state, ...rest }) => ({ ...rest, state: JSON.parse(state) }))
}

const find = (client: Querying, key: string) =>
  client.query({
    name: "find",
    text: "SELECT owner FROM mon_compte.claim WHERE shard = $1 AND key = $2",
    values: [shardOf(key), key],
  })

/** Numbers the values of one statement as they are given. */
const values = () => {
  const given: Array<unknown> = []
  return { given, at: (value: unknown, type: string) => `$${given.push(value)}::${type}` }
}
type Values = ReturnType<typeof values>

const writing = ({ at }: Values, change: Change) => {
  const { aggregate, expectedVersion, state } = change
  const [shard, id] = [at(shardOf(aggregate), "text"), at(aggregate, "text")]
  const [json, secret] = [at(JSON.stringify(state), "jsonb"), at(secretOf(change), "text")]
  return expectedVersion === 0
    ? `INSERT INTO mon_compte.aggregate (shard, aggregate, version, state, secret)
       VALUES (${shard}, ${id}, 1, ${json}, ${secret}) ON CONFLICT DO NOTHING`
    : `UPDATE mon_compte.aggregate SET version = version + 1, state = ${json}, secret = ${secret}
       WHERE shard = ${shard} AND aggregate = ${id} AND version = ${at(expectedVersion, "bigint")}`
}

const journal = ({ at }: Values, { answer, at: time, changes, commandId }: Commit, isWhole: string) => {
  const [command, when] = [at(commandId, "text"), at(time, "float8")]
  const told = at(JSON.stringify(answer), "jsonb")
  const rows = changes.map(
    ({ aggregate, events, expectedVersion }) =>
      `(${at(shardOf(aggregate), "text")}, ${at(aggregate, "text")},
        CASE WHEN ${isWhole} THEN ${at(expectedVersion + 1, "bigint")} END,
        ${command}, to_timestamp(${when} / 1000), ${at(JSON.stringify(events), "jsonb")}, ${told})`,
  )
  return `INSERT INTO mon_compte.journal (shard, aggregate, version, command, at, events, answer) VALUES ${rows.join(", ")}`
}

const claims = ({ at }: Values, { claims }: Commit) =>
  `INSERT INTO mon_compte.claim (shard, key, owner) VALUES ${claims
    .map(({ key, owner }) => `(${at(shardOf(key), "text")}, ${at(key, "text")}, ${at(owner, "text")})`)
    .join(", ")}`

const messages = ({ at }: Values, { messages }: Commit) =>
  `INSERT INTO mon_compte.outbox (shard, id, body, due_at, ready_at) VALUES ${messages
    .map(({ body, dueAt, id }) => {
      const due = at(dueAt, "float8")
      return `(${at(OUTBOX, "text")}, ${at(id, "text")}, ${at(JSON.stringify(body), "jsonb")}, ${due}, to_timestamp(${due} / 1000))`
    })
    .join(", ")} ON CONFLICT DO NOTHING`

const must = (isTrue: boolean) => {
  if (!isTrue) throw new Error("Somebody else wrote meanwhile.")
}

const shapeOf = ({ changes, claims, guards, messages }: Commit) =>
  [
    changes.map(({ expectedVersion }) => Number(expectedVersion > 0)).join(""),
    guards.length,
    claims.length,
    messages.length,
  ].join(".")

/** As one commonly writes it: a transaction of statements, the rows locked as they are read. */
const inATransaction = async (pool: Pool, _: ReadonlyArray<string>, key: string | undefined, commit: Commit) => {
  const aggregates = [...commit.changes, ...commit.guards].map(({ aggregate }) => aggregate)
  const client = await pool.connect()
  const shape = shapeOf(commit)
  const send = async (name: string, write: (values: Values) => string) => {
    const all = values()
    const text = write(all)
    return client.query({ name: `${name}.${shape}`, text, values: all.given })
  }
  try {
    await client.query("BEGIN")
    if (key !== undefined) await find(client, key)
    const locked = new Map(
      (await read(client, aggregates, "FOR UPDATE")).map((row) => [row.aggregate, Number(row.version)]),
    )
    must(commit.guards.every(({ aggregate, version }) => (locked.get(aggregate) ?? 0) === version))
    for (const [index, change] of commit.changes.entries()) {
      must((locked.get(change.aggregate) ?? 0) === change.expectedVersion)
      must((await send(`write.${index}`, (all) => writing(all, change))).rowCount === 1)
    }
    await send("journal", (all) => journal(all, commit, "true"))
    if (commit.claims.length > 0) await send("claims", (all) => claims(all, commit))
    if (commit.messages.length > 0) await send("messages", (all) => messages(all, commit))
    await client.query("COMMIT")
  } catch (error) {
    await client.query("ROLLBACK")
    throw error
  } finally {
    client.release()
  }
}

/** As few round trips as there can be: one statement writes all, made for just these tables and this step. */
const inOneStatement = async (
  pool: Pool,
  aggregates: ReadonlyArray<string>,
  key: string | undefined,
  commit: Commit,
) => {
  await read(pool, aggregates, "", key)
  const all = values()
  const parts = [
    ...commit.changes.map((change, index) => `w${index} AS (${writing(all, change)} RETURNING 1)`),
    ...commit.guards.map(
      ({ aggregate, version }, index) =>
        `g${index} AS (SELECT 1 FROM mon_compte.aggregate WHERE shard = ${all.at(shardOf(aggregate), "text")}
           AND aggregate = ${all.at(aggregate, "text")} AND version <> ${all.at(version, "bigint")} FOR SHARE)`,
    ),
  ]
  const isWhole = [
    ...commit.changes.map((_, index) => `EXISTS (SELECT FROM w${index})`),
    ...commit.guards.map((_, index) => `NOT EXISTS (SELECT FROM g${index})`),
  ].join(" AND ")
  if (commit.claims.length > 0) parts.push(`c AS (${claims(all, commit)})`)
  if (commit.messages.length > 0) parts.push(`m AS (${messages(all, commit)})`)
  const text = `WITH ${parts.join(", ")} ${journal(all, commit, isWhole)}`
  await pool.query({ name: `step.${shapeOf(commit)}`, text, values: all.given })
}

const ways = { inATransaction, inOneStatement }

/** Does by hand all that was asked. What is read right before a commit belongs to its step. */
export const byHand = async (pool: Pool, recording: ReadonlyArray<Asked>, way: keyof typeof ways): Promise<void> => {
  for (const [index, asked] of recording.entries()) {
    if (asked._tag === "Find") await find(pool, asked.key)
    const next = recording[index + 1]
    if (asked._tag === "Load" && next?._tag !== "Commit") await read(pool, asked.aggregates, "", asked.key)
    if (asked._tag === "Load" && next?._tag === "Commit")
      await ways[way](pool, asked.aggregates, asked.key, next.commit)
  }
}
