/**
 * The share of codes that are never entered, by destination and hour. It only records, and refuses nothing.
 *
 * Honest people enter most codes. In SMS pumping no person reads the messages, so the share rises while every limit is still
 * far away. Source: the fraud protection of Authgear, which first runs in a mode that only records.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import type { CodePurpose } from "../../domain/challenge/purpose.ts"
import { Policies } from "../contract/policies.ts"

const HOUR = 60 * 60_000

interface Tally {
  readonly hour: number
  readonly requested: number
  readonly verified: number
}

/** The codes of the present hour in this process, by destination. The policy has at most 52 destinations. */
class Tallies extends Context.Reference<Map<string, Tally>>("mon-compte/VerifiedRatio", {
  defaultValue: () => new Map(),
}) {}

const codes = Metric.counter("mon_compte_codes", {
  description: "Codes that were requested and verified, by destination and purpose.",
  incremental: true,
})

const unverified = Metric.gauge("mon_compte_codes_unverified_ratio", {
  description: "The share of the codes requested in this hour that were not verified, by destination.",
})

/** From 0, where every code was verified, to 1. A code may be verified in the hour after its request. */
const unverifiedRatio = ({ requested, verified }: Tally) =>
  requested === 0 ? 0 : Math.max(0, 1 - verified / requested)

const logHour = (destination: string, tally: Tally) =>
  Effect.logInfo("Codes of an hour, by destination.").pipe(
    Effect.annotateLogs({
      destination,
      hour: new Date(tally.hour * HOUR).toISOString(),
      requested: tally.requested,
      verified: tally.verified,
      unverifiedRatio: Math.round(unverifiedRatio(tally) * 1_000) / 1_000,
    }),
  )

/** Records a code that was requested or verified, if the policy says so. `destination` is a name of the policy. */
export const recordCode = Effect.fnUntraced(function* (
  step: "requested" | "verified",
  code: { readonly destination: string | undefined; readonly purpose: CodePurpose; readonly at: number },
) {
  const { messages } = yield* Policies
  const { at, destination, purpose } = code
  if (!messages.recordsVerified || destination === undefined) return
  const tallies = yield* Tallies
  const hour = Math.floor(at / HOUR)
  const last = tallies.get(destination)
  if (last !== undefined && last.hour < hour) yield* logHour(destination, last)
  const before = last !== undefined && last.hour >= hour ? last : { hour, requested: 0, verified: 0 }
  const tally = { ...before, [step]: before[step] + 1 }
  tallies.set(destination, tally)
  yield* Metric.update(Metric.withAttributes(codes, { step, destination, purpose }), 1)
  yield* Metric.update(Metric.withAttributes(unverified, { destination }), unverifiedRatio(tally))
})
