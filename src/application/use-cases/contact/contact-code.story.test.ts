import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  latestCode,
  PASSWORD,
  session,
  signedIn,
  story,
  tagOf,
  wrongCode,
} from "../../../../test/stories/test-context.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const OTHER = "ada.new@example.org"
const MINUTE = 60_000

/** Requests a change of contact. */
const request = Effect.fnUntraced(function* (session: string, contact = OTHER) {
  const monCompte = yield* MonCompte
  return yield* monCompte.changeContact({ session, current: PASSWORD, contact })
})

describe("the code of a change of contact", () => {
  story("that is wrong leaves four tries, and the fifth wrong one ends the challenge until a new request", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const openSession = yield* signedIn(context)
      yield* request(openSession)
      const right = yield* latestCode(context)
      const wrong = monCompte.confirmContact({ session: openSession, code: wrongCode(right) })
      for (const triesLeft of [4, 3, 2, 1])
        expect(yield* Effect.flip(wrong)).toMatchObject({ _tag: "CodeWrong", triesLeft })
      expect(yield* tagOf(wrong)).toBe("CodeExhausted")
      expect(yield* tagOf(monCompte.confirmContact({ session: openSession, code: right }))).toBe("CodeExhausted")
      expect(yield* tagOf(monCompte.resendContactCode({ session: openSession }))).toBe("NotAllowed")
      yield* request(openSession)
      expect(yield* tagOf(monCompte.confirmContact({ session: openSession, code: yield* latestCode(context) }))).toBe(
        "ContactChanged",
      )
    }),
  )

  story("expires after exactly ten minutes", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const openSession = yield* signedIn(context)
      yield* request(openSession)
      const code = yield* latestCode(context)
      yield* TestClock.adjust(10 * MINUTE)
      expect(yield* tagOf(monCompte.confirmContact({ session: openSession, code }))).toBe("CodeExpired")
      yield* monCompte.resendContactCode({ session: openSession })
      const second = yield* latestCode(context)
      yield* TestClock.adjust(10 * MINUTE - 1)
      expect(yield* tagOf(monCompte.confirmContact({ session: openSession, code: second }))).toBe("ContactChanged")
    }),
  )

  story("is sent again after one minute, and the superseded one costs no try", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const openSession = yield* signedIn(context)
      yield* request(openSession)
      const first = yield* latestCode(context)
      yield* TestClock.adjust(MINUTE - 1)
      expect(yield* tagOf(monCompte.resendContactCode({ session: openSession }))).toBe("ResendTooSoon")
      yield* TestClock.adjust(1)
      expect(yield* monCompte.resendContactCode({ session: openSession })).toMatchObject({ number: 2, triesLeft: 5 })
      const second = yield* latestCode(context)
      expect(yield* Effect.flip(monCompte.confirmContact({ session: openSession, code: first }))).toMatchObject({
        _tag: "CodeSuperseded",
        current: 2,
        triesLeft: 5,
      })
      expect(yield* tagOf(monCompte.confirmContact({ session: openSession, code: second }))).toBe("ContactChanged")
    }),
  )

  story("is requested, sent again and confirmed without a read after the commit", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const openSession = yield* signedIn(context)
      const trips = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
        Effect.gen(function* () {
          const before = { loads: context.storage.loads(), commits: context.storage.commits() }
          yield* effect
          return [context.storage.loads() - before.loads, context.storage.commits() - before.commits]
        })
      expect(yield* trips(request(openSession))).toEqual([2, 2])
      yield* TestClock.adjust(MINUTE)
      expect(yield* trips(monCompte.resendContactCode({ session: openSession }))).toEqual([1, 1])
      const code = yield* latestCode(context)
      expect(yield* trips(monCompte.confirmContact({ session: openSession, code }))).toEqual([1, 1])
    }),
  )

  story("no longer works after a request for another contact, or a change of password", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const openSession = yield* signedIn(context)
      yield* request(openSession)
      const first = yield* latestCode(context)
      yield* request(openSession, "other@example.org")
      const second = yield* latestCode(context)
      expect(yield* tagOf(monCompte.confirmContact({ session: openSession, code: first }))).toBe("CodeWrong")
      yield* monCompte.changePassword({
        session: openSession,
        current: PASSWORD,
        password: "Nouveau34",
        confirmation: "Nouveau34",
      })
      const again = yield* session(undefined, "Nouveau34")
      expect(yield* tagOf(monCompte.confirmContact({ session: again, code: second }))).toBe("NotAllowed")
      expect(yield* tagOf(monCompte.contactChangeProgress({ session: again }))).toBe("NoContactRequested")
    }),
  )

  story("is requested once and accepted once for a repeated command id, with the same answer", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const openSession = yield* signedIn(context)
      const change = { session: openSession, current: PASSWORD, contact: OTHER, commandId: "ask" }
      expect(yield* tagOf(monCompte.changeContact(change))).toBe("ContactCodeSent")
      expect(yield* tagOf(monCompte.changeContact(change))).toBe("ContactCodeSent")
      const code = yield* latestCode(context)
      expect(context.mailbox.sent().filter(({ purpose }) => purpose === "contact")).toHaveLength(1)
      const wrong = { session: openSession, code: wrongCode(code), commandId: "wrong" }
      for (let time = 0; time < 2; time += 1) {
        expect(yield* Effect.flip(monCompte.confirmContact(wrong))).toMatchObject({ _tag: "CodeWrong", triesLeft: 4 })
      }
      const right = { session: openSession, code, commandId: "right" }
      expect(yield* tagOf(monCompte.confirmContact(right))).toBe("ContactChanged")
      expect(yield* tagOf(monCompte.confirmContact(right))).toBe("ContactChanged")
      yield* deliverDue()
      expect(context.mailbox.announced()).toHaveLength(1)
    }),
  )

  story("is sent at most ten times a day to one contact, and then the password attempt is refunded", (context) =>
    Effect.gen(function* () {
      const openSession = yield* signedIn(context)
      for (let time = 0; time < 10; time += 1) expect(yield* tagOf(request(openSession))).toBe("ContactCodeSent")
      for (let time = 0; time < 7; time += 1) expect(yield* tagOf(request(openSession))).toBe("TooManyMessages")
      expect(yield* tagOf(request(openSession, "another@example.org"))).toBe("ContactCodeSent")
    }),
  )
})
