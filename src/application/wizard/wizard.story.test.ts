import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import {
  ADA,
  atCode,
  atContact,
  codes,
  hashes,
  latestCode,
  MAIL,
  PASSWORD,
  started,
  story,
  tagOf,
} from "../../../test/stories/test-context.ts"
import { deliverDue } from "../delivery/deliver-due.ts"
import { MonCompte } from "../mon-compte.ts"

describe("a second browser", () => {
  story("takes over the wizard, supersedes the first browser, and is asked for the password again", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const first = yield* atCode()
      const code = yield* latestCode(context)
      const { step, ticket: second } = yield* started()
      expect(step).toMatchObject({ _tag: "PasswordPending", step: 2 })
      expect(hashes(context)).toEqual([])
      const challenge = context.storage.snapshot().rows.find(({ aggregate }) => aggregate.startsWith("challenge/"))
      expect(challenge?.state).toMatchObject({ _tag: "Cancelled" })
      for (const verb of [
        monCompte.confirmCode({ ticket: first, code }),
        monCompte.migrationProgress({ ticket: first }),
        monCompte.goBack({ ticket: first }),
      ]) {
        expect(yield* tagOf(verb)).toBe("Superseded")
      }
      yield* monCompte.choosePassword({ ticket: second, password: "Autre123", confirmation: "Autre123" })
      yield* monCompte.sendCode({ ticket: second, contact: MAIL })
      yield* monCompte.confirmCode({ ticket: second, code: yield* latestCode(context) })
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: "Autre123" }))).toBe("SignedIn")
    }),
  )

  story("resumes at the same step when it is the same browser with its former ticket", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const first = yield* atCode()
      const code = yield* latestCode(context)
      const { step, ticket } = yield* started(ADA, first)
      expect(step).toMatchObject({ _tag: "CodePending", number: 1 })
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("Completed")
    }),
  )
})

describe("going back or leaving", () => {
  story("cancels the code on the way back to the contact, and deletes the password on the way to step 2", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      expect(yield* tagOf(monCompte.goBack({ ticket }))).toBe("ContactPending")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("NotAllowed")
      expect(yield* tagOf(monCompte.goBack({ ticket }))).toBe("PasswordPending")
      expect(hashes(context)).toEqual([])
      expect(yield* tagOf(monCompte.goBack({ ticket }))).toBe("TermsPending")
      expect(yield* tagOf(monCompte.goBack({ ticket }))).toBe("NotAllowed")
    }),
  )

  story("prevents the sending of a code that is still in the outbox", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      yield* monCompte.goBack({ ticket })
      yield* deliverDue()
      expect(codes(context)).toEqual([])
    }),
  )

  story("deletes everything entered", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      expect(yield* monCompte.abandonMigration({ ticket })).toEqual({ _tag: "Left" })
      expect(hashes(context)).toEqual([])
      yield* deliverDue()
      expect(codes(context)).toEqual([])
      const { step } = yield* started()
      expect(step).toMatchObject({ _tag: "TermsPending", changed: false })
    }),
  )
})

describe("a draft that is left open", () => {
  story("expires after thirty minutes, and its password hash is deleted", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      yield* TestClock.adjust(30 * 60_000 - 1)
      yield* deliverDue()
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("ContactPending")
      yield* TestClock.adjust(1)
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("DraftExpired")
      yield* deliverDue()
      expect(hashes(context)).toEqual([])
      expect(yield* tagOf(monCompte.sendCode({ ticket, contact: MAIL }))).toBe("DraftExpired")
      const { step } = yield* started()
      expect(step._tag).toBe("TermsPending")
    }),
  )

  story("expires with the first command after the time limit, and its password hash is deleted", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      yield* TestClock.adjust("30 minutes")
      expect(yield* tagOf(monCompte.sendCode({ ticket, contact: MAIL }))).toBe("DraftExpired")
      expect(hashes(context)).toEqual([])
      expect(yield* deliverDue()).toBe(1)
    }),
  )
})
