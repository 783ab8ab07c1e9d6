import * as Redacted from "effect/Redacted"
import type { Commit, Outcome } from "../../src/ports/storage.ts"
import { commitStatement } from "./commit-statement.ts"
import type { TextRow } from "./connections.ts"
import { OUTBOX_SHARD, shardOf } from "./shard.ts"
import type { Statement } from "./statements.ts"

const json = (value: unknown) => JSON.stringify(value)

const isVersion = (version: number) => Number.isSafeInteger(version) && version >= 0

/** Removes duplicates by name; the first of each name remains. */
const uniqueBy = <Item>(items: ReadonlyArray<Item>, name: (item: Item) => string): ReadonlyArray<Item> => [
  ...new Map(items.toReversed().map((item) => [name(item), item])).values(),
]

/** Whether a commit contradicts itself, so that it conflicts whatever the storage contains. No statement is sent. */
export const alwaysConflicts = ({ changes, claims, guards, releases = [] }: Commit): boolean => {
  const owners = new Map(claims.map(({ key, owner }) => [key, owner]))
  const expected = [
    ...changes.map(({ aggregate, expectedVersion }) => ({ aggregate, version: expectedVersion })),
    ...guards,
  ]
  const versions = new Map(expected.map(({ aggregate, version }) => [aggregate, version]))
  return (
    expected.some(({ aggregate, version }) => !isVersion(version) || versions.get(aggregate) !== version) ||
    claims.some(({ key, owner }) => owners.get(key) !== owner) ||
    releases.some(({ key }) => owners.has(key))
  )
}

/** The statement that writes a commit, and its values. The commit must not be one of `alwaysConflicts`. */
export const statementOf = (
  commit: Commit,
): readonly [statement: Statement | string, values: ReadonlyArray<unknown>] => {
  const { answer, at, changes, commandId } = commit
  const changed = new Set(changes.map(({ aggregate }) => aggregate))
  const guarded = uniqueBy(commit.guards, ({ aggregate }) => aggregate).filter(
    ({ aggregate }) => !changed.has(aggregate),
  )
  const guards = guarded.filter(({ version }) => version > 0)
  const absences = guarded.filter(({ version }) => version === 0)
  const claims = uniqueBy(commit.claims, ({ key }) => key)
  const messages = uniqueBy(commit.messages, ({ id }) => id)
  const existing = changes.filter(({ expectedVersion }) => expectedVersion > 0).length + guards.length
  const shape = {
    changes: changes.length,
    guards: guards.length,
    absences: absences.length,
    claims: claims.length,
    messages: messages.length,
  }
  const values = [
    [commandId, at, json(answer), existing],
    ...changes.map(({ aggregate, events, expectedVersion, secret, state }) => [
      ...[shardOf(aggregate), aggregate, expectedVersion, json(state)],
      ...[secret === null ? null : Redacted.value(secret), json(events)],
    ]),
    ...guards.map(({ aggregate, version }) => [shardOf(aggregate), aggregate, version]),
    ...absences.map(({ aggregate }) => [shardOf(aggregate), aggregate]),
    ...claims.map(({ key, owner }) => [shardOf(key), key, owner]),
    ...messages.map(({ body, dueAt, id }) => [OUTBOX_SHARD, id, json(body), dueAt]),
  ]
  return [commitStatement(shape), values.flat()]
}

/** The values of the statement `releaseKeys`. */
export const releaseValues = ({ releases = [] }: Commit) => [
  releases.map(({ key }) => shardOf(key)),
  releases.map(({ key }) => key),
  releases.map(({ owner }) => owner),
]

export const CONFLICT: Outcome = { _tag: "Conflict" }

/** The outcome by the number of journal entries written. Anything but all or none is a defect. */
export const outcomeOf = ({ changes }: Commit, [row]: ReadonlyArray<TextRow>): Outcome => {
  const recorded = row?.[0]
  if (recorded === String(changes.length)) return { _tag: "Committed" }
  if (recorded === "0") return CONFLICT
  throw new Error("The statement of a commit wrote some of its journal entries, and not all.")
}
