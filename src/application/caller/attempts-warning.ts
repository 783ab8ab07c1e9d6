import * as Schema from "effect/Schema"
import type { Message } from "../../ports/storage.ts"

/**
 * The order to announce many wrong passwords to the account holder. `counters` are the keys of the counters: blind indexes
 * of an identifier, which an account may have or not, or the account whose browser or session tried.
 */
export const WarnOfAttempts = Schema.TaggedStruct("WarnOfAttempts", {
  counters: Schema.Array(Schema.String),
  at: Schema.Finite,
})
export type WarnOfAttempts = typeof WarnOfAttempts.Type

/** Orders the warning. `attempt` is the one that starts the waits. */
export const orderAttemptsWarning = (attempt: string, warning: Omit<WarnOfAttempts, "_tag">): Message => {
  const body: WarnOfAttempts = { _tag: "WarnOfAttempts", ...warning }
  return { id: `${attempt}.warning`, dueAt: warning.at, body }
}

const KNOWN = "known."

/** The key of the counter of the browsers that remember an account, and of its open sessions. */
export const knownKeyOf = (person: string) => `${KNOWN}${person}`

/** The account that the keys of counters name, or the indexes to find it by. */
export const ownerOfCounters = (counters: ReadonlyArray<string>) => {
  const [known] = counters.flatMap((key) => (key.startsWith(KNOWN) ? [key.slice(KNOWN.length)] : []))
  return known === undefined ? { indexes: counters } : { person: known }
}
