import { plainText } from "../typed-text/typed-text.ts"
import { type Rejected, rejected } from "./defect.ts"

/** In UTF-16 units. No contact is nearly this long. A longer text is refused unread, to prevent denial of service. */
const LONGEST = 400

/** The typed text without invisible marks, with plain hyphens, and without blanks around it. */
export const typedContact = (input: unknown): { readonly ok: true; readonly text: string } | Rejected => {
  if (typeof input !== "string") return rejected("NotText")
  if (input.length > LONGEST) return rejected("TooLong")
  const text = plainText(input)
  return text === "" ? rejected("Missing") : { ok: true, text }
}
