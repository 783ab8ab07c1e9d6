/**
 * Wrong codes of a recovery: how many may be entered, by one browser and by all of them together.
 *
 * A stranger who requests a recovery of the same identifier gets a ticket too. So the tries of a challenge count by
 * ticket, and a stranger cannot use up those of the account holder. All tickets together share a limit for 24 hours, so
 * that more tickets give no more guesses. Each code keeps a few of these tries for the ticket that requested it.
 *
 * After 100 wrong codes in a row no code is right any more until an agent unlocks the account, or a code was entered
 * before (NIST SP 800-63B-4, 3.2.2: at most 100 consecutive failures).
 */
import * as Schema from "effect/Schema"
import { RecoveryPolicy } from "./recovery-policy.ts"

const DAY = 24 * 60 * 60_000

/** A ticket, as a hash, and a time: of a wrong code, or of the request that a code was sent for. */
export const ByTicket = Schema.Struct({ ticket: Schema.String, at: Schema.Finite })
type ByTicket = typeof ByTicket.Type

/** The counts, as a recovery stores them. They are absent in recoveries that were stored before they were counted. */
export const counts = {
  /** The wrong codes of the last day. */
  tries: Schema.optional(Schema.Array(ByTicket)),
  /** The tickets that a code was sent for in the last day. */
  requesters: Schema.optional(Schema.Array(ByTicket)),
  /** The wrong codes since the last right one, over any time. */
  wrongInARow: Schema.optional(Schema.Int),
} as const

export interface Counts {
  readonly tries?: ReadonlyArray<ByTicket> | undefined
  readonly requesters?: ReadonlyArray<ByTicket> | undefined
  readonly wrongInARow?: number | undefined
}

/** The limits of the wrong codes of one recovery. `triesPerTicket` is the number of the code policy. */
export const TryLimits = Schema.Struct({ triesPerTicket: Schema.Int, policy: RecoveryPolicy })
export type TryLimits = typeof TryLimits.Type

/** Those of the last 24 hours. One of exactly 24 hours still counts, so that no 24 hours exceed the limit. */
export const ofLastDay = (list: ReadonlyArray<ByTicket> = [], at: number): ReadonlyArray<ByTicket> =>
  list.filter((one) => one.at >= at - DAY)

/** Whether too many wrong codes were entered in a row. Then a new code would be of no use. */
export const isUsedUp = ({ wrongInARow = 0 }: Counts, { wrongCodesInARow }: RecoveryPolicy): boolean =>
  wrongInARow >= wrongCodesInARow

/** Whether one more code may be compared for this ticket. */
export const mayTry = (counts: Counts, ticket: string, { policy, triesPerTicket }: TryLimits, at: number): boolean => {
  const tries = ofLastDay(counts.tries, at)
  const own = tries.filter((one) => one.ticket === ticket).length
  if (own >= triesPerTicket || tries.length >= policy.wrongCodesPerDay || isUsedUp(counts, policy)) return false
  const requesters = new Set(ofLastDay(counts.requesters, at).map((one) => one.ticket))
  const kept = Math.min(policy.wrongCodesKept, triesPerTicket)
  if (requesters.has(ticket) && own < kept) return true
  const usedOfKept = [...requesters].reduce(
    (sum, requester) => sum + Math.min(kept, tries.filter((one) => one.ticket === requester).length),
    0,
  )
  return tries.length - usedOfKept < policy.wrongCodesPerDay - policy.codesPerDay * kept
}
