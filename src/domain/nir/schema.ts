import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"
import type { Defect, DefectCode } from "./defects.ts"
import { Nir as NirValue, parse } from "./nir.ts"

/**
 * The message of each issue: the code first, by which a form can look up its own text, then a sentence for developers.
 */
const MESSAGES: { readonly [code in DefectCode]: string } = {
  NotText: "NotText: a NIR is text",
  Empty: "Empty: a NIR has 13 characters, or 15 with its key",
  TooShort: "TooShort: a NIR has 13 characters, or 15 with its key",
  IncompleteKey: "IncompleteKey: the key of a NIR has two digits",
  TooLong: "TooLong: a NIR has 13 characters, or 15 with its key",
  UnexpectedCharacter: "UnexpectedCharacter: a NIR contains only digits, 2A, 2B, spaces, dots and hyphens",
  MisplacedLetter: "MisplacedLetter: a letter is valid only in 2A and 2B, the sixth and seventh characters",
  ImpossibleFirstDigit: "ImpossibleFirstDigit: a NIR starts with 1 or 2",
  WaitingNumber: "WaitingNumber: this is a waiting number; use the provisional identifier",
  MigrantNumber: "MigrantNumber: this is the number of a migrant passing through; use the provisional identifier",
  ImpossibleMonth: "ImpossibleMonth: the month is 01 to 12 or 20 to 99",
  ImpossibleDepartement: "ImpossibleDepartement: the département is never 00",
  ImpossibleCommune: "ImpossibleCommune: the commune or country is never 000",
  ImpossibleOrder: "ImpossibleOrder: the order is 001 to 999",
  WrongKey: "WrongKey: the key does not match the number",
}

/** The name of the annotation that contains a defect. */
const DEFECT = "mon-compte/nir/defect"

const issueOf = (defect: Defect) => new SchemaIssue.InvalidValue({ message: MESSAGES[defect.code], [DEFECT]: defect })

const NOT_TEXT: Defect = { code: "NotText", start: 0, end: 0, expected: "text" }

/** Text as people write it. Every defect becomes its own issue, which does not contain the text. */
const Text = Schema.String.annotate({
  message: MESSAGES.NotText,
  description: "A NIR: 13 characters, or 15 with its key; spaces, dots and hyphens are ignored.",
  [DEFECT]: NOT_TEXT,
}).check(
  Schema.makeFilter((text: string) => {
    const parsed = parse(text)
    return parsed.ok ? [] : parsed.defects.map(issueOf)
  }),
)

const fromText = SchemaTransformation.transform<NirValue, string>({
  decode: (text) => new NirValue(text),
  encode: (nir) => nir.reveal(),
})

/**
 * The schema of values that are already a `Nir`. Its JSON (`Schema.toCodecJson`) has the thirteen characters **in
 * clear**.
 */
export const Nir: Schema.declare<NirValue> = Schema.declare((input) => input instanceof NirValue, {
  title: "Nir",
  message: "Expected a Nir",
  toCodecJson: () => Schema.link<NirValue>()(Text, fromText),
  toEquivalence: () => (first, second) => first.equals(second),
  toFormatter: () => String,
})
export type Nir = NirValue

/**
 * Decodes text that people write to a `Nir`; encodes a `Nir` to its thirteen characters **in clear**, without the key.
 * Every defect becomes its own issue. Its message starts with the defect's code and never repeats the text. Issues
 * contain the text only with the decoder's option `reportInput`. Warnings are left out: use `parse` to get them. Effect
 * cannot derive generators from this schema; `mon-compte/testing` has them.
 *
 * ```ts
 * import * as Schema from "effect/Schema"
 * import { NirFromText } from "mon-compte/nir/schema"
 *
 * const nir = Schema.decodeUnknownSync(NirFromText)("2 69 05 49 588 157 80")
 * String(nir) // => "• •• •• •• ••• 157"
 * Schema.encodeSync(NirFromText)(nir) // => "2690549588157"
 * const form = Schema.toStandardSchemaV1(NirFromText)["~standard"]
 * form.validate("2 69 05 49 588 157 81") // => { issues: [{ path: [], message: "WrongKey: the key does not match the number" }] }
 * ```
 */
export const NirFromText: Schema.decodeTo<typeof Nir, typeof Schema.String> = Text.pipe(Schema.decodeTo(Nir, fromText))

/** A defect, with the path of the text in the decoded data. */
export interface DefectAt extends Defect {
  readonly path: ReadonlyArray<PropertyKey>
}

/**
 * The defects of all NIRs in a failed decoding, at any depth. Other issues are ignored.
 *
 * ```ts
 * import * as Result from "effect/Result"
 * import * as Schema from "effect/Schema"
 * import { defectsOf, NirFromText } from "mon-compte/nir/schema"
 *
 * const Person = Schema.Struct({ nir: NirFromText })
 * const decoded = Schema.decodeUnknownResult(Person)({ nir: "2 69 05 49 588 000" })
 * const defects = Result.isFailure(decoded) ? defectsOf(decoded.failure) : []
 * defects // => [{ path: ["nir"], code: "ImpossibleOrder", start: 15, end: 18, expected: "001-999" }]
 * ```
 */
export const defectsOf = (error: Schema.SchemaError | SchemaIssue.Issue): ReadonlyArray<DefectAt> =>
  Schema.isSchemaError(error) ? defectsIn(error.issue, []) : defectsIn(error, [])

const defectsIn = (issue: SchemaIssue.Issue, path: ReadonlyArray<PropertyKey>): ReadonlyArray<DefectAt> => {
  switch (issue._tag) {
    case "Pointer":
      return defectsIn(issue.issue, [...path, ...issue.path])
    case "Filter":
    case "Encoding":
      return defectsIn(issue.issue, path)
    case "Composite":
    case "AnyOf":
      return issue.issues.flatMap((inner) => defectsIn(inner, path))
    case "InvalidValue":
      return defectsAt(issue.annotations, path)
    case "InvalidType":
      return defectsAt(issue.ast.annotations, path)
    case "MissingKey":
    case "UnexpectedKey":
    case "Forbidden":
    case "OneOf":
      return []
  }
}

const defectsAt = (
  annotations: { readonly [key: string]: unknown } | undefined,
  path: ReadonlyArray<PropertyKey>,
): ReadonlyArray<DefectAt> => {
  const defect = annotations?.[DEFECT]
  return isDefect(defect) ? [{ ...defect, path }] : []
}

/** No check of the shape: only this file writes the annotation. */
const isDefect = (annotation: unknown): annotation is Defect => annotation !== undefined
