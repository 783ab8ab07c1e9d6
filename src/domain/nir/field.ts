/**
 * The places where a group of the printed number starts: 1 85 05 78 006 084 91. Further characters form one more group.
 */
const GROUPS: ReadonlySet<number> = new Set([1, 3, 5, 7, 10, 13, 15])

/** The text of a form field, and the position of the caret in it. */
export interface Field {
  readonly text: string
  /** In UTF-16 units, like `selectionStart`. */
  readonly caret: number
}

/**
 * Formats the text of a NIR field in the groups of the card, separated by spaces, and keeps the caret after the same
 * character. Call it at every `input` event with the field's value and `selectionStart`, and write both back. While an
 * input method composes (`isComposing`), call it at `compositionend` instead; otherwise the input method inserts its
 * text twice.
 *
 * Every letter and digit stays, in its order, right or wrong: a field that removes characters hides mistakes that
 * `parse` points at. `a` and `b` become `A` and `B`. Separators and signs are removed. The text never ends with a
 * space, so deleting at the end works.
 *
 * Also pass the `inputType` of the event. The delete key before a space would have no effect, because the space comes
 * back; with `deleteContentForward` the caret moves over it.
 *
 * ```ts
 * import { formatAsYouType } from "mon-compte/nir/field"
 *
 * formatAsYouType("1850", 4) // => { text: "1 85 0", caret: 6 }
 * formatAsYouType("1 985 05 78", 3) // => { text: "1 98 50 57 8", caret: 3 }
 * formatAsYouType("185052a00608491", 15) // => { text: "1 85 05 2A 006 084 91", caret: 21 }
 * formatAsYouType("185 05", 1, "deleteContentForward") // => { text: "1 85 05", caret: 2 }
 * ```
 */
export const formatAsYouType = (typed: string, caret: number | null, inputType?: string): Field => {
  if (typeof typed !== "string") return { text: "", caret: 0 }
  const at = caret ?? typed.length
  let text = ""
  let newCaret = 0
  let count = 0
  for (const { 0: character, index: start } of typed.matchAll(/[\p{L}\p{N}]/gu)) {
    if (GROUPS.has(count++)) text += " "
    text += /[ab]/.test(character) ? character.toUpperCase() : character
    if (start + character.length <= at) newCaret = text.length
  }
  const skipsSpace = inputType === "deleteContentForward" && text[newCaret] === " "
  return { text, caret: skipsSpace ? newCaret + 1 : newCaret }
}

/**
 * Masks the text typed so far, in the groups of the card: a dot for each character. Once the number is complete, it
 * shows the three digits of the order and omits the key, as in the mask of a `Nir`. A text that is too long shows only
 * dots.
 *
 * ```ts
 * import { Nir } from "mon-compte/nir"
 * import { mask } from "mon-compte/nir/field"
 *
 * mask("1 85 05") // => "• •• ••"
 * mask("1850578006084") // => "• •• •• •• ••• 084"
 * mask("185057800608491") === String(new Nir("185057800608491")) // => true
 * ```
 */
export const mask = (typed: string): string => {
  if (typeof typed !== "string") return ""
  const characters: Array<string> = []
  for (const [character] of typed.matchAll(/[\p{L}\p{N}•]/gu)) {
    characters.push(character)
    if (characters.length > 15) break
  }
  const length = characters.length
  const shown = length >= 13 && length <= 15 ? 13 : length
  return characters
    .slice(0, shown)
    .map((character, index) => (GROUPS.has(index) ? " " : "") + (shown === 13 && index > 9 ? character : "•"))
    .join("")
}
