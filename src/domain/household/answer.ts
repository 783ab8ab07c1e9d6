import * as Result from "effect/Result"
import { type CivilDate, civilDateAt } from "../civil-date/civil-date.ts"
import type { Event } from "./event.ts"
import { DateInFuture, DateTooEarly, type Refusal } from "./refusal.ts"

/** What follows from a command: all the events of one decision, or the refusal. */
export type Answer = Result.Result<ReadonlyArray<Event>, Refusal>

export const happens = (...events: ReadonlyArray<Event>): Answer => Result.succeed(events)
export const refuse = (refusal: Refusal): Answer => Result.fail(refusal)

/** The latest of some days. */
export const latest = (first: CivilDate, ...others: ReadonlyArray<CivilDate>): CivilDate =>
  others.reduce((latest, day) => (day > latest ? day : latest), first)

/** The refusal of a day that is still to come, or that lies before one of those it must follow. */
export const misdated = (
  { at, on }: { readonly at: number; readonly on: CivilDate },
  ...notBefore: ReadonlyArray<CivilDate>
): DateInFuture | DateTooEarly | null =>
  on > civilDateAt(at) ? new DateInFuture() : notBefore.some((day) => on < day) ? new DateTooEarly() : null
