import * as Effect from "effect/Effect"
import { BirthDateRefused, earliestBirth } from "../../domain/civil-date/birth-date.ts"
import { type CivilDate, CivilDateRefused, civilDateAt } from "../../domain/civil-date/civil-date.ts"
import { parseTypedBirthDate, parseTypedDay } from "../../domain/civil-date/typed-date.ts"
import { CauseUnknown } from "../contract/file-refusals.ts"

/** A day, as typed: see `parseTypedDay`. */
export const readDay = (input: unknown): Effect.Effect<CivilDate, CivilDateRefused> => {
  const day = parseTypedDay(input)
  return day === null ? Effect.fail(new CivilDateRefused()) : Effect.succeed(day)
}

/** A birth date that may lack its day or month, as typed. It is not in the future. */
export const readBirthDate = (input: unknown, at: number) => {
  const birth = parseTypedBirthDate(input)
  return birth === null || earliestBirth(birth) > civilDateAt(at)
    ? Effect.fail(new BirthDateRefused())
    : Effect.succeed(birth)
}

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
