import type { NextStep } from "../../domain/nir/index.ts"
import { digitsText, plainText } from "../../domain/typed-text/typed-text.ts"
import type { IdentifierRefused } from "../contract/refusals.ts"

/** A longer text is read as a number only. */
const LONGEST = 400

const DIGITS_OF_NUMBER = 13

/** A French mobile or landline number: ten digits from 01 to 09, or the same with +33. */
const PHONE = /^(?:0|\+33|0033)[1-9]\d{8}$/u

/**
 * What to do after a text that is no identifier, by what was typed instead: an e-mail address, a phone number, words, or
 * the beginning of a provisional identifier. A provisional identifier starts with a letter and has digits. `next` is
 * the step for a mistyped number.
 */
export const nextAfterTyped = (input: unknown, next: NextStep): IdentifierRefused["next"] => {
  if (typeof input !== "string" || input.length > LONGEST) return next
  const text = plainText(input)
  if (text.includes("@")) return "NotEmail"
  if (PHONE.test(digitsText(text))) return "NotPhone"
  // A number after some words, such as "NIR : 2 69 05 …", is a number.
  if (!/^\p{L}/u.test(text) || text.replace(/\D/gu, "").length >= DIGITS_OF_NUMBER) return next
  return /\d/u.test(text) ? "CheckProvisionalIdentifier" : "NotWords"
}
