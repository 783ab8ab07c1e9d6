import { fold } from "../typed-text/fold.ts"
import { squeeze } from "./fold.ts"
import { longestUnder, type PasswordPolicy } from "./policy.ts"

/**
 * The letters of the examples that the help texts show, or showed in earlier versions. People use them as they are, so
 * the embedded block list refuses them, with any digits and signs.
 */
const examples: ReadonlySet<string> = new Set([
  "plusieursmotssanslienentreeuxseparespardestirets",
  "severalunrelatedwordswithhyphensbetweenthem",
  ...["train", "trainbleu", "trainsbleusetunvelo", "trainsbleusetunvelosouslapluie"],
])

/** Whether a password is the example of a help text, with any digits and signs. */
export const isExample = (text: string): boolean => examples.has(squeeze(fold(text)).replace(/[^a-z]/g, ""))

/** Characters of the shortest maximum under which several words make sense. */
const ROOM_FOR_WORDS = 12

/** Whether a password under this policy may have several words, as the example of the help text says. */
export const allowsWords = (policy: PasswordPolicy): boolean => longestUnder(policy) >= ROOM_FOR_WORDS
