import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { memoryKeys } from "../../../adapters/memory/keys.ts"
import { makeTicket } from "./ticket.ts"

const ACCOUNT = "11111111-2222-4333-8444-555555555555"

const layer = Layer.mergeAll(memoryKeys().layer, SecureRandom.layerWebCrypto)
const ticket = () => Effect.runPromise(Effect.provide(makeTicket(ACCOUNT), layer))

/** The part of a ticket that only its browser has. */
const secretOf = (text: string) => Result.getOrThrow(Base64Url.decode(text.split(".")[1] ?? ""))

describe("a ticket", () => {
  it("has 256 bits from the random generator, new for each ticket", async () => {
    const texts = await Promise.all(Array.from({ length: 200 }, async () => (await ticket()).text))
    expect(new Set(texts.map((text) => secretOf(text).length))).toEqual(new Set([32]))
    expect(new Set(texts.map((text) => secretOf(text).toString())).size).toBe(200)
    // Each of the 256 bits is set in some tickets and clear in others: a fixed bit would show.
    for (let bit = 0; bit < 256; bit += 1) {
      const values = texts.map((text) => ((secretOf(text)[bit >> 3] ?? 0) >> (bit & 7)) & 1)
      expect(new Set(values)).toEqual(new Set([0, 1]))
    }
  })

  it("is stored as a hash that contains nothing of its text", async () => {
    const { hash, text } = await ticket()
    expect(hash).toMatch(/^[\w-]{43}$/)
    expect(text).not.toContain(hash)
    expect(hash).not.toContain(text.split(".")[1])
  })
})
