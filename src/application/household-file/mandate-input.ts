import * as Effect from "effect/Effect"
import * as Mandate from "../../domain/mandate/mandate.ts"
import { MandataryUnknown, MandateDaysRefused, MandateTermsRefused } from "../../domain/mandate/refusal.ts"
import { nameText } from "../../domain/typed-text/typed-text.ts"
import { findPerson, readPersonReference } from "./resolve-person.ts"
import { readDayOrNone, readDayOrToday } from "./typed-input.ts"

const refused = (field: MandateTermsRefused["field"]) => Effect.fail(new MandateTermsRefused({ field }))

const oneOf = <const Literals extends ReadonlyArray<string>>(
  { literals }: { readonly literals: Literals },
  input: unknown,
  field: MandateTermsRefused["field"],
): Effect.Effect<Literals[number], MandateTermsRefused> => {
  const known = literals.find((literal) => literal === input)
  return known === undefined ? refused(field) : Effect.succeed(known)
}

export const readKind = (input: unknown) => oneOf(Mandate.Kind, input, "kind")

export const readLeaves = (input: unknown) => oneOf(Mandate.Leaves, input ?? "Everything", "leaves")

/** The powers, each once, in their fixed order. */
export const readPowers = (input: unknown): Effect.Effect<ReadonlyArray<Mandate.Power>, MandateTermsRefused> => {
  const { literals } = Mandate.Power
  const given: ReadonlyArray<unknown> = Array.isArray(input) && input.length <= 2 * literals.length ? input : []
  const areKnown = given.every((power) => literals.some((literal) => literal === power))
  return given.length > 0 && areKnown
    ? Effect.succeed(literals.filter((literal) => given.includes(literal)))
    : refused("powers")
}

const LONGEST_TEXT = 200
const NAME = /^[\p{L}\p{N}\p{P}\p{S} ]{1,100}$/u

/** The name of an organisation, as typed, or none. */
export const readOrganisation = (input: unknown): Effect.Effect<string | null, MandateTermsRefused> => {
  if (input === undefined || input === null) return Effect.succeed(null)
  const name = typeof input === "string" && input.length <= LONGEST_TEXT ? nameText(input) : ""
  return NAME.test(name) ? Effect.succeed(name) : refused("organisation")
}

const daysRefused = (field: MandateDaysRefused["field"]) => () => Effect.fail(new MandateDaysRefused({ field }))

export const readFrom = (input: unknown, at: number) =>
  Effect.catchTag(readDayOrToday(input, at), "CivilDateRefused", daysRefused("from"))

export const readLastDay = (input: unknown) =>
  Effect.catchTag(readDayOrNone(input), "CivilDateRefused", daysRefused("lastDay"))

/** The mandatary as the agent refers to them. */
export const readMandataryReference = (input: unknown) =>
  Effect.catchTag(readPersonReference(input), "IdentifierRefused", () => Effect.fail(new MandataryUnknown()))

/** The id of a known mandatary. */
export const findMandatary = (input: unknown) =>
  Effect.catchTag(findPerson(input), ["PersonUnknown", "IdentifierRefused"], () => Effect.fail(new MandataryUnknown()))
