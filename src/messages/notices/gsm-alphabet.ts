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

/** Characters that the alphabet lacks, and that another one of it says as well. */
const EQUIVALENTS: Readonly<Record<string, string>> = {
  "’": "'",
  "‘": "'",
  "“": '"',
  "”": '"',
  "«": '"',
  "»": '"',
  "–": "-",
  "—": "-",
  "\u2011": "-",
  "…": "...",
  œ: "oe",
  Œ: "OE",
}

/**
 * A name as GSM 03.38 can write it: `François` is `Francois`, and `L’espace` is `L'espace`. One other character would
 * shorten an SMS from 160 characters to 70. A character that has no equivalent stays as it is.
 */
export const inGsm = (text: string): string =>
  [...text.normalize("NFC").replace(/[\u00a0\u2009\u202f]/gu, " ")]
    .map((character) => {
      if (SEPTETS.has(character)) return character
      const plain = EQUIVALENTS[character] ?? character.normalize("NFD").replace(/\p{M}/gu, "")
      return septetsOf(plain) === null ? character : plain
    })
    .join("")

/** The SMS that carry a text: its alphabet, its length in that alphabet, and the number of segments. */
export interface SmsLength {
  readonly alphabet: "GSM 03.38" | "UCS-2"
  readonly length: number
  readonly segments: number
}

/**
 * The length of a text as SMS (3GPP TS 23.038 and 23.040): 160 septets or 70 UTF-16 units in one segment, 153 or 67 in
 * each of several.
 */
export const smsLength = (text: string): SmsLength => {
  const septets = septetsOf(text)
  const length = septets === null ? text.length : septets.length
  const [whole, part] = septets === null ? [70, 67] : [160, 153]
  return {
    alphabet: septets === null ? "UCS-2" : "GSM 03.38",
    length,
    segments: length <= whole ? 1 : Math.ceil(length / part),
  }
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
export const fitsOneSms = (text: string): boolean => smsLength(text).segments === 1
