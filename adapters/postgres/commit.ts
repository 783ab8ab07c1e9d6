import * as Redacted from "effect/Redacted"
import type { Commit, Json, Outcome } from "../../src/ports/storage.ts"
import { commitStatement } from "./commit-statement.ts"
import type { TextRow } from "./connections.ts"
import { OUTBOX, shardOf } from "./shard.ts"
import type { Statement } from "./statements.ts"

const json = (value: unknown) => JSON.stringify(value)

const isVersion = (version: number) => Number.isSafeInteger(version) && version >= 0

/** Each once: the first of those with the same name. */
const once = <One>(all: ReadonlyArray<One>, name: (one: One) => string): ReadonlyArray<One> => [
  ...new Map(all.toReversed().map((one) => [name(one), one])).values(),
]

/** Whether no state of the storage would let this commit through, so that it need not be sent. */
export const isHopeless = ({ changes, claims, guards, releases = [] }: Commit): boolean => {
  const owners = new Map(claims.map(({ key, owner }) => [key, owner]))
  const wanted = [
    ...changes.map(({ aggregate, expectedVersion }) => ({ aggregate, version: expectedVersion })),
    ...guards,
  ]
  const versions = new Map(wanted.map(({ aggregate, version }) => [aggregate, version]))
  return (
    wanted.some(({ aggregate, version }) => !isVersion(version) || versions.get(aggregate) !== version) ||
    claims.some(({ key, owner }) => owners.get(key) !== owner) ||
    releases.some(({ key }) => owners.has(key))
  )
}

/** The statement that writes a commit which is not hopeless, and its values. */
export const statementOf = (
  commit: Commit,
): readonly [statement: Statement | string, values: ReadonlyArray<unknown>] => {
  const { answer, at, changes, commandId } = commit
  const changed = new Set(changes.map(({ aggregate }) => aggregate))
  const others = once(commit.guards, ({ aggregate }) => aggregate).filter(({ aggregate }) => !changed.has(aggregate))
  const guards = others.filter(({ version }) => version > 0)
  const absences = others.filter(({ version }) => version === 0)
  const claims = once(commit.claims, ({ key }) => key)
  const messages = once(commit.messages, ({ id }) => id)
  const known = changes.filter(({ expectedVersion }) => expectedVersion > 0).length + guards.length
  const shape = {
    changes: changes.length,
    guards: guards.length,
    absences: absences.length,
    claims: claims.length,
    messages: messages.length,
  }
  const values = [
    [commandId, at, json(answer), known],
    ...changes.map(({ aggregate, events, expectedVersion, secret, state }) => [
      ...[shardOf(aggregate), aggregate, expectedVersion, json(state)],
      ...[secret === null ? null : Redacted.value(secret), json(events)],
    ]),
    ...guards.map(({ aggregate, version }) => [shardOf(aggregate), aggregate, version]),
    ...absences.map(({ aggregate }) => [shardOf(aggregate), aggregate]),
    ...claims.map(({ key, owner }) => [shardOf(key), key, owner]),
    ...messages.map(({ body, dueAt, id }) => [OUTBOX, id, json(body), dueAt]),
  ]
  return [commitStatement(shape), values.flat()]
}

/** The values of the statement `unclaim`. */
export const releasesOf = ({ releases = [] }: Commit) => [
  releases.map(({ key }) => shardOf(key)),
  releases.map(({ key }) => key),
  releases.map(({ owner }) => owner),
]

export const parse = (text: string): Json => JSON.parse(text)

export const CONFLICT: Outcome = { _tag: "Conflict" }

/** What the statement of a commit tells: how many entries the journal got. Anything but all or none is a defect. */
export const outcomeOf = ({ changes }: Commit, [row]: ReadonlyArray<TextRow>): Outcome => {
  const recorded = row?.[0]
  if (recorded === String(changes.length)) return { _tag: "Committed" }
  if (recorded === "0") return CONFLICT
  throw new Error("The statement of a commit told what it never tells.")
}
