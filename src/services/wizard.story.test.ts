import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { deliverDue } from "./deliver.ts"
import { MonCompte } from "./mon-compte.ts"
import {
  ADA,
  atCode,
  atContact,
  BOB,
  CGU,
  codes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  started,
  story,
  tagOf,
  whileTimePasses,
} from "./world.model.ts"

const NEW_TERMS = { version: "2", text: { ...CGU, fr: "Conditions générales, version 2." } }

/** A code that is not the right one. */
const wrongCode = (right: string) => (right === "000000" ? "000001" : "000000")

describe("terms", () => {
  story("of a version that is not in force are refused, and the new version named", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      w.terms.publish(NEW_TERMS)
      const refusal = yield* Effect.flip(monCompte.acceptTerms({ ticket, version: "1" }))
      expect(refusal).toMatchObject({ _tag: "TermsChanged", inForce: "2" })
      expect(yield* tagOf(monCompte.acceptTerms({ ticket, version: "2" }))).toBe("PasswordPending")
    }),
  )

  story("that are refused close the wizard; the account stays legacy", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      expect(yield* monCompte.refuseTerms({ ticket })).toEqual({ _tag: "Left" })
      expect(yield* tagOf(monCompte.acceptTerms({ ticket, version: "1" }))).toBe("NotAllowed")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("MigrationRequired")
    }),
  )

  story("that change at the very end are accepted once more, and then all is done", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(w)
      w.terms.publish(NEW_TERMS)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("TermsChanged")
      expect(yield* monCompte.progress({ ticket })).toMatchObject({
        _tag: "TermsPending",
        changed: true,
        left: ["Terms"],
      })
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
      expect(yield* monCompte.acceptTerms({ ticket, version: "2" })).toEqual({ _tag: "Completed" })
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
    }),
  )
})

describe("the password", () => {
  story("is told every rule it breaks at once", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      const broken = (password: string, confirmation = password) =>
        Effect.map(Effect.flip(monCompte.choosePassword({ ticket, password, confirmation })), (refusal) =>
          refusal._tag === "PasswordRefused" ? refusal.broken.map(({ code }) => code) : refusal._tag,
        )
      expect(yield* broken("azerty")).toEqual(["TooShort", "NoDigit", "NoUpper"])
      expect(yield* broken("Azerty1")).toEqual(["TooShort"])
      expect(yield* broken("Azerty12", "Azerty13")).toEqual(["ConfirmationDiffers"])
      expect(yield* broken(`Aa1${"x".repeat(22)}`)).toEqual(["TooLong"])
      expect(
        yield* tagOf(
          monCompte.choosePassword({ ticket, password: `Aa1${"x".repeat(21)}`, confirmation: `Aa1${"x".repeat(21)}` }),
        ),
      ).toBe("ContactPending")
    }),
  )

  story("is not hashed for who may not choose one", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      w.hasher.setBusy(true)
      expect(yield* tagOf(monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD }))).toBe(
        "NotAllowed",
      )
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      expect(yield* tagOf(monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD }))).toBe(
        "TryLater",
      )
    }),
  )
})

