import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { findPersonalData, type PersonalDataKind, personalDataKinds } from "../../domain/personal-data/personal-data.ts"

/**
 * The free texts of callers that are stored in clear, and the personal data that each must not contain.
 *
 * Every other text of an input has a form, such as that of an identifier, a contact, a ticket or a day. The number of a
 * household file can look like a phone number.
 */
export const freeTexts = {
  agent: personalDataKinds,
  commandId: personalDataKinds,
  reference: personalDataKinds,
  organisation: personalDataKinds,
  file: ["SocialSecurityNumber"],
} as const satisfies Readonly<Record<string, ReadonlyArray<PersonalDataKind>>>

/** The name of a free text in the input of a verb. */
export type FreeTextField = keyof typeof freeTexts

// `freeTexts` has no other keys, which `Object.keys` does not know.
export const freeTextFields = Object.keys(freeTexts) as ReadonlyArray<FreeTextField>

/**
 * The field contains personal data, which would be stored in clear. Nothing was written.
 *
 * A number of 13 digits that starts with 1 or 2 looks like a social security number. Use UUIDs as command ids.
 */
export class PersonalDataRefused extends Schema.TaggedError<PersonalDataRefused>()("PersonalDataRefused", {
  field: Schema.Literals(freeTextFields),
  found: Schema.Literals(personalDataKinds),
}) {
  override get message(): string {
    return "A free text must not contain personal data."
  }
}

/** Longer texts are refused by the readers of each field. They are not searched, to prevent denial of service. */
const LONGEST = 400

/** Refuses an input with personal data in a free text, before the verb sees it. */
export const checkFreeTexts = (input: object): Effect.Effect<void, PersonalDataRefused> => {
  const values: Readonly<Record<string, unknown>> = { ...input }
  for (const field of freeTextFields) {
    const text = values[field]
    if (typeof text !== "string" || text.length > LONGEST) continue
    const found = findPersonalData(text, freeTexts[field])
    if (found !== null) return Effect.fail(new PersonalDataRefused({ field, found }))
  }
  return Effect.void
}
