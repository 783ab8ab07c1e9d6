import type { Statement } from "./statements.ts"

/** How many there are of each part of a commit: the statement is made for just that many. */
export interface Shape {
  readonly changes: number
  /** Guards on what somebody wrote. */
  readonly guards: number
  /** Guards on what nobody wrote yet. */
  readonly absences: number
  readonly claims: number
  readonly messages: number
}

/** One with more parts than these is rare, and is not kept prepared on every connection. */
const PREPARED = 16

/** Numbers the values: the casts make PostgreSQL read each as the same type wherever it is used. */
const numbered = () => {
  let last = 0
  const place = (type: string) => `$${++last}::${type}`
  const each = <Names extends Readonly<Record<string, string>>>(count: number, types: Names) =>
    Array.from(
      { length: count },
      () =>
        Object.fromEntries(Object.entries(types).map(([name, type]) => [name, place(type)])) as Record<
          keyof Names,
          string
        >,
    )
  return { place, each }
}

const list = (rows: ReadonlyArray<string>, between = ", ") => rows.join(between)

/**
 * A whole commit in one statement, for READ COMMITTED.
 *
 * 1. `present` locks every aggregate it changes or guards, in key order, and reads the version under the lock: whoever
 *    held a lock before has then committed, and is seen. Guards lock as changes do: two commits that guard what the
 *    other changes meet here, and the second one sees the first.
 * 2. `verdict`: nothing is written unless every version is the expected one and no key is another's. A command that was
 *    applied before finds a version that moved, or a journal that refuses its id: both are looked into afterwards.
 * 3. `written`: what nobody wrote yet cannot be locked, so it is created, a guard as an empty row at version 0. Of two
 *    that create it at once the second waits, and then does not find what it expects.
 * 4. `recorded`: unless everything was written, the journal gets no version, which it refuses, and the whole
 *    statement with it.
 *
 * A table is written by one part only, as CockroachDB wants it. Made for one shape, it costs the server a third of what a
 * statement for every shape does, which reads its parts from arrays.
 */
const textOf = (shape: Shape): string => {
  const { each, place } = numbered()
  const [command, at, answer, known] = [place("text"), place("float8"), place("jsonb"), place("bigint")]
  const of = { shard: "text", aggregate: "text" } as const
  const changes = each(shape.changes, { ...of, version: "bigint", state: "jsonb", secret: "text", events: "jsonb" })
  const guards = each(shape.guards, { ...of, version: "bigint" })
  const absences = each(shape.absences, of).map((one) => ({ ...one, version: "0" }))
  const claims = each(shape.claims, { shard: "text", key: "text", owner: "text" })
  const messages = each(shape.messages, { shard: "text", id: "text", body: "jsonb", due: "float8" })

  const all = [...changes, ...guards, ...absences]
  const isOpen = "(SELECT v.is_open FROM verdict v)"
  const touched = all.map(({ aggregate, shard }) => `(a.shard = ${shard} AND a.aggregate = ${aggregate})`)
  const expected = all.map(({ aggregate, version }) => `WHEN ${aggregate} THEN ${version}`)
  const others = claims.map(
    ({ key, owner, shard }) => `(c.shard = ${shard} AND c.key = ${key} AND c.owner <> ${owner})`,
  )
  const rows = [
    ...changes.map((one) => `(${one.shard}, ${one.aggregate}, ${one.version} + 1, ${one.state}, ${one.secret})`),
    ...absences.map(({ aggregate, shard }) => `(${shard}, ${aggregate}, 0, NULL, NULL)`),
  ]
  const entries = changes.map((one) => `(${one.shard}, ${one.aggregate}, ${one.version} + 1, ${one.events})`)
  const absent = list(absences.map(({ aggregate }) => aggregate))
  const alreadyEmpty = absent === "" ? "0" : `(SELECT count(*) FROM present p WHERE p.aggregate IN (${absent}))`

  const parts = [
    `present AS MATERIALIZED (
  SELECT a.aggregate, a.version
  FROM mon_compte.aggregate a
  WHERE ${list(touched, "\n    OR ")}
  ORDER BY a.shard, a.aggregate
  FOR NO KEY UPDATE OF a
)`,
    `verdict AS MATERIALIZED (
  SELECT coalesce(bool_and(p.version = CASE p.aggregate ${list(expected, " ")} END), true)
    AND count(*) FILTER (WHERE p.version > 0) = ${known}
    ${others.length === 0 ? "" : `AND NOT EXISTS (SELECT FROM mon_compte.claim c WHERE ${list(others, " OR ")})`}
    AS is_open
  FROM present p
)`,
    `written AS (
  INSERT INTO mon_compte.aggregate AS a (shard, aggregate, version, state, secret)
  SELECT i.shard, i.aggregate, i.version, i.state, i.secret
  FROM (VALUES ${list(rows)}) AS i(shard, aggregate, version, state, secret)
  WHERE ${isOpen}
  ORDER BY i.shard, i.aggregate
  ON CONFLICT (shard, aggregate) DO UPDATE
  SET version = excluded.version, state = excluded.state, secret = excluded.secret
  WHERE a.version = excluded.version - 1
  RETURNING a.shard
)`,
    `recorded AS (
  INSERT INTO mon_compte.journal (shard, aggregate, version, command, at, events, answer)
  SELECT i.shard, i.aggregate,
    CASE WHEN (SELECT count(*) FROM written) + ${alreadyEmpty} = ${rows.length} THEN i.version END,
    ${command}, to_timestamp(${at} / 1000), i.events, ${answer}
  FROM (VALUES ${list(entries)}) AS i(shard, aggregate, version, events)
  WHERE ${isOpen}
  RETURNING shard
)`,
  ]
  if (claims.length > 0) {
    parts.push(`claimed AS (
  INSERT INTO mon_compte.claim (shard, key, owner)
  SELECT k.shard, k.key, k.owner
  FROM (VALUES ${list(claims.map(({ key, owner, shard }) => `(${shard}, ${key}, ${owner})`))}) AS k(shard, key, owner)
  WHERE ${isOpen} AND NOT EXISTS (SELECT FROM mon_compte.claim c WHERE c.shard = k.shard AND c.key = k.key)
  ORDER BY k.shard, k.key
  RETURNING shard
)`)
  }
  if (messages.length > 0) {
    parts.push(`posted AS (
  INSERT INTO mon_compte.outbox (shard, id, body, due_at, ready_at)
  SELECT m.shard, m.id, m.body, m.due_at, to_timestamp(m.due_at / 1000)
  FROM (VALUES ${list(messages.map(({ body, due, id, shard }) => `(${shard}, ${id}, ${body}, ${due})`))}) AS m(shard, id, body, due_at)
  WHERE ${isOpen}
  ORDER BY m.id
  ON CONFLICT (shard, id) DO NOTHING
  RETURNING shard
)`)
  }
  return `WITH ${list(parts)}\nSELECT count(*) FROM recorded`
}

const made = new Map<string, Statement | string>()

/** The statement of a commit of this shape. */
export const commitStatement = (shape: Shape): Statement | string => {
  const { absences, changes, claims, guards, messages } = shape
  const counts = [changes, guards, absences, claims, messages]
  const name = `mon_compte.commit.${counts.join(".")}`
  const known = made.get(name)
  if (known !== undefined) return known
  const text = textOf(shape)
  if (counts.reduce((sum, count) => sum + count) > PREPARED) return text
  const statement = { name, text }
  made.set(name, statement)
  return statement
}
