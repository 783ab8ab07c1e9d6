import { septetsOf } from "../../src/messages/notices/gsm-alphabet.ts"

/** A text encoded for SMPP. */
export interface EncodedText {
  /** `data_coding` of SMPP: 0 for GSM 03.38 with one septet per octet, 8 for UCS-2. */
  readonly coding: 0 | 8
  readonly octets: Buffer
}

/** Encodes a text in GSM 03.38 if every character is in that alphabet, else in big-endian UCS-2. */
export const encode = (text: string): EncodedText => {
  const septets = septetsOf(text)
  return septets === null
    ? { coding: 8, octets: Buffer.from(text, "utf16le").swap16() }
    : { coding: 0, octets: Buffer.from(septets) }
}
