import { keyOfText } from "./control-key.ts"
import { applyRules, type Finding, type Rule } from "./findings.ts"
import { withDigits } from "./letters.ts"
import { isSeparator } from "./separators.ts"
import { WARNING_RULES, type Warning } from "./warnings.ts"

/**
 * The stable code of a defect.
 * - `NotText`: not a string. A number has lost Corsica's letters, and objects are not read.
 * - `Empty`: only separators.
 * - `TooShort`: fewer than 13 characters; it points at the end, where the next one is missing.
 * - `IncompleteKey`: 14 characters, while a key has two digits.
 * - `TooLong`: more than 15 characters; it points from the sixteenth to the end.
 * - `UnexpectedCharacter`: neither a digit 0 to 9, nor a letter that looks like one (O, I, L), nor `A` or `B`, nor a
 *   separator. Examples are full-width and Arabic digits, other letters, and signs such as `/`.
 * - `MisplacedLetter`: `A` or `B` elsewhere than in `2A` and `2B`, the sixth and seventh characters.
 * - `ImpossibleFirstDigit`: 0 or 9; no number of any kind starts with them.
 * - `WaitingNumber`: 3, 4, 7 or 8; a waiting number (NIA, NNP), given before a NIR, starts with them.
 * - `MigrantNumber`: 5 or 6; the number of a migrant passing through (MIG) starts with them.
 * - `ImpossibleMonth`: 00, or 13 to 19.
 * - `ImpossibleDepartement`: 00.
 * - `ImpossibleCommune`: commune or country 000; 00 overseas, where the territory has three of the five characters.
 * - `ImpossibleOrder`: 000.
 * - `WrongKey`: the key does not match the 13 characters before it. One of the 15 is mistyped, or two are swapped.
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

/** An error in a text that should be a NIR. */
export type Defect = Finding<DefectCode>

/**
 * The rules that refuse, on thirteen characters in which `?` replaces each wrong one. Month, place and order are not
 * checked in numbers of another kind, which start with 3 to 8.
 */
const DEFECT_RULES: ReadonlyArray<Rule<DefectCode>> = [
  ["ImpossibleFirstDigit", 0, 1, /^[09]/, "1 or 2"],
  ["WaitingNumber", 0, 1, /^[3478]/, "1 or 2"],
  ["MigrantNumber", 0, 1, /^[56]/, "1 or 2"],
  ["ImpossibleMonth", 3, 5, /^[^3-8]..(00|1[3-9])/, "01-12 or 20-99"],
  ["ImpossibleDepartement", 5, 7, /^[^3-8].{4}00/, "01-99, 2A or 2B"],
  ["ImpossibleCommune", 7, 10, /^[^3-8].{4}(..0|9[78]\d)00/, "001-999"],
  ["ImpossibleOrder", 10, 13, /^[^3-8].{9}000/, "001-999"],
]

/** The number of places. A text with as many wrong characters is not a mistyped number, so the reading stops there. */
export const MAX_WRONG_CHARACTERS = 15

/**
 * The defects of a text, in the order of the text, and the warnings. The warnings count only where there is no defect.
 */
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
  /** Where the text ends without the separators after it. */
  let end = 0
  let characters = ""
  let next = 0
  for (const typed of text) {
    const start = next
    next += typed.length
    if (isSeparator(typed.charCodeAt(0))) continue
    end = next
    const character = withDigits(typed)
    const isRight = /\d$|^.{5}[2?][AB]$/.test(characters + character)
    // A letter or digit of any script takes the place of the right one. A sign takes no place.
    const hasPlace = /[\p{L}\p{N}]/u.test(character)
    if (hasPlace && starts.length === 15) {
      add("TooLong", start, text.length)
      // In such a text it is unknown where the number starts, so only the first digit is checked.
      characters = characters.slice(0, 1)
      break
    }
    if (!isRight) add(/[AB]$/.test(character) ? "MisplacedLetter" : "UnexpectedCharacter", start, next, "0-9, 2A or 2B")
    if (defects.length === MAX_WRONG_CHARACTERS) return { defects, warnings: [] }
    if (hasPlace) {
      starts.push(start)
      characters += isRight ? character : "?"
    }
  }
  if (end === 0) add("Empty", end, text.length)
  else if (starts.length < 13) add("TooShort", end, end)
  else if (starts.length === 14) add("IncompleteKey", starts[13] as number, end)
  // A `?` makes the difference NaN, so a number with a wrong character gets no finding about its key.
  if (characters.length === 15 && Number(characters.slice(13)) - keyOfText(characters))
    add("WrongKey", starts[13] as number, end, "97 - N mod 97")
  defects.push(...applyRules(DEFECT_RULES, characters, starts))
  return {
    defects: defects.sort((first, second) => first.start - second.start),
    warnings: applyRules(WARNING_RULES, characters, starts),
  }
}
