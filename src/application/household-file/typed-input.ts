import * as Effect from "effect/Effect"
import { type CivilDate, civilDateAt, parse } from "../../domain/civil-date/civil-date.ts"
import { CauseUnknown } from "../contract/file-refusals.ts"

/** A day, given as `YYYY-MM-DD`. */
export const readDay = (day: unknown) => Effect.fromResult(parse(day))

/** A day; today in Paris if none is given. */
export const readDayOrToday = (day: unknown, at: number) =>
  day === undefined || day === null ? Effect.succeed(civilDateAt(at)) : readDay(day)

/** A day, or `null` if none is given. */
export const readDayOrNone = (
  day: unknown,
): Effect.Effect<CivilDate | null, Effect.Error<ReturnType<typeof readDay>>> =>
  day === undefined || day === null ? Effect.succeed(null) : readDay(day)

/** One of a closed list of causes. */
export const readCause = <const Causes extends ReadonlyArray<string>>(
  { literals }: { readonly literals: Causes },
  cause: unknown,
): Effect.Effect<Causes[number], CauseUnknown> => {
  const known = literals.find((literal) => literal === cause)
  return known === undefined ? Effect.fail(new CauseUnknown()) : Effect.succeed(known)
}
