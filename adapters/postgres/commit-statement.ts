import type { Statement } from "./statements.ts"

/** The number of items in each part of a commit. A statement is built for exactly one shape. */
export interface Shape {
  readonly changes: number
  /** Guards on aggregates that exist. */
  readonly guards: number
  /** Guards that expect version 0: the aggregate must not exist. */
  readonly absences: number
  readonly claims: number
  readonly messages: number
}

/** Larger commits are rare, and their statements are not prepared: a connection would keep each until it closes. */
const MOST_PREPARED_ITEMS = 16

/** Numbers the parameters. The casts give a parameter the same type wherever the statement uses it. */
const numberedParameters = () => {
  let last = 0
  const parameter = (type: string) => `$${++last}::${type}`
  const each = <Names extends Readonly<Record<string, string>>>(count: number, types: Names) =>
    Array.from(
      { length: count },
      () =>
        Object.fromEntries(Object.entries(types).map(([name, type]) => [name, parameter(type)])) as Record<
          keyof Names,
          string
        >,
    )
  return { parameter, each }
}

const list = (rows: ReadonlyArray<string>, between = ", ") => rows.join(between)

/**
 * A whole commit in one statement, for the isolation level READ COMMITTED.
 *
 * 1. `present` locks every aggregate that the commit changes or guards, in key order, which prevents deadlocks. It
 *    reads the versions under the locks, after any transaction that held them has ended. Guards lock too, which
 *    prevents write skew: of two commits that each guard what the other changes, the second sees the first.
 * 2. `verdict` allows the writes if every version is the expected one and no key has another owner. A command that was
 *    applied before finds a changed version, or the journal refuses its id. The caller then looks up the result.
 * 3. `written` updates the rows, and inserts those that do not exist. A row that does not exist cannot be locked, so a
 *    guard on it inserts an empty row at version 0. Of two concurrent inserts the second waits, and then conflicts.
 * 4. `recorded` inserts the journal entries. If a row was not written, the version of the entry is null. The journal
 *    refuses null, which rolls the statement back.
 *
 * Each table is written by one part of the statement only, as CockroachDB requires. A statement for one shape costs the
 * server a third of a statement for every shape, which would read its parts from arrays.
 */
