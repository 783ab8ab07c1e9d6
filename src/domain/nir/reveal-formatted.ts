import { key } from "./key.ts"
import { charactersOf, type Nir } from "./nir.ts"

/** A separator between the groups. `parse` accepts each of them. */
export type Separator = "" | " " | "\u00A0" | "\u202F" | "." | "-"

/**
 * Returns the number **in clear**, in the groups of the card: for the person's own screen, never for a log.
 * `String(nir)` is the mask. With `key`, the two digits of the key follow. The separators U+00A0 and U+202F prevent a
 * line break.
 *
 * ```ts
 * import { Nir, revealFormatted } from "mon-compte/nir"
 *
 * const nir = new Nir("1850578006084")
 * revealFormatted(nir) // => "1 85 05 78 006 084"
 * revealFormatted(nir, { key: true }) // => "1 85 05 78 006 084 91"
 * revealFormatted(nir, { separator: "." }) // => "1.85.05.78.006.084"
 * ```
 */
export const revealFormatted = (
  nir: Nir,
  options: { readonly key?: boolean; readonly separator?: Separator } = {},
): string => {
  const groups = charactersOf(nir).replace(/(.)(..)(..)(..)(...)/, "$1 $2 $3 $4 $5 ")
  return (groups + (options.key ? ` ${key(nir)}` : "")).replaceAll(" ", options.separator ?? " ")
}
