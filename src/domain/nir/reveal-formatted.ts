import { key } from "./key.ts"
import { charactersOf, type Nir } from "./nir.ts"

/** What may stand between the groups; `parse` reads each of them back. */
export type Separator = "" | " " | "\u00A0" | "\u202F" | "." | "-"

/**
 * The number **in clear**, in the groups it is printed in: for the person's own screen, never for a log. `String(nir)` is the
 * mask. With `key`, the two digits of the key follow. Use the separator U+00A0 or U+202F where lines may break.
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
