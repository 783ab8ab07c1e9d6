import { type Rejected, rejected } from "./defect.ts"

/** No contact is anywhere near this long; nothing longer is looked at. In UTF-16 units. */
const LONGEST = 400

/** Blanks and the invisible marks that come along with a copied address: zero-width, direction, byte order. */
const AROUND = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu

/** The text somebody typed, without what surrounds it. Bounded before anything reads it. */
export const typedText = (input: unknown): { readonly ok: true; readonly text: string } | Rejected => {
  if (typeof input !== "string") return rejected("NotText")
  if (input.length > LONGEST) return rejected("TooLong")
  const text = input.replace(AROUND, "")
  return text === "" ? rejected("Missing") : { ok: true, text }
}
