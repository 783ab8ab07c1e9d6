import * as Effect from "effect/Effect"
import { plainText } from "../../domain/typed-text/typed-text.ts"
import { ReferenceRefused } from "../contract/file-refusals.ts"

const REFERENCE = /^[A-Za-z0-9.:/_-]{1,100}$/

/** Longer texts are refused unread. The limit leaves room for marks and blanks. */
const LONGEST_TEXT = 200

/** The reference of a caller, as typed. */
export const requireReference = (input: unknown): Effect.Effect<string, ReferenceRefused> => {
  const reference = typeof input === "string" && input.length <= LONGEST_TEXT ? plainText(input) : ""
  return REFERENCE.test(reference) ? Effect.succeed(reference) : Effect.fail(new ReferenceRefused())
}

/** The reference of a caller, or none. */
export const readReference = (input: unknown): Effect.Effect<string | null, ReferenceRefused> =>
  input === undefined || input === null ? Effect.succeed(null) : requireReference(input)
