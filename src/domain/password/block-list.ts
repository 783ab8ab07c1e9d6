/**
 * The embedded block list. It is small, and it looks for a word under what people do to it: `Soleil2024`, `S0leil!`,
 * `123soleil` and `SoleilSoleil1` are all *soleil*.
 *
 * It compares whole passwords, never their parts: it accepts `Soleil-et-tondeuse-7`. It slows down an online attacker
 * with 25 attempts per day. A list of leaked passwords must come from the caller.
 */

import { fold } from "../typed-text/fold.ts"
import { commonWords, walks } from "./common-words.ts"
import { isExample } from "./example.ts"
import { isTrimming } from "./fold.ts"

const SHORTEST_WALK = 4

const walksInBothDirections = walks.flatMap((walk) => [walk, [...walk].reverse().join("")])

const isWalk = (text: string): boolean =>
  text.length >= SHORTEST_WALK && walksInBothDirections.some((walk) => walk.includes(text))

/** The piece that a text repeats from end to end (`bobo`, `azerty12azerty12`), or the text itself. */
const period = (text: string): string => text.slice(0, (text + text).indexOf(text, 1))

/** The repetition of a piece this short is common, whatever the piece is. */
const LONGEST_STUTTER = 3

const isKnown = (text: string): boolean => {
  if (commonWords.has(text) || isWalk(text)) return true
  const piece = period(text)
  return piece.length < text.length && (piece.length <= LONGEST_STUTTER || isKnown(piece) || isKnown(untrimmed(piece)))
}

/** The text without a trimming at its end. */
const untrimmedEnd = (text: string): string => {
  const end = /\P{L}*$/u.exec(text)?.[0] ?? ""
  return isTrimming(end) ? text.slice(0, text.length - end.length) : text
}

/** The text without a trimming at each end. */
const untrimmed = (text: string): string => {
  const start = /^\P{L}*/u.exec(text)?.[0] ?? ""
  return untrimmedEnd(isTrimming(start) ? text.slice(start.length) : text)
}

const disguises: Readonly<Record<string, string>> = {
  "0": "o",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "€": "e",
  "!": "i",
  "|": "l",
}

/** The text with letters instead of the digits and signs that replace them. A 1 replaces an i or an l. */
const undisguised = (text: string, one: "i" | "l"): string =>
  [...text].map((sign) => (sign === "1" ? one : (disguises[sign] ?? sign))).join("")

/** Whether a password in NFC is one of the first that an attacker tries. */
export const isCommon = (text: string): boolean => {
  if (isExample(text)) return true
  const folded = fold(text)
  const forms = [folded, untrimmed(folded), untrimmedEnd(folded)]
  return forms.some(
    (form) => form !== "" && (isKnown(form) || isKnown(undisguised(form, "i")) || isKnown(undisguised(form, "l"))),
  )
}
