import * as Redacted from "effect/Redacted"
import type { Pool, PoolClient } from "pg"
import { OUTBOX_SHARD, shardOf } from "../../adapters/postgres/shard.ts"
import type { Change, Commit } from "../../src/ports/storage.ts"
import type { StorageRequest } from "./recording.ts"

type Querying = Pick<PoolClient, "query">

const secretOf = ({ secret }: Change) => (secret === null ? null : Redacted.value(secret))

const OWNER = `UNION ALL SELECT a.aggregate, a.version, a.state::text, a.secret FROM mon_compte.claim c
  JOIN mon_compte.aggregate a ON a.shard = split_part(c.owner, '/', 2) AND a.aggregate = c.owner`

/** Reads and parses rows, and the row of the owner of a key. Locks the rows that will be written. */
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

/** Collects the values of one statement, and returns a numbered parameter for each. */
const collectValues = () => {
  const list: Array<unknown> = []
  return { list, parameter: (value: unknown, type: string) => `$${list.push(value)}::${type}` }
}
type Values = ReturnType<typeof collectValues>

const writeRow = ({ parameter }: Values, change: Change) => {
  const { aggregate, expectedVersion, state } = change
  const [shard, id] = [parameter(shardOf(aggregate), "text"), parameter(aggregate, "text")]
  const [json, secret] = [parameter(JSON.stringify(state), "jsonb"), parameter(secretOf(change), "text")]
  return expectedVersion === 0
    ? `INSERT INTO mon_compte.aggregate (shard, aggregate, version, state, secret)
       VALUES (${shard}, ${id}, 1, ${json}, ${secret}) ON CONFLICT DO NOTHING`
    : `UPDATE mon_compte.aggregate SET version = version + 1, state = ${json}, secret = ${secret}
       WHERE shard = ${shard} AND aggregate = ${id} AND version = ${parameter(expectedVersion, "bigint")}`
}

const journal = ({ parameter }: Values, { answer, at, changes, commandId }: Commit, isComplete: string) => {
  const [command, time] = [parameter(commandId, "text"), parameter(at, "float8")]
  const result = parameter(JSON.stringify(answer), "jsonb")
  const rows = changes.map(
    ({ aggregate, events, expectedVersion }) =>
      `(${parameter(shardOf(aggregate), "text")}, ${parameter(aggregate, "text")},
        CASE WHEN ${isComplete} THEN ${parameter(expectedVersion + 1, "bigint")} END,
        ${command}, to_timestamp(${time} / 1000), ${parameter(JSON.stringify(events), "jsonb")}, ${result})`,
  )
  return `INSERT INTO mon_compte.journal (shard, aggregate, version, command, at, events, answer) VALUES ${rows.join(", ")}`
}

const claims = ({ parameter }: Values, { claims }: Commit) =>
  `INSERT INTO mon_compte.claim (shard, key, owner) VALUES ${claims
    .map(
      ({ key, owner }) =>
        `(${parameter(shardOf(key), "text")}, ${parameter(key, "text")}, ${parameter(owner, "text")})`,
    )
    .join(", ")}`

const messages = ({ parameter }: Values, { messages }: Commit) =>
  `INSERT INTO mon_compte.outbox (shard, id, body, due_at, ready_at) VALUES ${messages
    .map(({ body, dueAt, id }) => {
      const due = parameter(dueAt, "float8")
      return `(${parameter(OUTBOX_SHARD, "text")}, ${parameter(id, "text")}, ${parameter(JSON.stringify(body), "jsonb")}, ${due}, to_timestamp(${due} / 1000))`
    })
    .join(", ")} ON CONFLICT DO NOTHING`

const check = (isTrue: boolean) => {
  if (!isTrue) throw new Error("Another transaction changed the rows.")
}

const shapeOf = ({ changes, claims, guards, messages }: Commit) =>
  [
    changes.map(({ expectedVersion }) => Number(expectedVersion > 0)).join(""),
    guards.length,
    claims.length,
    messages.length,
  ].join(".")

/** The common way: a transaction of statements, in which reads lock the rows. */
const inATransaction = async (pool: Pool, _: ReadonlyArray<string>, key: string | undefined, commit: Commit) => {
  const aggregates = [...commit.changes, ...commit.guards].map(({ aggregate }) => aggregate)
  const client = await pool.connect()
  const shape = shapeOf(commit)
  const send = async (name: string, write: (values: Values) => string) => {
    const all = collectValues()
    const text = write(all)
    return client.query({ name: `${name}.${shape}`, text, values: all.list })
  }
  try {
    await client.query("BEGIN")
    if (key !== undefined) await find(client, key)
    const locked = new Map(
      (await read(client, aggregates, "FOR UPDATE")).map((row) => [row.aggregate, Number(row.version)]),
    )
    check(commit.guards.every(({ aggregate, version }) => (locked.get(aggregate) ?? 0) === version))
    for (const [index, change] of commit.changes.entries()) {
      check((locked.get(change.aggregate) ?? 0) === change.expectedVersion)
      check((await send(`write.${index}`, (all) => writeRow(all, change))).rowCount === 1)
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

/** The fewest round trips: one statement, specific to the step, writes everything. */
const inOneStatement = async (
  pool: Pool,
  aggregates: ReadonlyArray<string>,
  key: string | undefined,
  commit: Commit,
) => {
  await read(pool, aggregates, "", key)
  const all = collectValues()
  const parts = [
    ...commit.changes.map((change, index) => `w${index} AS (${writeRow(all, change)} RETURNING 1)`),
    ...commit.guards.map(
      ({ aggregate, version }, index) =>
        `g${index} AS (SELECT 1 FROM mon_compte.aggregate WHERE shard = ${all.parameter(shardOf(aggregate), "text")}
           AND aggregate = ${all.parameter(aggregate, "text")} AND version <> ${all.parameter(version, "bigint")} FOR SHARE)`,
    ),
  ]
  const isComplete = [
    ...commit.changes.map((_, index) => `EXISTS (SELECT FROM w${index})`),
    ...commit.guards.map((_, index) => `NOT EXISTS (SELECT FROM g${index})`),
  ].join(" AND ")
  if (commit.claims.length > 0) parts.push(`c AS (${claims(all, commit)})`)
  if (commit.messages.length > 0) parts.push(`m AS (${messages(all, commit)})`)
  const text = `WITH ${parts.join(", ")} ${journal(all, commit, isComplete)}`
  await pool.query({ name: `step.${shapeOf(commit)}`, text, values: all.list })
}

const ways = { inATransaction, inOneStatement }

/** Runs recorded requests as handwritten SQL. A load right before a commit is part of its step. */
export const runHandwritten = async (
  pool: Pool,
  recording: ReadonlyArray<StorageRequest>,
  way: keyof typeof ways,
): Promise<void> => {
  for (const [index, request] of recording.entries()) {
    if (request._tag === "Find") await find(pool, request.key)
    const next = recording[index + 1]
    if (request._tag === "Load" && next?._tag !== "Commit") await read(pool, request.aggregates, "", request.key)
    if (request._tag === "Load" && next?._tag === "Commit")
      await ways[way](pool, request.aggregates, request.key, next.commit)
  }
}
