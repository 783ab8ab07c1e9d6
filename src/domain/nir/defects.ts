import { keyOfText } from "./bulk/halves.ts"
import { type Finding, find, type Rule } from "./findings.ts"
import { endOf } from "./separators.ts"
import { DOUBTED, type Warning } from "./warnings.ts"

/**
 * The stable name of a defect.
 * - `NotText`: not a string. A number has lost Corsica's letters, and nothing is read out of objects.
 * - `Empty`: nothing but separators.
 * - `TooShort`: fewer than 13 characters; it stands where the next one is missing.
 * - `IncompleteKey`: 14 characters, and a key has two digits.
 * - `TooLong`: more than 15 characters; it stands from the sixteenth to the end.
 * - `UnexpectedCharacter`: neither a digit 0 to 9, nor `A` or `B`, nor a separator. Full-width and Arabic digits, zero-width
 *   characters, the letter O for a zero.
 * - `MisplacedLetter`: `A` or `B` elsewhere than in `2A` and `2B`, the sixth and seventh characters.
 * - `ImpossibleFirstDigit`: 0 and 9 begin no number at all.
 * - `WaitingNumber`: 3, 4, 7 or 8 begin a number (NIA, NNP) that is given before a NIR is.
 * - `MigrantNumber`: 5 or 6 begin the number (MIG) of someone passing through.
 * - `ImpossibleMonth`: 00, or 13 to 19.
 * - `ImpossibleDepartement`: 00.
 * - `ImpossibleCommune`: commune or country 000; 00 overseas, where the territory takes three of the five characters.
 * - `ImpossibleOrder`: 000.
 * - `WrongKey`: the key doesn't fit the 13 characters before it. One of the 15 is mistyped, or two were swapped.
 */
export type DefectCode =
  | "NotText"
  | "Empty"
  | "TooShort"
  | "IncompleteKey"
  | "TooLong"
  | "UnexpectedCharacter"
  | "MisplacedLetter"
  | "ImpossibleFirstDigit"
  | "WaitingNumber"
  | "MigrantNumber"
  | "ImpossibleMonth"
  | "ImpossibleDepartement"
  | "ImpossibleCommune"
  | "ImpossibleOrder"
  | "WrongKey"

/** One thing wrong with a text that should be a NIR. */
export type Defect = Finding<DefectCode>

/**
 * What the thirteen characters must not be; `?` stands for one that is wrong in itself. Of a number that begins like another
 * kind (3 to 8), neither month nor place nor order is read.
 */
const REFUSED: ReadonlyArray<Rule<DefectCode>> = [
  ["ImpossibleFirstDigit", 0, 1, /^[09]/, "1 or 2"],
  ["WaitingNumber", 0, 1, /^[3478]/, "1 or 2"],
  ["MigrantNumber", 0, 1, /^[56]/, "1 or 2"],
  ["ImpossibleMonth", 3, 5, /^[^3-8]..(00|1[3-9])/, "01-12 or 20-99"],
  ["ImpossibleDepartement", 5, 7, /^[^3-8].{4}00/, "01-99, 2A or 2B"],
  ["ImpossibleCommune", 7, 10, /^[^3-8].{4}(..0|9[78]\d)00/, "001-999"],
  ["ImpossibleOrder", 10, 13, /^[^3-8].{9}000/, "001-999"],
]

/** As many wrong characters as a number has places; a text with more is no mistyped number, and is read no further. */
export const MOST_WRONG_CHARACTERS = 15

/** All that is wrong with a text, in its order; and where nothing is, all that is doubtful. */
export const examine = (
  text: unknown,
): { readonly defects: ReadonlyArray<Defect>; readonly warnings: ReadonlyArray<Warning> } => {
  const defects: Array<Defect> = []
  const starts: Array<number> = []
  const add = (code: DefectCode, start: number, end: number, expected = "13 or 15") =>
    defects.push({ code, start, end, expected })

  if (typeof text !== "string") {
    add("NotText", 0, 0, "text")
    return { defects, warnings: [] }
  }
  const end = endOf(text)
  let characters = ""
  for (const { 0: character, index: start } of text.slice(0, end).matchAll(/[^\p{Zs}\t.-]/gu)) {
    const isRight = /\d$|^.{5}[2?][AB]$/i.test(characters + character)
    // A letter or digit of any script stands for the right one; a stray sign or a zero-width character, for none.
    const hasPlace = /[\p{L}\p{N}]/u.test(character)
    if (hasPlace && starts.length === 15) {
      add("TooLong", start, end)
      // Where the number begins in such a text, no one knows: only its first digit still says something.
      characters = characters.slice(0, 1)
      break
    }
    if (!isRight)
      add(
        /[AB]/i.test(character) ? "MisplacedLetter" : "UnexpectedCharacter",
        start,
        start + character.length,
        "0-9, 2A or 2B",
      )
    if (defects.length === MOST_WRONG_CHARACTERS) return { defects, warnings: [] }
    if (hasPlace) {
      starts.push(start)
      characters += isRight ? character.toUpperCase() : "?"
    }
  }
  if (starts.length < 13) {
    if (end > 0) add("TooShort", end, end)
    else add("Empty", 0, text.length)
  } else if (starts.length === 14) add("IncompleteKey", starts[13] as number, end)
  // Where a character is wrong in itself, the difference is not a number, and nothing is said of the key.
  if (characters.length === 15 && Number(characters.slice(13)) - keyOfText(characters))
    add("WrongKey", starts[13] as number, end, "97 - N mod 97")
  defects.push(...find(REFUSED, characters, starts))
  return {
    defects: defects.sort((one, other) => one.start - other.start),
    warnings: find(DOUBTED, characters, starts),
  }
}