describe("the contact", () => {
  story("is refused when it is a landline, or no contact at all", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      const codesOf = (contact: unknown) =>
        Effect.map(Effect.flip(monCompte.sendCode({ ticket, contact: contact as string })), (refusal) =>
          refusal._tag === "ContactRefused" ? refusal.defects.map(({ code }) => code) : refusal._tag,
        )
      expect(yield* codesOf("01 99 00 12 34")).toEqual(["Landline"])
      expect(yield* codesOf("ada@")).not.toEqual([])
      expect(yield* codesOf(null)).toEqual(["NotText"])
    }),
  )

  story(
    "of a kind that no carrier reaches is refused",
    (w) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* atContact()
        const refusal = yield* Effect.flip(monCompte.sendCode({ ticket, contact: "06 39 98 12 34" }))
        expect(refusal).toMatchObject({ _tag: "ChannelUnavailable", kind: "Mobile" })
        expect(codes(w)).toEqual([])
      }),
    { reaches: ["Email"] },
  )

  story("can be changed at the code; the code sent to the first one is then worth nothing", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const first = yield* latestCode(w)
      yield* monCompte.sendCode({ ticket, contact: "other@example.org" })
      const second = yield* latestCode(w)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: first }))).toBe("CodeWrong")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: second }))).toBe("Completed")
    }),
  )

  story("receives ten messages a day at most, whoever asks", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ada = yield* atContact(ADA)
      const bob = yield* atContact(BOB)
      for (let message = 0; message < 5; message += 1) {
        yield* monCompte.sendCode({ ticket: ada, contact: MAIL })
        yield* monCompte.sendCode({ ticket: bob, contact: MAIL.toUpperCase() })
        yield* TestClock.adjust("1 minute")
      }
      expect(yield* tagOf(monCompte.sendCode({ ticket: ada, contact: MAIL }))).toBe("TooManyMessages")
      expect(yield* tagOf(monCompte.resendCode({ ticket: bob }))).toBe("TooManyMessages")
      expect(yield* tagOf(monCompte.sendCode({ ticket: bob, contact: "bob@example.org" }))).toBe("CodePending")
      void w
    }),
  )

  story("that does not receive is shown as such until another message is sent", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      w.mailbox.setFault("Undeliverable")
      yield* deliverDue()
      expect(yield* monCompte.progress({ ticket })).toMatchObject({ _tag: "CodePending", undeliverable: true })
      w.mailbox.setFault(null)
      yield* TestClock.adjust("1 minute")
      expect(yield* monCompte.resendCode({ ticket })).toMatchObject({ undeliverable: false, number: 2 })
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: yield* latestCode(w) }))).toBe("Completed")
    }),
  )
})

describe("the code", () => {
  story("when wrong leaves four tries, and the fifth wrong one ends the challenge", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const right = yield* latestCode(w)
      const wrong = monCompte.confirmCode({ ticket, code: wrongCode(right) })
      for (const triesLeft of [4, 3, 2, 1])
        expect(yield* Effect.flip(wrong)).toMatchObject({ _tag: "CodeWrong", triesLeft })
      expect(yield* tagOf(wrong)).toBe("CodeExhausted")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: right }))).toBe("NotAllowed")
      expect(yield* monCompte.progress({ ticket })).toMatchObject({ _tag: "ContactPending" })
      yield* monCompte.sendCode({ ticket, contact: MAIL })
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: yield* latestCode(w) }))).toBe("Completed")
    }),
  )

  story("expires after ten minutes, to the millisecond, and a new one can be asked for", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(w)
      yield* TestClock.adjust("10 minutes")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("CodeExpired")
      yield* monCompte.resendCode({ ticket })
      const second = yield* latestCode(w)
      yield* TestClock.adjust(10 * 60_000 - 1)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: second }))).toBe("Completed")
    }),
  )

  story("that was superseded says which message to use, and counts as a try", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const first = yield* latestCode(w)
      yield* TestClock.adjust("1 minute")
      yield* monCompte.resendCode({ ticket })
      const second = yield* latestCode(w)
      const refusal = yield* Effect.flip(monCompte.confirmCode({ ticket, code: first }))
      expect(refusal).toMatchObject({ _tag: "CodeSuperseded", current: 2, triesLeft: 4 })
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: second }))).toBe("Completed")
    }),
  )

  story("is not sent twice within a minute, and five times in all", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      yield* TestClock.adjust(59_999)
      expect(yield* Effect.flip(monCompte.resendCode({ ticket }))).toMatchObject({
        _tag: "ResendTooSoon",
        retryAt: 60_000,
      })
      for (let resend = 0; resend < 4; resend += 1) {
        yield* TestClock.adjust("1 minute")
        expect(yield* tagOf(monCompte.resendCode({ ticket }))).toBe("CodePending")
      }
      yield* TestClock.adjust("1 minute")
      expect(yield* tagOf(monCompte.resendCode({ ticket }))).toBe("ResendsExhausted")
    }),
  )

  story("that is no code at all is refused without counting", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(w)
      for (const typed of ["12345", "1234567", "12345a", "１２３４５６", "", null, 123456, "9".repeat(10_000_000)]) {
        expect(yield* tagOf(monCompte.confirmCode({ ticket, code: typed as string }))).toBe("CodeMalformed")
      }
      expect(yield* monCompte.progress({ ticket })).toMatchObject({ triesLeft: 5 })
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: ` ${code.slice(0, 3)} ${code.slice(3)} ` }))).toBe(
        "Completed",
      )
    }),
  )

  story("of one person is worth nothing to another", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ada = yield* atCode(ADA)
      const adasCode = yield* latestCode(w)
      const bob = yield* atCode(BOB, "bob@example.org")
      expect(yield* tagOf(monCompte.confirmCode({ ticket: bob, code: adasCode }))).toBe("CodeWrong")
      expect(yield* tagOf(monCompte.confirmCode({ ticket: ada, code: adasCode }))).toBe("Completed")
    }),
  )

  story("right fifty times at once is accepted once", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(w)
      const answers = yield* whileTimePasses(
        Effect.forEach(Array(50), () => tagOf(monCompte.confirmCode({ ticket, code })), { concurrency: "unbounded" }),
      )
      expect(answers.filter((tag) => tag === "Completed")).toHaveLength(1)
      const challenge = `challenge/${ticket.slice(0, 36)}.migration` as const
      const proved = (yield* w.storage.service.journal(challenge)).filter(({ _tag }) => _tag === "Proved")
      expect(proved).toHaveLength(1)
    }),
  )
})

