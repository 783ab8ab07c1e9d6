import * as Result from "effect/Result"
import { type CivilDate, civilDateAt } from "../civil-date/civil-date.ts"
import type { Decision } from "../state-machine/decision.ts"
import type { Event } from "./event.ts"
import { DateInFuture, DateTooEarly, type Refusal } from "./refusal.ts"

/** The answer of a household to a command: the events that it causes, or the refusal. */
export type HouseholdDecision = Decision<Event, Refusal>

export const refuse = (refusal: Refusal): HouseholdDecision => Result.fail(refusal)

/** The latest of several days. */
export const latest = (first: CivilDate, ...others: ReadonlyArray<CivilDate>): CivilDate =>
  others.reduce((latest, day) => (day > latest ? day : latest), first)

/** Refuses a day in the future, or a day before one that it must not precede. */
export const dateRefusal = (
  { at, on }: { readonly at: number; readonly on: CivilDate },
  ...notBefore: ReadonlyArray<CivilDate>
): DateInFuture | DateTooEarly | null =>
  on > civilDateAt(at) ? new DateInFuture() : notBefore.some((day) => on < day) ? new DateTooEarly() : null
