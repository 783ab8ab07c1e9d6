import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  signedIn,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const NEW = "Nouveau34"
const typed = { password: NEW, confirmation: NEW }
const MINUTE = 60_000

/** Requests a recovery. */
const request = Effect.fnUntraced(function* (nir: string = ADA.nir) {
  const monCompte = yield* MonCompte
  return yield* monCompte.startRecovery({ identifier: nir })
})

const signIn = Effect.fnUntraced(function* (password: string) {
  const monCompte = yield* MonCompte
  return yield* monCompte.signIn({ identifier: ADA.nir, password })
})

describe("a forgotten password", () => {
  // Leaflet: sign-in.forgotten
  story("is replaced after a code to the contact on record, without a sign-in", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const openSession = yield* signedIn(context)
      const { ticket, ...answer } = yield* request()
      expect(answer).toEqual({ _tag: "CodeSentIfKnown", until: 10 * MINUTE, codeLength: 6 })
      const code = yield* latestCode(context)
      expect(context.mailbox.sent().at(-1)).toMatchObject({ purpose: "recovery", number: 1 })
      expect(context.mailbox.sent().at(-1)?.to.reveal()).toBe(MAIL)
      expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket, ...typed }))).toBe("TicketUnknown")
      expect(yield* monCompte.confirmRecovery({ ticket, code })).toEqual({
        _tag: "PasswordToChoose",
        until: 30 * MINUTE,
      })
      expect(yield* tagOf(monCompte.whoAmI({ session: openSession }))).toBe("CurrentPerson")
      expect(yield* monCompte.chooseRecoveredPassword({ ticket, ...typed })).toEqual({ _tag: "PasswordRecovered" })
      expect(yield* tagOf(monCompte.whoAmI({ session: openSession }))).toBe("SessionOver")
      yield* deliverDue()
      expect(context.mailbox.announced().map(({ about }) => about)).toEqual(["PasswordRecovered"])
      expect(yield* tagOf(signIn(PASSWORD))).toBe("Refused")
      expect(yield* tagOf(signIn(NEW))).toBe("SignedIn")
      for (const verb of [
        monCompte.chooseRecoveredPassword({ ticket, ...typed }),
        monCompte.confirmRecovery({ ticket, code }),
        monCompte.whoAmI({ session: ticket }),
      ])
        expect(["TicketUnknown", "SessionOver"]).toContain(yield* tagOf(verb))
    }),
  )

  story(
    "repeats the answer for the same ticket until the password is chosen, and then the answer of the choice",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* migrated(context)
        const { ticket } = yield* request()
        const code = yield* latestCode(context)
        const first = yield* monCompte.confirmRecovery({ ticket, code })
        yield* TestClock.adjust(MINUTE)
        expect(yield* monCompte.confirmRecovery({ ticket, code })).toEqual(first)
        const other = yield* request()
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket: other.ticket, code }))).toBe("RecoveryCodeRefused")
        const choice = { ...typed, ticket, commandId: "choice" }
        expect(yield* tagOf(monCompte.chooseRecoveredPassword(choice))).toBe("PasswordRecovered")
        expect(yield* tagOf(monCompte.chooseRecoveredPassword(choice))).toBe("PasswordRecovered")
        expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ...choice, ticket: other.ticket }))).toBe(
          "TicketUnknown",
        )
        expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ...choice, commandId: "another" }))).toBe(
          "TicketUnknown",
        )
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("TicketUnknown")
        expect(yield* tagOf(signIn(NEW))).toBe("SignedIn")
      }),
  )

  story("must be replaced within half an hour by another one that follows the rules", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const { ticket } = yield* request()
      yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
      const weak = monCompte.chooseRecoveredPassword({ ticket, password: "azerty", confirmation: "x" })
      expect(yield* Effect.flip(weak)).toMatchObject({
        _tag: "PasswordRefused",
        broken: ["TooShort", "NoDigit", "NoUpper", "ConfirmationDiffers"].map((code) => ({ code })),
      })
      const same = monCompte.chooseRecoveredPassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
      expect(yield* Effect.flip(same)).toMatchObject({ broken: [{ code: "SameAsCurrent" }] })
      yield* TestClock.adjust(30 * MINUTE - 1)
      expect(yield* tagOf(same)).toBe("PasswordRefused")
      yield* TestClock.adjust(1)
      expect(yield* tagOf(same)).toBe("TicketUnknown")
    }),
  )

  story("cannot be guessed by a person who reads the code: a wrong guess replaces it and is announced", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const { ticket } = yield* request()
      yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
      const untouched = context.hasher.verifications()
      for (const password of [PASSWORD, NEW]) {
        const unconfirmed = monCompte.chooseRecoveredPassword({ ticket, password, confirmation: "x" })
        expect(yield* Effect.flip(unconfirmed)).toMatchObject({ broken: [{ code: "ConfirmationDiffers" }] })
      }
      expect(context.hasher.verifications()).toBe(untouched)
      expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket, ...typed }))).toBe("PasswordRecovered")
    }),
  )

  story("cannot be replaced before the code was entered, and nothing is hashed", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const { ticket } = yield* request()
      const untouched = context.hasher.verifications()
      expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket, ...typed }))).toBe("TicketUnknown")
      expect(context.hasher.verifications()).toBe(untouched)
    }),
  )
})
