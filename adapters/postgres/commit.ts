import * as Redacted from "effect/Redacted"
import type { Commit, Json, Outcome } from "../../src/ports/storage.ts"
import type { TextRow } from "./connections.ts"
import { OUTBOX, shardOf } from "./shard.ts"

const json = (value: unknown) => JSON.stringify(value)

const isVersion = (version: number) => Number.isSafeInteger(version) && version >= 0

/** Whether no state of the storage would let this commit through, so that it need not be sent. */
export const isHopeless = ({ changes, claims, guards, releases = [] }: Commit): boolean => {
  const owners = new Map(claims.map(({ key, owner }) => [key, owner]))
  return (
    !changes.every(({ expectedVersion }) => isVersion(expectedVersion)) ||
    !guards.every(({ version }) => isVersion(version)) ||
    claims.some(({ key, owner }) => owners.get(key) !== owner) ||
    releases.some(({ key }) => owners.has(key))
  )
}

/** The values of the statement `commit`, in its order. */
export const valuesOf = ({ answer, at, changes, claims, commandId, guards, messages }: Commit) => {
  const keys = [...new Map(claims.map(({ key, owner }) => [key, owner]))]
  return [
    changes.map(({ aggregate }) => shardOf(aggregate)),
    changes.map(({ aggregate }) => aggregate),
    changes.map(({ expectedVersion }) => expectedVersion),
    changes.map(({ state }) => json(state)),
    changes.map(({ secret }) => (secret === null ? null : Redacted.value(secret))),
    changes.map(({ events }) => json(events)),
    guards.map(({ aggregate }) => shardOf(aggregate)),
    guards.map(({ aggregate }) => aggregate),
    guards.map(({ version }) => version),
    keys.map(([key]) => shardOf(key)),
    keys.map(([key]) => key),
    keys.map(([, owner]) => owner),
    commandId,
    at,
    json(answer),
    OUTBOX,
    messages.map(({ id }) => id),
    messages.map(({ body }) => json(body)),
    messages.map(({ dueAt }) => dueAt),
  ]
}

/** The values of the statement `unclaim`. */
export const releasesOf = ({ releases = [] }: Commit) => [
  releases.map(({ key }) => shardOf(key)),
  releases.map(({ key }) => key),
  releases.map(({ owner }) => owner),
]

export const parse = (text: string): Json => JSON.parse(text)

export const CONFLICT: Outcome = { _tag: "Conflict" }

/** What the statement `commit` tells. Anything else than what it can tell is a defect. */
export const outcomeOf = ({ changes }: Commit, [row]: ReadonlyArray<TextRow>): Outcome => {
  const [tag, answer, recorded] = row ?? []
  if (tag === "Committed" && Number(recorded) === changes.length) return { _tag: "Committed" }
  if (tag === "Conflict" && recorded === "0") return CONFLICT
  if (tag === "AlreadyApplied" && typeof answer === "string") return { _tag: "AlreadyApplied", answer: parse(answer) }
  throw new Error("The statement of a commit told what it never tells.")
}
