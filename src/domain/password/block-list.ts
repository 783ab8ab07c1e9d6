/**
 * The embedded block list: small, and tested after what people do to a word has been undone. `Soleil2024`, `S0leil!`,
 * `123soleil`, `SoleilSoleil1` all are *soleil*. It compares whole passwords, never their parts: `Soleil-et-tondeuse-7`
 * passes. It slows an online guesser who has 25 tries a day; a list of leaked passwords is the caller's to bring.
 */
import { commonWords, walks } from "./common.ts"
import { isExample } from "./example.ts"
import { fold, isTrimming } from "./fold.ts"

const SHORTEST_WALK = 4

const roads = walks.flatMap((walk) => [walk, [...walk].reverse().join("")])

const isWalk = (text: string): boolean => text.length >= SHORTEST_WALK && roads.some((road) => road.includes(text))

/** The piece a text repeats at least twice from end to end (`bobo`, `azerty12azerty12`), or the text itself. */
const period = (text: string): string => text.slice(0, (text + text).indexOf(text, 1))

/** A piece this short is no better for being repeated. */
const LONGEST_STUTTER = 3

const isKnown = (text: string): boolean => {
  if (commonWords.has(text) || isWalk(text)) return true
  const piece = period(text)
  return piece.length < text.length && (piece.length <= LONGEST_STUTTER || isKnown(piece) || isKnown(untrimmed(piece)))
}

/** Without what was added at the end, or at both ends, as long as it is a mere trimming. */
const untrimmedEnd = (text: string): string => {
  const end = /\P{L}*$/u.exec(text)?.[0] ?? ""
  return isTrimming(end) ? text.slice(0, text.length - end.length) : text
}
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

/** Letters again, where digits and signs stand for them. A one stands for an i or an l. */
const undisguised = (text: string, one: "i" | "l"): string =>
  [...text].map((sign) => (sign === "1" ? one : (disguises[sign] ?? sign))).join("")

/** Whether a password in NFC is among the first that a guesser tries. */
export const isCommon = (text: string): boolean => {
  if (isExample(text)) return true
  const folded = fold(text)
  const word = untrimmed(folded)
  const bare = [folded, word, untrimmedEnd(folded)]
  return bare.some(
    (form) => form !== "" && (isKnown(form) || isKnown(undisguised(form, "i")) || isKnown(undisguised(form, "l"))),
  )
}