const textOf = (shape: Shape): string => {
  const { each, parameter } = numberedParameters()
  const [command, at] = [parameter("text"), parameter("float8")]
  const [answer, existing] = [parameter("jsonb"), parameter("bigint")]
  const id = { shard: "text", aggregate: "text" } as const
  const changes = each(shape.changes, { ...id, version: "bigint", state: "jsonb", secret: "text", events: "jsonb" })
  const guards = each(shape.guards, { ...id, version: "bigint" })
  const absences = each(shape.absences, id).map((absence) => ({ ...absence, version: "0" }))
  const claims = each(shape.claims, { shard: "text", key: "text", owner: "text" })
  const messages = each(shape.messages, { shard: "text", id: "text", body: "jsonb", due: "float8" })

  const all = [...changes, ...guards, ...absences]
  const isAllowed = "(SELECT v.is_allowed FROM verdict v)"
  const locked = all.map(({ aggregate, shard }) => `(a.shard = ${shard} AND a.aggregate = ${aggregate})`)
  const expected = all.map(({ aggregate, version }) => `WHEN ${aggregate} THEN ${version}`)
  const claimedByOthers = claims.map(
    ({ key, owner, shard }) => `(c.shard = ${shard} AND c.key = ${key} AND c.owner <> ${owner})`,
  )
  const noKeyOfOthers =
    claims.length === 0 ? "" : `AND NOT EXISTS (SELECT FROM mon_compte.claim c WHERE ${list(claimedByOthers, " OR ")})`
  const rows = [
    ...changes.map(
      ({ aggregate, secret, shard, state, version }) => `(${shard}, ${aggregate}, ${version} + 1, ${state}, ${secret})`,
    ),
    ...absences.map(({ aggregate, shard }) => `(${shard}, ${aggregate}, 0, NULL, NULL)`),
  ]
  const entries = changes.map(
    ({ aggregate, events, shard, version }) => `(${shard}, ${aggregate}, ${version} + 1, ${events})`,
  )
  const claimRows = claims.map(({ key, owner, shard }) => `(${shard}, ${key}, ${owner})`)
  const messageRows = messages.map(({ body, due, id, shard }) => `(${shard}, ${id}, ${body}, ${due})`)
  const absentIds = list(absences.map(({ aggregate }) => aggregate))
  // An empty row at version 0, left by an earlier guard, is not written again.
  const emptyRows = absentIds === "" ? "0" : `(SELECT count(*) FROM present p WHERE p.aggregate IN (${absentIds}))`

  const parts = [
    `present AS MATERIALIZED (
  SELECT a.aggregate, a.version
  FROM mon_compte.aggregate a
  WHERE ${list(locked, "\n    OR ")}
  ORDER BY a.shard, a.aggregate
  FOR NO KEY UPDATE OF a
)`,
    `verdict AS MATERIALIZED (
  SELECT coalesce(bool_and(p.version = CASE p.aggregate ${list(expected, " ")} END), true)
    AND count(*) FILTER (WHERE p.version > 0) = ${existing}
    ${noKeyOfOthers} AS is_allowed
  FROM present p
)`,
    `written AS (
  INSERT INTO mon_compte.aggregate AS a (shard, aggregate, version, state, secret)
  SELECT i.shard, i.aggregate, i.version, i.state, i.secret
  FROM (VALUES ${list(rows)}) AS i(shard, aggregate, version, state, secret)
  WHERE ${isAllowed}
  ORDER BY i.shard, i.aggregate
  ON CONFLICT (shard, aggregate) DO UPDATE
  SET version = excluded.version, state = excluded.state, secret = excluded.secret
  WHERE a.version = excluded.version - 1
  RETURNING a.shard
)`,
    `recorded AS (
  INSERT INTO mon_compte.journal (shard, aggregate, version, command, at, events, answer)
  SELECT i.shard, i.aggregate,
    CASE WHEN (SELECT count(*) FROM written) + ${emptyRows} = ${rows.length} THEN i.version END,
    ${command}, to_timestamp(${at} / 1000), i.events, ${answer}
  FROM (VALUES ${list(entries)}) AS i(shard, aggregate, version, events)
  WHERE ${isAllowed}
  RETURNING shard
)`,
  ]
  if (claims.length > 0) {
    parts.push(`claimed AS (
  INSERT INTO mon_compte.claim (shard, key, owner)
  SELECT k.shard, k.key, k.owner
  FROM (VALUES ${list(claimRows)}) AS k(shard, key, owner)
  WHERE ${isAllowed} AND NOT EXISTS (SELECT FROM mon_compte.claim c WHERE c.shard = k.shard AND c.key = k.key)
  ORDER BY k.shard, k.key
  RETURNING shard
)`)
  }
  if (messages.length > 0) {
    parts.push(`posted AS (
  INSERT INTO mon_compte.outbox (shard, id, body, due_at, ready_at)
  SELECT m.shard, m.id, m.body, m.due_at, to_timestamp(m.due_at / 1000)
  FROM (VALUES ${list(messageRows)}) AS m(shard, id, body, due_at)
  WHERE ${isAllowed}
  ORDER BY m.id
  ON CONFLICT (shard, id) DO NOTHING
  RETURNING shard
)`)
  }
  return `WITH ${list(parts)}\nSELECT count(*) FROM recorded`
}

const cache = new Map<string, Statement>()

/** The statement for commits of a shape: named, to be prepared, or the text alone for a large commit. */
export const commitStatement = (shape: Shape): Statement | string => {
  const { absences, changes, claims, guards, messages } = shape
  const counts = [changes, guards, absences, claims, messages]
  const name = `mon_compte.commit.${counts.join(".")}`
  const cached = cache.get(name)
  if (cached !== undefined) return cached
  const text = textOf(shape)
  if (counts.reduce((sum, count) => sum + count) > MOST_PREPARED_ITEMS) return text
  const statement = { name, text }
  cache.set(name, statement)
  return statement
}
