import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { memoryKeys } from "../../../adapters/memory/index.ts"
import { Keys } from "../../ports/keys.ts"
import { blindIndexes } from "./blind-index.ts"
import { contactOfToken, makeReportToken, readReportToken } from "./report-token.ts"

const ACCOUNT = "0192f7a0-4c1e-7cc3-9a53-1f2b8f8e6a10"
const sentAt = Date.UTC(2026, 10, 23, 8, 5, 1, 234)
const DAY = 24 * 60 * 60_000

const test = <A, E>(title: string, run: Effect.Effect<A, E, Keys>) =>
  it.effect(title, () => Effect.provide(run, memoryKeys({ master: "for tests" }).layer))

const made = Effect.gen(function* () {
  const [contact] = yield* blindIndexes("contact", ["owner"])
  const [other] = yield* blindIndexes("contact", ["other"])
  const [key] = yield* (yield* Keys).accepted
  const token = yield* makeReportToken({ account: ACCOUNT, contact, sentAt, days: 7, key })
  return { token, contact, other }
})

describe("a report token", () => {
  test(
    "says its account, when it was sent, and until when it is valid",
    Effect.gen(function* () {
      const { contact, other, token } = yield* made
      expect(token).toMatch(/^[A-Za-z0-9_-]{56}$/u)
      const claim = readReportToken(token)
      expect(claim).toMatchObject({ account: ACCOUNT, sentAt, until: sentAt + 7 * DAY })
      if (claim === null) return
      expect(yield* contactOfToken(claim, [other, contact])).toBe(contact)
      expect(yield* contactOfToken(claim, [other])).toBe(null)
    }),
  )

  test(
    "with one other character is not its own, wherever the character is",
    Effect.gen(function* () {
      const { contact, token } = yield* made
      for (let place = 0; place < token.length; place += 1) {
        const other = token[place] === "A" ? "B" : "A"
        const claim = readReportToken(`${token.slice(0, place)}${other}${token.slice(place + 1)}`)
        expect(claim === null ? null : yield* contactOfToken(claim, [contact])).toBe(null)
      }
    }),
  )

  it.each([undefined, null, 5, {}, "", "x", "A".repeat(55), "A".repeat(57), " ".repeat(500), "é".repeat(56)])(
    "is not read from %j",
    (input) => {
      expect(readReportToken(input)).toBe(null)
    },
  )
})
