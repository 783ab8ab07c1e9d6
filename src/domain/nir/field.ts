/** Where a group of the printed number begins: 1 85 05 78 006 084 91. What is typed beyond makes a group of its own. */
const GROUPS: ReadonlySet<number> = new Set([1, 3, 5, 7, 10, 13, 15])

/** The text of a form's field, and where the caret stands in it. */
export interface Field {
  readonly text: string
  /** In UTF-16 units, like `selectionStart`. */
  readonly caret: number
}

/**
 * Puts what is typed into a NIR's field in the groups of the card, a space between them, and keeps the caret after the same
 * character. Call it at every `input` event, with the field's value and `selectionStart`, and write both back; but not while
 * an input method composes (`isComposing`), which would then commit its text twice: call it at `compositionend` instead.
 *
 * Every letter and digit stays, in its order, right or wrong: a field that swallows keys hides mistakes, which `parse` points
 * at. `a` and `b` become `A` and `B`; separators and signs go. Nothing is added at the end, so that deleting works as ever.
 *
 * Give the event's `inputType` too: the delete key before a space would stay there forever, and steps over it instead.
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
  let before = 0
  let count = 0
  for (const { 0: character, index: start } of typed.matchAll(/[\p{L}\p{N}]/gu)) {
    if (GROUPS.has(count++)) text += " "
    text += /[ab]/.test(character) ? character.toUpperCase() : character
    if (start + character.length <= at) before = text.length
  }
  const stepsOver = inputType === "deleteContentForward" && text[before] === " "
  return { text, caret: stepsOver ? before + 1 : before }
}

/**
 * Masks what is typed so far, in the groups of the card: a dot for each character, and the three digits of the order in clear
 * once they are all there, as in the mask of a `Nir`, whose key goes unseen. Of a text that is too long, nothing is shown.
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
  const kept: Array<string> = []
  for (const [character] of typed.matchAll(/[\p{L}\p{N}•]/gu)) {
    kept.push(character)
    if (kept.length > 15) break
  }
  const length = kept.length
  const shown = length >= 13 && length <= 15 ? 13 : length
  return kept
    .slice(0, shown)
    .map((character, index) => (GROUPS.has(index) ? " " : "") + (shown === 13 && index > 9 ? character : "•"))
    .join("")
}
