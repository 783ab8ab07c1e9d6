import { plainText } from "../typed-text/typed-text.ts"

/** In UTF-16 units. */
const LONGEST = 80
const LINE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u

/**
 * Reads the label that the application gives a browser, such as `Firefox, Lyon`: one line of 1 to 80 characters. `null`
 * for anything else. A label describes and decides nothing, so one that cannot be read is left out and not refused.
 */
export const parseLabel = (input: unknown): string | null => {
  if (typeof input !== "string" || input.length > LONGEST) return null
  const text = plainText(input)
  return LINE.test(text) ? text : null
}
