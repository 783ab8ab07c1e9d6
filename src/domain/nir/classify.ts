import type { DefectCode } from "./defects.ts"
import { type Parsed, parse } from "./nir.ts"

/**
 * What a person can do who was refused.
 * - `UseProvisionalIdentifier`: the number is right and no NIR yet; the provisional identifier signs in.
 * - `EnterNumber`: nothing was typed.
 * - `CompleteNumber`: characters are missing.
 * - `CompareWithCard`: something is mistyped; the number is printed on the Vitale card.
 */
export type NextStep = "UseProvisionalIdentifier" | "EnterNumber" | "CompleteNumber" | "CompareWithCard"

/** What `parse` answers, with what the text is; every refusal says what to do next. */
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
 * Tells a NIR, a waiting number, a migrant's number, and anything else apart.
 * - `WaitingNumber` (NIA or NNP) begins with 3, 4, 7 or 8: sources dispute which of the two.
 * - `MigrantNumber` (MIG) begins with 5 or 6.
 *
 * Both have the length of a NIR and, when they carry one, its key; no year, month or place is read out of them. Where anything
 * else is wrong they are `NotANumber`, and the first defect in the text still decides what to do next: a person who holds such
 * a number is never told a bare "invalid".
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
