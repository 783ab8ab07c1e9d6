import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  latestCode,
  MAIL,
  PASSWORD,
  session,
  signedIn,
  signInTag,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const INTRUDER = "intruder@example.org"
const OWN = "Nouveau34"
const AGENT = "agent-7"

/** Ada's space for a long time. Then an intruder who phished the password changes the contact. */
const taken = Effect.fnUntraced(function* (context: TestContext, contact: string = INTRUDER) {
  const monCompte = yield* MonCompte
  const person = (yield* signedIn(context)).slice(0, 36)
  yield* TestClock.adjust("60 days")
  const phished = yield* session()
  yield* monCompte.changeContact({ session: phished, current: PASSWORD, contact })
  yield* monCompte.confirmContact({ session: phished, code: yield* latestCode(context) })
  return { person, phished }
})

/** The address to which the code of a new recovery was sent; `null` if none was sent. */
const recoveryAddress = Effect.fnUntraced(function* (context: TestContext) {
  const monCompte = yield* MonCompte
  yield* deliverDue()
  const before = context.mailbox.sent().length
  const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
  yield* deliverDue()
  const sent = context.mailbox.sent().slice(before).at(-1)
  return { ticket, to: sent?.to.reveal() ?? null }
})

/** Recovers the account with the code that was sent, and chooses a password. */
const recovered = Effect.fnUntraced(function* (context: TestContext, password: string) {
  const monCompte = yield* MonCompte
  const { ticket, to } = yield* recoveryAddress(context)
  if (to === null) throw new Error("No code was sent.")
  yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
  yield* monCompte.chooseRecoveredPassword({ ticket, password, confirmation: password })
  return to
})

/** The announcements since the last call, as "kind to address". */
const announcedSince = (context: TestContext) => {
  let seen = 0
  return Effect.map(deliverDue(), () => {
    const all = context.mailbox.announced()
    const since = all.slice(seen).map(({ about, to }) => `${about} to ${to.reveal()}`)
    seen = all.length
    return since.sort()
  })
}

const declareCompromised = (person: string) =>
  Effect.flatMap(Agency, (agency) => agency.declareCompromised({ agent: AGENT, person }))

describe("an intruder who phished the password and changed the contact", () => {
  story("loses the contact when the owner recovers with the former one, and never recovers the account", (context) =>
    Effect.gen(function* () {
      yield* taken(context)
      const announcements = announcedSince(context)
      yield* announcements
      expect(yield* recovered(context, OWN)).toBe(MAIL)
      expect(yield* announcements).toEqual([
        `ContactRestored to ${MAIL}`,
        `ContactRestored to ${INTRUDER}`,
        `PasswordRecovered to ${MAIL}`,
        `PasswordRecovered to ${INTRUDER}`,
      ])
      for (const days of ["1 day", "3 days", "40 days"] as const) {
        yield* TestClock.adjust(days)
        expect((yield* recoveryAddress(context)).to).toBe(MAIL)
      }
      expect(yield* signInTag(OWN)).toBe("SignedIn")
      expect(yield* announcements).toEqual([])
    }),
  )

  story("cannot push out the former contact by many changes in a row", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { person, phished } = yield* taken(context)
      for (const number of [1, 2, 3, 4]) {
        yield* TestClock.adjust("2 minutes")
        yield* monCompte.changeContact({ session: phished, current: PASSWORD, contact: `x${number}@example.org` })
        yield* monCompte.confirmContact({ session: phished, code: yield* latestCode(context) })
      }
      yield* TestClock.adjust("2 days")
      yield* declareCompromised(person)
      expect(yield* recovered(context, OWN)).toBe(MAIL)
      yield* TestClock.adjust("2 days")
      expect((yield* recoveryAddress(context)).to).toBe(MAIL)
    }),
  )

  story("causes announcements to the former contact for 30 days, and no longer", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const announcements = announcedSince(context)
      yield* taken(context)
      expect(yield* announcements).toEqual([`ContactChanged to ${MAIL}`])
      const change = Effect.fnUntraced(function* (current: string, password: string) {
        const open = yield* session(ADA, current)
        yield* monCompte.changePassword({ session: open, current, password, confirmation: password })
        return yield* announcements
      })
      yield* TestClock.adjust(30 * 24 * 60 * 60_000 - 1)
      expect(yield* change(PASSWORD, OWN)).toEqual([`PasswordChanged to ${MAIL}`, `PasswordChanged to ${INTRUDER}`])
      // Announcements of one kind within the hour are one.
      yield* TestClock.adjust("2 hours")
      expect(yield* change(OWN, "Encore567")).toEqual([`PasswordChanged to ${INTRUDER}`])
    }),
  )

  story("loses the contact to a compromise days later: the former one recovers the account again", (context) =>
    Effect.gen(function* () {
      const { person } = yield* taken(context)
      yield* TestClock.adjust("29 days")
      expect((yield* recoveryAddress(context)).to).toBe(INTRUDER)
      yield* declareCompromised(person)
      expect(yield* signInTag(PASSWORD)).toBe("MustChangePassword")
      yield* TestClock.adjust("29 days")
      expect(yield* recovered(context, OWN)).toBe(MAIL)
      yield* TestClock.adjust("40 days")
      expect((yield* recoveryAddress(context)).to).toBe(MAIL)
    }),
  )

  story("does not heal a compromise with the known password, and gets no ticket for it", (context) =>
    Effect.gen(function* () {
      const { person, phished } = yield* taken(context)
      const monCompte = yield* MonCompte
      yield* declareCompromised(person)
      expect(yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })).toEqual({
        _tag: "MustChangePassword",
        reason: "Compromised",
      })
      const change = { session: phished, current: PASSWORD, password: OWN, confirmation: OWN }
      expect(yield* tagOf(monCompte.changePassword(change))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.confirmContact({ session: phished, code: "123456" }))).toBe("SessionOver")
    }),
  )
})
