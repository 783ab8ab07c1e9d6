import { isDeepStrictEqual } from "node:util"
import * as Redacted from "effect/Redacted"
import { Tables } from "../../adapters/memory/tables.ts"
import type { AggregateId, Commit, Loaded } from "../../src/ports/storage.ts"

/** A call that took effect: `from` is the time before the request, `to` the time after its answer. */
export type Call = { readonly from: number; readonly to: number } & (
  | { readonly _tag: "Load"; readonly ids: ReadonlyArray<AggregateId>; readonly loaded: Loaded }
  | { readonly _tag: "Commit"; readonly commit: Commit }
)

/** The versions that a call read, and those that it wrote. */
const versionsOf = (call: Call) => {
  if (call._tag === "Load") {
    return { read: call.ids.map((id, index) => [id, call.loaded.rows[index]?.version ?? 0] as const), written: [] }
  }
  const { changes, guards } = call.commit
  const changed = changes.map(({ aggregate, expectedVersion }) => [aggregate, expectedVersion] as const)
  return {
    read: [...changed, ...guards.map(({ aggregate, version }) => [aggregate, version] as const)],
    written: changed.map(([id, version]) => [id, version + 1] as const),
  }
}

/**
 * For each call, the calls that must come after it. A call that writes a version precedes the calls that read it, and
 * those precede the call that writes the next version. A call that ended before another started precedes it.
 */
const followersOf = (history: ReadonlyArray<Call>): ReadonlyArray<ReadonlySet<number>> => {
  const versions = history.map(versionsOf)
  const writers = new Map(
    versions.flatMap(({ written }, call) => written.map(([id, version]) => [`${id}@${version}`, call])),
  )
  const followers = history.map((call) => {
    const later = history.flatMap(({ from }, other) => (call.to < from ? [other] : []))
    return new Set(later)
  })
  for (const [call, { read }] of versions.entries()) {
    for (const [id, version] of read) {
      const writer = writers.get(`${id}@${version}`)
      if (writer !== undefined && writer !== call) followers[writer]?.add(call)
      const next = writers.get(`${id}@${version + 1}`)
      if (next !== undefined && next !== call) followers[call]?.add(next)
    }
  }
  return followers
}

/** A topological order of the calls; `null` if the constraints contain a cycle. */
const topologicalOrder = (followers: ReadonlyArray<ReadonlySet<number>>): ReadonlyArray<number> | null => {
  const predecessors = followers.map(() => 0)
  for (const calls of followers) for (const call of calls) predecessors[call] = (predecessors[call] ?? 0) + 1
  const ready = predecessors.flatMap((count, call) => (count === 0 ? [call] : []))
  for (let index = 0; index < ready.length; index += 1) {
    for (const call of followers[ready[index] ?? 0] ?? []) {
      predecessors[call] = (predecessors[call] ?? 0) - 1
      if (predecessors[call] === 0) ready.push(call)
    }
  }
  return ready.length === followers.length ? ready : null
}

const revealed = ({ answer, rows }: Loaded) => ({
  answer,
  rows: rows.map(({ secret, state, version }) => ({ state, version, secret: secret && Redacted.value(secret) })),
})

/**
 * The reason why a history is not strictly serializable; `null` if it is. A history is strictly serializable if an
 * order of its calls respects real time, and gives the same results in the memory storage.
 */
export const anomalyOf = (history: ReadonlyArray<Call>): string | null => {
  const written = history.flatMap((call) => versionsOf(call).written.map(([id, version]) => `${id}@${version}`))
  if (new Set(written).size < written.length) return "two commits wrote the same version"
  const order = topologicalOrder(followersOf(history))
  if (order === null) return "two calls must each precede the other"
  const tables = new Tables()
  for (const index of order) {
    const call = history[index]
    if (call?._tag === "Commit" && tables.commit(call.commit)._tag !== "Committed")
      return "a commit succeeded that the model refuses"
    if (call?._tag !== "Load") continue
    if (!isDeepStrictEqual(revealed(tables.load(call.ids, undefined)), revealed(call.loaded)))
      return "a load returned a state that the model does not contain"
  }
  return null
}
