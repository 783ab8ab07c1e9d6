import { IdentityIncomplete } from "../application/contract/creation-refusals.ts"
import { type FieldName, fieldsOf, type VerbName } from "../application/contract/field-names.ts"
import { contactTexts } from "../domain/contact/texts.ts"
import { defaultLanguage, type Language } from "../domain/language/language.ts"
import { type BrokenRule, explain, hints, type PasswordPolicy } from "../domain/password/index.ts"
import { hasOwnDefects } from "./details.ts"
import { fieldFormats } from "./field-formats.ts"
import { type Guide, guidance, type NoField, type RefusalNextStep } from "./guidance.ts"
import { messageOf } from "./messages.ts"
import { nirTexts } from "./nir-defects.ts"
import type { Refusal, RefusalCode } from "./refusal.ts"

/**
 * The criteria of the RGAA that a point answers. 11.10: the error names its field and says what is wrong. 11.11: it
 * gives the expected format, or an example.
 */
export type RgaaCriterion = "11.10" | "11.11"

/** One point to correct in one field. */
export interface RefusalPoint {
  readonly field: FieldName
  /** The stable code of the rule: that of a defect, of a broken password rule, or of the refusal itself. */
  readonly rule: string
  /** What is wrong and what to do, in one or two sentences. */
  readonly text: string
  /** What the field expects; `null` if the text says it, as for a new password. */
  readonly format: string | null
  readonly example: string | null
  readonly criteria: ReadonlyArray<RgaaCriterion>
}

/** All that a page shows for a refusal. */
export interface RefusalDescription {
  readonly code: RefusalCode
  /** The field that the refusal is about, or what it is about instead. */
  readonly field: FieldName | NoField
  readonly next: RefusalNextStep
  /** The sentence above the form. */
  readonly message: string
  /** The sentences beside the fields. Empty for a refusal without a field. */
  readonly points: ReadonlyArray<RefusalPoint>
}

/** What a refusal is described with. */
export interface DescribeOptions {
  /** French by default. */
  readonly language?: Language | undefined
  /** The verb that refused. Without it, the first field that fits is named. */
  readonly verb?: VerbName | undefined
  /** The policy of new passwords, which gives the points of a refused password their format. */
  readonly policy?: PasswordPolicy | undefined
}

/** Whether a refusal is about no field. */
export const isNoField = (field: FieldName | NoField): field is NoField => field.startsWith("none: ")

const identityFields = { BirthName: "birthName", BirthDate: "birthDate", Evidence: "evidence" } as const

/** The fields that a refusal names itself. */
const namedBy = (refusal: Refusal): ReadonlyArray<FieldName> => {
  if (refusal._tag === "IdentityIncomplete") return refusal.missing.map((part) => identityFields[part])
  if ("field" in refusal && refusal.field !== undefined) return [refusal.field]
  return []
}

/** The field of a refusal, for a caller of this verb. */
const fieldOf = (refusal: Refusal, verb: VerbName | undefined): FieldName | NoField => {
  const { fields }: Guide = guidance[refusal._tag]
  const inputs: ReadonlyArray<string> | null = verb === undefined ? null : fieldsOf(verb)
  const candidates = [...namedBy(refusal), ...fields]
  return candidates.find((field) => isNoField(field) || inputs === null || inputs.includes(field)) ?? "none: form"
}

const point = (field: FieldName, rule: string, text: string, language: Language): RefusalPoint => {
  const known = fieldFormats[field]
  const format = known?.format[language] ?? null
  const example = known?.example?.[language] ?? null
  const hasFormat = format !== null || example !== null
  return { field, rule, text, format, example, criteria: hasFormat ? ["11.10", "11.11"] : ["11.10"] }
}

/** A broken rule of a new password. Its text has an example of the correction, and no example of a password. */
const passwordPoint = (broken: BrokenRule, policy: PasswordPolicy | undefined, language: Language): RefusalPoint => ({
  field: broken.code === "ConfirmationDiffers" ? "confirmation" : "password",
  rule: broken.code,
  text: explain(broken, language),
  format: policy === undefined ? null : hints(policy).help[language],
  example: null,
  criteria: ["11.10", "11.11"],
})

const withoutRepeats = (points: ReadonlyArray<RefusalPoint>): ReadonlyArray<RefusalPoint> =>
  points.filter((one, index) => points.findIndex(({ text }) => text === one.text) === index)

const pointsOf = (
  refusal: Refusal,
  field: FieldName,
  message: string,
  { language, policy }: { readonly language: Language; readonly policy: PasswordPolicy | undefined },
) => {
  switch (refusal._tag) {
    case "PasswordRefused":
      return refusal.broken.map((broken) => passwordPoint(broken, policy, language))
    case "ContactRefused":
      return refusal.defects.map(({ code }) => point(field, code, contactTexts[code][language], language))
    case "IdentityIncomplete":
      return refusal.missing.map((part) =>
        point(identityFields[part], part, messageOf(new IdentityIncomplete({ missing: [part] }), language), language),
      )
    case "IdentifierRefused":
      return hasOwnDefects(refusal.next)
        ? refusal.defects.map(({ code }) => point(field, code, nirTexts[code][language], language))
        : [point(field, refusal.next, message, language)]
    default:
      return [point(field, refusal._tag, message, language)]
  }
}

/**
 * Describes a refusal for a page: its code, the field it is about, the next step, the message, and one point for each
 * thing to correct, with the expected format, an example and the RGAA criteria it answers.
 *
 * Give the verb, so that a refusal of several verbs names the field as this verb does: an unknown person is `spouse` in
 * `Agency.formCouple`. No text repeats what was typed.
 *
 * ```ts
 * import { describeRefusal, FieldEmpty } from "mon-compte"
 *
 * const described = describeRefusal(new FieldEmpty({ field: "password" }), { verb: "signIn", language: "en" })
 * described.field // => "password"
 * described.next // => "CorrectField"
 * described.message // => "Type your password."
 * ```
 */
export const describeRefusal = (
  refusal: Refusal,
  { language = defaultLanguage, policy, verb }: DescribeOptions = {},
): RefusalDescription => {
  const field = fieldOf(refusal, verb)
  const message = messageOf(refusal, language)
  const points = isNoField(field) ? [] : pointsOf(refusal, field, message, { language, policy })
  const { next } = guidance[refusal._tag]
  return { code: refusal._tag, field, next, message, points: withoutRepeats(points) }
}
