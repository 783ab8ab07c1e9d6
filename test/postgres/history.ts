import { isDeepStrictEqual } from "node:util"
import * as Redacted from "effect/Redacted"
import { Tables } from "../../adapters/memory/tables.ts"
import type { AggregateId, Commit, Loaded } from "../../src/ports/storage.ts"

/** A call that took effect, and when it was seen from outside: `from` before it was asked, `to` after its answer. */
export type Call = { readonly from: number; readonly to: number } & (
  | { readonly _tag: "Load"; readonly ids: ReadonlyArray<AggregateId>; readonly loaded: Loaded }
  | { readonly _tag: "Commit"; readonly commit: Commit }
)

/** The versions that a call saw, and those that it made. */
const versionsOf = (call: Call) => {
  if (call._tag === "Load") {
    return { seen: call.ids.map((id, index) => [id, call.loaded.rows[index]?.version ?? 0] as const), made: [] }
  }
  const { changes, guards } = call.commit
  const changed = changes.map(({ aggregate, expectedVersion }) => [aggregate, expectedVersion] as const)
  return {
    seen: [...changed, ...guards.map(({ aggregate, version }) => [aggregate, version] as const)],
    made: changed.map(([id, version]) => [id, version + 1] as const),
  }
}

/**
 * Which calls must come after which, by what they saw and made: a version is made before it is seen, and seen before
 * the next one is made. What was over before another was asked comes first in any case.
 */
const followersOf = (history: ReadonlyArray<Call>): ReadonlyArray<ReadonlySet<number>> => {
  const all = history.map(versionsOf)
  const makers = new Map(all.flatMap(({ made }, call) => made.map(([id, version]) => [`${id}@${version}`, call])))
  const after = history.map((one) => {
    const late = history.flatMap(({ from }, other) => (one.to < from ? [other] : []))
    return new Set(late)
  })
  for (const [call, { seen }] of all.entries()) {
    for (const [id, version] of seen) {
      const maker = makers.get(`${id}@${version}`)
      if (maker !== undefined && maker !== call) after[maker]?.add(call)
      const next = makers.get(`${id}@${version + 1}`)
      if (next !== undefined && next !== call) after[call]?.add(next)
    }
  }
  return after
}

/** An order that keeps to all that must come after; `null` where there is none. */
const order = (after: ReadonlyArray<ReadonlySet<number>>): ReadonlyArray<number> | null => {
  const before = after.map(() => 0)
  for (const followers of after) for (const call of followers) before[call] = (before[call] ?? 0) + 1
  const ready = before.flatMap((count, call) => (count === 0 ? [call] : []))
  for (let index = 0; index < ready.length; index += 1) {
    for (const call of after[ready[index] ?? 0] ?? []) {
      before[call] = (before[call] ?? 0) - 1
      if (before[call] === 0) ready.push(call)
    }
  }
  return ready.length === after.length ? ready : null
}

const shown = ({ answer, rows }: Loaded) => ({
  answer,
  rows: rows.map(({ secret, state, version }) => ({ state, version, secret: secret && Redacted.value(secret) })),
})

/**
 * Why a history is not strictly serializable; `null` where it is: there is one order, not against the time that people
 * saw pass, in which the tables in memory do and tell the same.
 */
export const anomalyOf = (history: ReadonlyArray<Call>): string | null => {
  const made = history.flatMap((call) => versionsOf(call).made.map(([id, version]) => `${id}@${version}`))
  if (new Set(made).size < made.length) return "a version was made twice"
  const one = order(followersOf(history))
  if (one === null) return "calls that each must come before the other"
  const tables = new Tables()
  for (const index of one) {
    const call = history[index]
    if (call?._tag === "Commit" && tables.commit(call.commit)._tag !== "Committed") return "a commit that was kept"
    if (call?._tag !== "Load") continue
    if (!isDeepStrictEqual(shown(tables.load(call.ids, undefined)), shown(call.loaded)))
      return "a load of what was not there"
  }
  return null
}
