import type { DefectCode } from "./defects.ts"
import { type Parsed, parse } from "./nir.ts"

/**
 * What a person with a refused number can do.
 * - `UseProvisionalIdentifier`: the number is valid but not a NIR. Sign in with the provisional identifier.
 * - `EnterNumber`: the field is empty.
 * - `CompleteNumber`: characters are missing.
 * - `CompareWithCard`: there is a typing error. The number is printed on the Vitale card.
 */
export type NextStep = "UseProvisionalIdentifier" | "EnterNumber" | "CompleteNumber" | "CompareWithCard"

/** The result of `parse`, with the kind of number; a refusal also has the next step for the person. */
export type Classified =
  | (Extract<Parsed, { ok: true }> & { readonly kind: "Nir" })
  | (Extract<Parsed, { ok: false }> & {
      readonly kind: "WaitingNumber" | "MigrantNumber" | "NotANumber"
      readonly next: NextStep
    })

const nextAfter = (code: DefectCode): NextStep =>
  code === "NotText" || code === "Empty"
    ? "EnterNumber"
    : code === "TooShort" || code === "IncompleteKey"
      ? "CompleteNumber"
      : "CompareWithCard"

/**
 * Distinguishes a NIR, a waiting number, a migrant's number, and any other text.
 * - `WaitingNumber` (NIA or NNP) starts with 3, 4, 7 or 8. Sources dispute which of these are NIA and which NNP.
 * - `MigrantNumber` (MIG) starts with 5 or 6.
 *
 * Both have the length of a NIR and, if a key follows, a right key. Their year, month and place are not read. With any
 * other defect the kind is `NotANumber`. The first defect in the text still decides the next step, so a person with
 * such a number never gets a bare "invalid". That had locked out 68,000 people in 2021.
 *
 * ```ts
 * import { classify } from "mon-compte/nir"
 *
 * classify("2 69 05 49 588 157 80").kind // => "Nir"
 * const waiting = classify("718610018826448")
 * waiting.kind // => "WaitingNumber"
 * waiting.kind === "Nir" || waiting.next // => "UseProvisionalIdentifier"
 * const mistyped = classify("2 69 05 49 588 157 81")
 * mistyped.kind === "Nir" || mistyped.next // => "CompareWithCard"
 * ```
 */
export const classify = (input: unknown): Classified => {
  const parsed = parse(input)
  if (parsed.ok) return { ...parsed, kind: "Nir" }
  const [{ code }, other] = parsed.defects
  if (code !== "WaitingNumber" && code !== "MigrantNumber")
    return { ...parsed, kind: "NotANumber", next: nextAfter(code) }
  return { ...parsed, kind: other ? "NotANumber" : code, next: "UseProvisionalIdentifier" }
}
