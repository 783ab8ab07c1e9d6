import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { BOB_ID, family, NOON } from "../../../../test/stories/family-with-identities.ts"
import {
  ADA,
  atContact,
  hashes,
  latestCode,
  MAIL,
  PASSWORD,
  signedIn,
  started,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { shortTextOf } from "../../../messages/notices/short.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const MINUTE = 60_000
const SERVICE = { service: "Mon Compte" }

describe("a person who takes their time over the three steps", () => {
  story("is not cut off while they go on: each step gives half an hour, up to two hours in all", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { step, ticket } = yield* started()
      expect(step).toMatchObject({ until: 30 * MINUTE })
      yield* TestClock.adjust(29 * MINUTE)
      yield* deliverDue()
      expect(yield* monCompte.acceptTerms({ ticket, version: "1" })).toMatchObject({ until: 59 * MINUTE })
      yield* TestClock.adjust(29 * MINUTE)
      yield* deliverDue()
      const chosen = yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
      expect(chosen).toMatchObject({ until: 88 * MINUTE })
      yield* TestClock.adjust(29 * MINUTE)
      yield* deliverDue()
      expect(yield* monCompte.sendCode({ ticket, contact: MAIL })).toMatchObject({
        until: 117 * MINUTE,
        codeUntil: 97 * MINUTE,
      })
      yield* TestClock.adjust(9 * MINUTE)
      const code = yield* latestCode(context)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("Completed")
    }),
  )

  story("loses what was entered exactly at the end that was shown, and not before", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      yield* TestClock.adjust(20 * MINUTE)
      expect(yield* monCompte.goBack({ ticket })).toMatchObject({ _tag: "PasswordPending", until: 50 * MINUTE })
      yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
      // The order of the first end is due now, and waits for the real one.
      yield* TestClock.adjust(10 * MINUTE)
      yield* deliverDue()
      expect(hashes(context)).toHaveLength(1)
      yield* TestClock.adjust(20 * MINUTE - 1)
      yield* deliverDue()
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("ContactPending")
      yield* TestClock.adjust(1)
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("DraftExpired")
      yield* deliverDue()
      expect(hashes(context)).toEqual([])
    }),
  )
})

describe("a code asked for near the end of the steps", () => {
  story("promises the minutes that it has, in the answer and in the message, and works that long", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      for (let step = 0; step < 4; step += 1) {
        yield* TestClock.adjust(29 * MINUTE)
        yield* monCompte.goBack({ ticket })
        yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
      }
      // Four minutes are left of two hours.
      const sent = yield* monCompte.sendCode({ ticket, contact: MAIL })
      expect(sent).toMatchObject({ until: 120 * MINUTE, codeUntil: 120 * MINUTE })
      yield* deliverDue()
      const [notice] = context.mailbox.sent()
      if (notice === undefined) throw new Error("A code was sent.")
      expect(shortTextOf(notice, SERVICE)).toContain("valable 4 minutes")
      yield* TestClock.adjust(90_000)
      expect(yield* monCompte.resendCode({ ticket })).toMatchObject({ codeUntil: 120 * MINUTE })
      yield* deliverDue()
      const second = context.mailbox.sent().at(-1)
      if (second === undefined) throw new Error("A code was sent.")
      expect(shortTextOf(second, SERVICE)).toContain("valable 2 minutes")
      yield* TestClock.adjust(150_000 - 1)
      const code = yield* latestCode(context)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("Completed")
    }),
  )

  story("has at least a minute, even in the last second", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      for (let step = 0; step < 4; step += 1) {
        yield* TestClock.adjust(29 * MINUTE)
        yield* monCompte.goBack({ ticket })
        yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
      }
      yield* TestClock.adjust(4 * MINUTE - 1)
      const end = 121 * MINUTE - 1
      expect(yield* monCompte.sendCode({ ticket, contact: MAIL })).toMatchObject({ until: end, codeUntil: end })
      const code = yield* latestCode(context)
      yield* TestClock.adjust(MINUTE - 1)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("Completed")
    }),
  )
})

describe("the limits of a recovery", () => {
  story("are those of the code: it may be entered until the time that the answer shows, and not later", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* signedIn(context)
      const recover = Effect.fnUntraced(function* () {
        yield* TestClock.adjust("1 hour")
        const now = yield* Effect.clockWith((clock) => clock.currentTimeMillis)
        const { ticket, until } = yield* monCompte.startRecovery({ identifier: ADA.nir })
        expect(until - now).toBe(10 * MINUTE)
        return { ticket, code: yield* latestCode(context) }
      })
      const first = yield* recover()
      yield* TestClock.adjust(10 * MINUTE)
      expect(yield* tagOf(monCompte.confirmRecovery(first))).toBe("RecoveryCodeRefused")
      const second = yield* recover()
      yield* TestClock.adjust(10 * MINUTE - 1)
      expect(yield* tagOf(monCompte.confirmRecovery(second))).toBe("PasswordToChoose")
    }),
  )

  story("are the same for a number that no person has, also for a second request within the minute", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* signedIn(context)
      yield* TestClock.adjust("1 hour")
      const ends: Array<ReadonlyArray<number>> = []
      for (let request = 0; request < 3; request += 1) {
        const known = yield* monCompte.startRecovery({ identifier: ADA.nir })
        const unknown = yield* monCompte.startRecovery({ identifier: "2 55 08 14 168 025" })
        ends.push([known.until, unknown.until])
        yield* TestClock.adjust(40_000)
      }
      for (const [known, unknown] of ends) expect(known).toBe(unknown)
      const [first, second, third] = ends.map(([known]) => known ?? 0)
      expect([second, third]).toEqual([first, (first ?? 0) + 80_000])
    }),
  )
})

describe("the limits of a creation and of a change of contact", () => {
  story("are those that the answers show", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const { ticket, until } = yield* monCompte.createAccount(BOB_ID)
      expect(until - NOON).toBe(30 * MINUTE)
      yield* TestClock.adjust(30 * MINUTE - 1)
      const step = yield* monCompte.startMigration({ ticket })
      expect(step).toMatchObject({ _tag: "TermsPending", until: NOON + 60 * MINUTE - 1 })
      yield* TestClock.adjust(20 * MINUTE)
      const accepted = yield* monCompte.acceptTerms({ ticket, version: "1" })
      expect(accepted).toMatchObject({ until: NOON + 80 * MINUTE - 1 })

      const session = yield* signedIn(context)
      const change = { session, current: PASSWORD, contact: "ada.new@example.org" }
      const sent = yield* monCompte.changeContact(change)
      if (sent._tag !== "ContactCodeSent") throw new Error("A code was sent.")
      const now = yield* Effect.clockWith((clock) => clock.currentTimeMillis)
      expect(sent.codeUntil - now).toBe(10 * MINUTE)
      const code = yield* latestCode(context)
      yield* TestClock.adjust(10 * MINUTE - 1)
      expect(yield* tagOf(monCompte.confirmContact({ session, code }))).toBe("ContactChanged")
    }),
  )
})
