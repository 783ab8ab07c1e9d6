import { keyOfText } from "./control-key.ts"
import { charactersOf, type Nir } from "./nir.ts"

/**
 * The control key of a NIR, `01` to `97`: 97 minus the number modulo 97, where `2A` counts as 19 and `2B` as 18. It
 * detects every single wrong digit and every swap of two neighbours. It cannot distinguish `2A` from 19. To complete a
 * text of 13 characters, parse it first.
 *
 * ```ts
 * import { key, Nir } from "mon-compte/nir"
 *
 * key(new Nir("1 85 05 78 006 084")) // => "91"
 * key(new Nir("2 84 05 88 321 025")) // => "32"
 * ```
 */
export const key = (nir: Nir): string => `0${keyOfText(charactersOf(nir))}`.slice(-2)
