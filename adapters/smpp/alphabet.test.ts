import fc from "fast-check"
import smpp from "smpp"
import { describe, expect, it } from "vitest"
import { encode } from "./alphabet.ts"

const hex = (text: string) => encode(text).octets.toString("hex")

/** The text as the `smpp` library decodes it, with an independent table. */
const decoded = (text: string): unknown => {
  const { coding, octets } = encode(text)
  const sent = new smpp.PDU("submit_sm", { data_coding: coding, short_message: octets })
  return Reflect.get(Object(Reflect.get(new smpp.PDU(sent.toBuffer()), "short_message")), "message")
}

const BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿abcxyzäöñüà"
const EXTENDED = "^{}\\[~]|€"

describe("a text in GSM 03.38", () => {
  // 3GPP TS 23.038, tables of 6.2.1 and 6.2.1.1.
  it.each([
    ["@", "00"],
    ["$", "02"],
    ["é", "05"],
    ["Ç", "09"],
    ["\n", "0a"],
    ["_", "11"],
    ["É", "1f"],
    [" ", "20"],
    ["¤", "24"],
    ["'", "27"],
    ["0", "30"],
    ["A", "41"],
    ["§", "5f"],
    ["¿", "60"],
    ["z", "7a"],
    ["à", "7f"],
    ["€", "1b65"],
    ["[", "1b3c"],
    ["|", "1b40"],
    ["^", "1b14"],
    ["\f", "1b0a"],
  ])("encodes %j as %s", (character, octets) => {
    expect(hex(character)).toBe(octets)
    expect(encode(character).coding).toBe(0)
  })

  it("decodes to the same text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...BASIC, ...EXTENDED), minLength: 1, maxLength: 80 }), (text) => {
        expect(encode(text).coding).toBe(0)
        expect(decoded(text)).toBe(text)
      }),
      { seed: 38 },
    )
  })
})

describe("a text in UCS-2", () => {
  it.each([
    ["ç", "00e7"],
    ["’", "2019"],
    ["°", "00b0"],
    ["\u00a0", "00a0"],
    ["\u001b", "001b"],
    ["aç", "006100e7"],
    ["🙂", "d83dde42"],
  ])("encodes %j as %s", (text, octets) => {
    expect(hex(text)).toBe(octets)
    expect(encode(text).coding).toBe(8)
  })

  it("decodes to the same text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 20 }), (text) => {
        expect(decoded(`ç${text}`)).toBe(`ç${text}`)
      }),
      { seed: 38 },
    )
  })
})