describe("two browsers", () => {
  story("the second takes over; the first is told so; the password is asked again", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const first = yield* atCode()
      const code = yield* latestCode(w)
      const { step, ticket: second } = yield* started()
      expect(step).toMatchObject({ _tag: "PasswordPending", step: 2 })
      expect(w.storage.snapshot().rows.every(({ secret }) => secret === null)).toBe(true)
      const challenge = w.storage.snapshot().rows.find(({ aggregate }) => aggregate.startsWith("challenge/"))
      expect(challenge?.state).toMatchObject({ _tag: "Cancelled" })
      for (const verb of [
        monCompte.confirmCode({ ticket: first, code }),
        monCompte.progress({ ticket: first }),
        monCompte.goBack({ ticket: first }),
      ]) {
        expect(yield* tagOf(verb)).toBe("Superseded")
      }
      yield* monCompte.choosePassword({ ticket: second, password: "Autre123", confirmation: "Autre123" })
      yield* monCompte.sendCode({ ticket: second, contact: MAIL })
      yield* monCompte.confirmCode({ ticket: second, code: yield* latestCode(w) })
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: "Autre123" }))).toBe("SignedIn")
    }),
  )

  story("the same browser, back with its ticket, goes on where it was", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const first = yield* atCode()
      const code = yield* latestCode(w)
      const { step, ticket } = yield* started(ADA, first)
      expect(step).toMatchObject({ _tag: "CodePending", number: 1 })
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("Completed")
    }),
  )
})

describe("going back and leaving", () => {
  story("back from the code kills it, back from the contact drops the password", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(w)
      expect(yield* tagOf(monCompte.goBack({ ticket }))).toBe("ContactPending")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("NotAllowed")
      expect(yield* tagOf(monCompte.goBack({ ticket }))).toBe("PasswordPending")
      expect(w.storage.snapshot().rows.every(({ secret }) => secret === null)).toBe(true)
      expect(yield* tagOf(monCompte.goBack({ ticket }))).toBe("TermsPending")
      expect(yield* tagOf(monCompte.goBack({ ticket }))).toBe("NotAllowed")
    }),
  )

  story("a code still waiting to be sent when one goes back is never sent", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      yield* monCompte.goBack({ ticket })
      yield* deliverDue()
      expect(codes(w)).toEqual([])
    }),
  )

  story("leaving keeps nothing that was typed", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      expect(yield* monCompte.abandon({ ticket })).toEqual({ _tag: "Left" })
      expect(w.storage.snapshot().rows.every(({ secret }) => secret === null)).toBe(true)
      yield* deliverDue()
      expect(codes(w)).toEqual([])
      const { step } = yield* started()
      expect(step).toMatchObject({ _tag: "TermsPending", changed: false })
    }),
  )

  story("a draft left open goes after thirty minutes by itself, with its password hash", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      yield* TestClock.adjust(30 * 60_000 - 1)
      yield* deliverDue()
      expect(yield* tagOf(monCompte.progress({ ticket }))).toBe("ContactPending")
      yield* TestClock.adjust(1)
      expect(yield* tagOf(monCompte.progress({ ticket }))).toBe("DraftExpired")
      yield* deliverDue()
      expect(w.storage.snapshot().rows.every(({ secret }) => secret === null)).toBe(true)
      expect(yield* tagOf(monCompte.sendCode({ ticket, contact: MAIL }))).toBe("DraftExpired")
      const { step } = yield* started()
      expect(step._tag).toBe("TermsPending")
    }),
  )

  story("a command that finds a draft too old clears it away itself", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      yield* TestClock.adjust("30 minutes")
      expect(yield* tagOf(monCompte.sendCode({ ticket, contact: MAIL }))).toBe("DraftExpired")
      expect(w.storage.snapshot().rows.every(({ secret }) => secret === null)).toBe(true)
      expect(yield* deliverDue()).toBe(1)
    }),
  )
})

