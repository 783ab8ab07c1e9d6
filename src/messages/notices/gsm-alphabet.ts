/** The basic alphabet of GSM 03.38 (3GPP TS 23.038, 6.2.1): the index of a character is its septet. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"

const ESCAPE = 0x1b

/** The extension table (6.2.1.1): each character takes two septets, the escape and its number. */
const EXTENSION: ReadonlyArray<readonly [string, number]> = [
  ["\f", 0x0a],
  ["^", 0x14],
  ["{", 0x28],
  ["}", 0x29],
  ["\\", 0x2f],
  ["[", 0x3c],
  ["~", 0x3d],
  ["]", 0x3e],
  ["|", 0x40],
  ["€", 0x65],
]

const SEPTETS = new Map<string, ReadonlyArray<number>>([
  ...[...BASIC].map((character, number) => [character, [number]] as const),
  ...EXTENSION.map(([character, number]) => [character, [ESCAPE, number]] as const),
])
SEPTETS.delete("\u001b")

/** The septets of a text in GSM 03.38; `null` if a character is in neither table, such as `ç` or `’`. */
export const septetsOf = (text: string): ReadonlyArray<number> | null => {
  const septets: Array<number> = []
  for (const character of text) {
    const encoded = SEPTETS.get(character)
    if (encoded === undefined) return null
    septets.push(...encoded)
  }
  return septets
}

/**
 * Whether one SMS has room for a text: 160 septets of GSM 03.38, or 70 UTF-16 units if a character is outside that
 * alphabet. A carrier splits a longer text into several messages.
 *
 * ```ts
 * import { fitsOneSms } from "mon-compte"
 *
 * fitsOneSms("à".repeat(160)) // => true
 * fitsOneSms("ç".repeat(71)) // => false
 * ```
 */
export const fitsOneSms = (text: string): boolean => {
  const septets = septetsOf(text)
  return septets === null ? text.length <= 70 : septets.length <= 160
}
