/**
 * Fields of a policy: each is a schema with a range, and a description of the range in plain English.
 *
 * The name of a field carries its unit (`draftMinutes`), so the description does not repeat it. A field that is added
 * to a policy needs one line in the policy's schema; its type, its check and its error text follow from it.
 */
import * as Schema from "effect/Schema"

/** Of a policy, in UTF-16 units. */
const LONGEST_NAME = 64

/** A whole number in a range. Both ends are included. */
export const wholeNumber = (minimum: number, maximum: number) =>
  Schema.Int.check(Schema.isBetween({ minimum, maximum })).annotate({
    description: `a whole number from ${minimum} to ${maximum}`,
  })

/** `true` or `false`. */
export const flag = Schema.Boolean.annotate({ description: "true or false" })

/** One of a few texts. */
export const oneOf = <const Literals extends ReadonlyArray<string>>(literals: Literals) =>
  Schema.Literals(literals).annotate({ description: `one of ${literals.map((text) => `"${text}"`).join(", ")}` })

/** A text of a limited length, in UTF-16 units. */
export const text = (longest: number) =>
  Schema.String.check(Schema.isBetweenLength(1, longest)).annotate({
    description: `a text of 1 to ${longest} characters`,
  })

/** The fields that each policy has. `version` counts the changes of a policy. */
export const identity = { name: text(LONGEST_NAME), version: wholeNumber(0, 1_000_000) }

/** A rule that compares fields. `message` starts with the name of the field to change, and states the rule. */
export const rule = <Policy>(holds: (policy: Policy) => boolean, message: string) =>
  Schema.makeFilter((policy: Policy) => (holds(policy) ? undefined : message))
