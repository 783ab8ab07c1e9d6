import * as fc from "fast-check"
import { expect, it } from "vitest"
import { Utf8Decoder } from "./utf8-decoder.ts"

const decoded = (bytes: Uint8Array): string => {
  const characters: Array<string> = []
  const decoder = new Utf8Decoder((codePoint) => characters.push(String.fromCodePoint(codePoint)))
  for (const byte of bytes) decoder.push(byte)
  decoder.end()
  return characters.join("")
}

const expected = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)

it("Utf8Decoder decodes every first byte with every second byte like TextDecoder, alone and followed", () => {
  for (let first = 0; first < 256; first++) {
    for (let second = 0; second < 256; second++) {
      for (const rest of [[], [0x80], [0xbf, 0x80], [0x80, 0x80, 0x80], [0x31]]) {
        const bytes = Uint8Array.of(first, second, ...rest)
        if (decoded(bytes) !== expected(bytes)) expect([...bytes]).toEqual("different from TextDecoder")
      }
    }
  }
})

it("Utf8Decoder decodes any bytes like TextDecoder", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => decoded(bytes) === expected(bytes)),
    { seed: 3629, numRuns: 5000 },
  )
})