describe("the storage", () => {
  story("is read once and written once by each step", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const trips = <A, E, R>(verb: Effect.Effect<A, E, R>) =>
        Effect.gen(function* () {
          const before = [w.storage.loads(), w.storage.commits()] as const
          yield* verb
          return [w.storage.loads() - before[0], w.storage.commits() - before[1]]
        })
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })
      if (answer._tag !== "MigrationRequired") throw new Error(answer._tag)
      const { ticket } = answer
      expect(yield* trips(monCompte.startMigration({ ticket }))).toEqual([1, 1])
      expect(yield* trips(monCompte.acceptTerms({ ticket, version: "1" }))).toEqual([1, 1])
      expect(yield* trips(monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD }))).toEqual([
        1, 1,
      ])
      expect(yield* trips(monCompte.sendCode({ ticket, contact: MAIL }))).toEqual([1, 1])
      const code = yield* latestCode(w)
      expect(yield* trips(monCompte.progress({ ticket }))).toEqual([1, 0])
      expect(yield* trips(monCompte.confirmCode({ ticket, code }))).toEqual([1, 1])
    }),
  )
})

describe("tickets", () => {
  story("that were never given open nothing", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      const forged = `${ticket.slice(0, -1)}${ticket.endsWith("A") ? "B" : "A"}`
      for (const bad of [forged, "", "x", null, 5, "a".repeat(10_000_000), `${ticket} `, ticket.replace(/^./, "g")]) {
        expect(yield* tagOf(monCompte.sendCode({ ticket: bad as string, contact: MAIL }))).toBe("TicketUnknown")
        expect(yield* tagOf(monCompte.progress({ ticket: bad as string }))).toBe("TicketUnknown")
      }
    }),
  )

  story("start the wizard in time, and once", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      expect(yield* tagOf(monCompte.startMigration({ ticket }))).toBe("NotInvited")
      const late = yield* monCompte.signIn({ identifier: BOB.nir, password: BOB.legacy })
      yield* TestClock.adjust("30 minutes")
      expect(
        late._tag === "MigrationRequired" && (yield* tagOf(monCompte.startMigration({ ticket: late.ticket }))),
      ).toBe("NotInvited")
    }),
  )

  story("of a completed migration say so, and change nothing any more", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(w)
      expect(yield* monCompte.progress({ ticket })).toEqual({ _tag: "Completed" })
      for (const verb of [
        monCompte.abandon({ ticket }),
        monCompte.goBack({ ticket }),
        monCompte.sendCode({ ticket, contact: MAIL }),
        monCompte.choosePassword({ ticket, password: "Autre123", confirmation: "Autre123" }),
      ]) {
        expect(yield* tagOf(verb)).toBe("NotAllowed")
      }
    }),
  )
})

describe("untyped callers", () => {
  story("who pass nothing, or nonsense, are refused like any others", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const nonsense = [undefined, null, 5, "text", [], () => 1, { ticket: {}, identifier: [], password: 1 }]
      for (const asked of nonsense as unknown as ReadonlyArray<never>) {
        expect(yield* tagOf(monCompte.signIn(asked))).toBe("IdentifierRefused")
        for (const verb of [
          monCompte.startMigration,
          monCompte.acceptTerms,
          monCompte.refuseTerms,
          monCompte.choosePassword,
          monCompte.resendCode,
          monCompte.goBack,
          monCompte.abandon,
          monCompte.progress,
        ]) {
          expect(yield* tagOf(verb(asked))).toBe("TicketUnknown")
        }
        expect(yield* tagOf(monCompte.sendCode(asked))).toBe("ContactRefused")
        expect(yield* tagOf(monCompte.confirmCode(asked))).toBe("CodeMalformed")
      }
    }),
  )
})
