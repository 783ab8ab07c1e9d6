import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import {
  ADA,
  atCode,
  BOB,
  latestCode,
  MAIL,
  story,
  tagOf,
  whileTimePasses,
  wrongCode,
} from "../../../../test/stories/test-context.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("the code of a migration", () => {
  // Leaflet: migration.validate
  story("that is wrong leaves four tries, and the fifth wrong one ends the challenge", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const right = yield* latestCode(context)
      const wrong = monCompte.confirmCode({ ticket, code: wrongCode(right) })
      for (const triesLeft of [4, 3, 2, 1])
        expect(yield* Effect.flip(wrong)).toMatchObject({ _tag: "CodeWrong", triesLeft })
      expect(yield* tagOf(wrong)).toBe("CodeExhausted")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: right }))).toBe("NotAllowed")
      expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({ _tag: "ContactPending" })
      yield* monCompte.sendCode({ ticket, contact: MAIL })
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: yield* latestCode(context) }))).toBe("Completed")
    }),
  )

  story("expires after exactly ten minutes, and a new one can be requested", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      yield* TestClock.adjust("10 minutes")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("CodeExpired")
      yield* monCompte.resendCode({ ticket })
      const second = yield* latestCode(context)
      yield* TestClock.adjust(10 * 60_000 - 1)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: second }))).toBe("Completed")
    }),
  )

  story(
    "that was superseded is refused with the number of the latest message, however often, and costs no try",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* atCode()
        const first = yield* latestCode(context)
        yield* TestClock.adjust("1 minute")
        yield* monCompte.resendCode({ ticket })
        const second = yield* latestCode(context)
        for (let repeat = 0; repeat < 6; repeat += 1) {
          const refusal = yield* Effect.flip(monCompte.confirmCode({ ticket, code: first }))
          expect(refusal).toMatchObject({ _tag: "CodeSuperseded", current: 2, triesLeft: 5 })
        }
        expect(yield* tagOf(monCompte.confirmCode({ ticket, code: second }))).toBe("Completed")
      }),
  )

  story("is sent at most once a minute, and five times in all", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      yield* TestClock.adjust(59_999)
      expect(yield* Effect.flip(monCompte.resendCode({ ticket }))).toMatchObject({
        _tag: "ResendTooSoon",
        retryAt: 60_000,
        waitSeconds: 1,
      })
      for (let resend = 0; resend < 4; resend += 1) {
        yield* TestClock.adjust("1 minute")
        expect(yield* tagOf(monCompte.resendCode({ ticket }))).toBe("CodePending")
      }
      yield* TestClock.adjust("1 minute")
      expect(yield* tagOf(monCompte.resendCode({ ticket }))).toBe("ResendsExhausted")
    }),
  )

  story("that is malformed is refused and counts no try", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      for (const typed of ["12345", "1234567", "12345a", "１２３４５６", "9".repeat(10_000_000)]) {
        expect(yield* tagOf(monCompte.confirmCode({ ticket, code: typed as string }))).toBe("CodeMalformed")
      }
      expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({ triesLeft: 5 })
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: ` ${code.slice(0, 3)} ${code.slice(3)} ` }))).toBe(
        "Completed",
      )
    }),
  )

  story("of one person is wrong for another person", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ada = yield* atCode(ADA)
      const codeOfAda = yield* latestCode(context)
      const bob = yield* atCode(BOB, "bob@example.org")
      expect(yield* tagOf(monCompte.confirmCode({ ticket: bob, code: codeOfAda }))).toBe("CodeWrong")
      expect(yield* tagOf(monCompte.confirmCode({ ticket: ada, code: codeOfAda }))).toBe("Completed")
    }),
  )

  // Leaflet: invariant.4
  story("that is right is accepted once when it is entered fifty times at once", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      const answers = yield* whileTimePasses(
        Effect.forEach(Array(50), () => tagOf(monCompte.confirmCode({ ticket, code })), { concurrency: "unbounded" }),
      )
      expect(answers.filter((tag) => tag === "Completed")).toHaveLength(1)
      const challenge = `challenge/${ticket.slice(0, 36)}.migration` as const
      const proved = (yield* context.storage.service.journal(challenge)).filter(({ _tag }) => _tag === "Proved")
      expect(proved).toHaveLength(1)
    }),
  )
})
