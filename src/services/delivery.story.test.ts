import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { TestClock } from "effect/testing"
import { deliverDue } from "./deliver.ts"
import { MonCompte } from "./mon-compte.ts"
import { atCode, codes, story, tagOf } from "./world.model.ts"

describe("delivery", () => {
  story("tries again with the same code and the same id while the carrier is down", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      w.mailbox.setFault("AnswerLost")
      yield* deliverDue()
      w.mailbox.setFault("Down")
      for (let minute = 0; minute < 5; minute += 1) {
        yield* TestClock.adjust("1 minute")
        yield* deliverDue()
      }
      w.mailbox.setFault(null)
      yield* TestClock.adjust("1 minute")
      yield* deliverDue()
      const sent = w.mailbox.sent()
      expect(sent).toHaveLength(2)
      expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
      expect(new Set(sent.map(({ code }) => Redacted.value(code))).size).toBe(1)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: codes(w)[0] ?? "" }))).toBe("Completed")
    }),
  )

  story("gives up when the code has expired, says so, and never sends it hours later", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      w.mailbox.setFault("Down")
      for (let minute = 0; minute < 12; minute += 1) {
        yield* deliverDue()
        yield* TestClock.adjust("1 minute")
      }
      expect(yield* monCompte.progress({ ticket })).toMatchObject({ _tag: "CodePending", undeliverable: true })
      w.mailbox.setFault(null)
      yield* TestClock.adjust("2 hours")
      yield* deliverDue()
      expect(codes(w)).toEqual([])
    }),
  )

  story("does not send a code that a newer one replaced meanwhile", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      yield* TestClock.adjust("1 minute")
      yield* monCompte.resendCode({ ticket })
      yield* deliverDue()
      expect(w.mailbox.sent().map(({ number }) => number)).toEqual([2])
    }),
  )

  story("keeps a message whose storage went silent, for the next round after its lease", (w) =>
    Effect.gen(function* () {
      yield* atCode()
      const { service } = w.storage
      const [leased] = yield* service.lease({ limit: 1, lasts: 30_000 })
      expect(leased?.attempt).toBe(1)
      yield* deliverDue()
      expect(codes(w)).toEqual([])
      yield* TestClock.adjust("30 seconds")
      yield* deliverDue()
      expect(codes(w)).toHaveLength(1)
    }),
  )
})
