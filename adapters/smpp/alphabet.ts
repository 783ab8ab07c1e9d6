/** The basic alphabet of GSM 03.38 (3GPP TS 23.038, 6.2.1): a character's place is its number. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"

const ESCAPE = 0x1b

/** Its extension (6.2.1.1): each of these takes two places, the escape and its number. */
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

/** A text as it goes over the air. */
export interface Encoded {
  /** `data_coding` of SMPP: 0 for GSM 03.38, one septet an octet; 8 for UCS-2. */
  readonly coding: 0 | 8
  readonly octets: Buffer
  /** Whether one message holds it: 160 septets, or 140 octets (70 units) of UCS-2. */
  readonly fits: boolean
}

/** In GSM 03.38 when every character is in it, else in UCS-2, big-endian. A single `ç` or `’` makes the difference. */
export const encode = (text: string): Encoded => {
  const septets: Array<number> = []
  for (const character of text) {
    const places = SEPTETS.get(character)
    if (places === undefined) {
      const octets = Buffer.from(text, "utf16le").swap16()
      return { coding: 8, octets, fits: octets.length <= 140 }
    }
    septets.push(...places)
  }
  return { coding: 0, octets: Buffer.from(septets), fits: septets.length <= 160 }
}
