import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { announcedTo } from "../../../../test/stories/family.ts"
import { ADA, MAIL, PASSWORD, signedIn, story, tagOf } from "../../../../test/stories/test-context.ts"
import { longTextOf } from "../../../messages/notices/long.ts"
import { shortTextOf } from "../../../messages/notices/short.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const ABOUT = "ManyWrongPasswords"
const UNKNOWN = "1 85 05 78 006 084 91"

const guess = Effect.fnUntraced(function* (identifier: string, times: number) {
  const monCompte = yield* MonCompte
  for (let time = 0; time < times; time += 1) {
    expect(yield* tagOf(monCompte.signIn({ identifier, password: "Pas celui1" }))).toBe("Refused")
    yield* TestClock.adjust("1 second")
  }
})

describe("the person whose password strangers guess", () => {
  story("is warned once when the waits start, and not by each further guess", (context) =>
    Effect.gen(function* () {
      yield* signedIn(context)
      yield* guess(ADA.nir, 4)
      yield* deliverDue()
      expect(announcedTo(context, ABOUT)).toEqual([])
      yield* guess(ADA.nir, 1)
      yield* deliverDue()
      expect(announcedTo(context, ABOUT)).toEqual([MAIL])
      for (let hour = 0; hour < 30; hour += 1) {
        yield* TestClock.adjust("1 hour")
        yield* guess(ADA.nir, 2)
      }
      yield* deliverDue()
      expect(announcedTo(context, ABOUT)).toEqual([MAIL])
      expect(context.storage.snapshot().outbox).toEqual([])
    }),
  )

  story("is warned again after a sign-in of theirs, if the guessing starts again", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* signedIn(context)
      yield* guess(ADA.nir, 5)
      yield* TestClock.adjust("2 hours")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
      yield* guess(ADA.nir, 5)
      yield* deliverDue()
      expect(announcedTo(context, ABOUT)).toEqual([MAIL, MAIL])
    }),
  )

  story("is warned if an open session guesses the password", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const session = yield* signedIn(context)
      const typed = { session, current: "Pas celui1", password: "Nouveau34", confirmation: "Nouveau34" }
      for (let time = 0; time < 5; time += 1) {
        expect(yield* tagOf(monCompte.changePassword(typed))).toBe("PasswordWrong")
      }
      yield* deliverDue()
      expect(announcedTo(context, ABOUT)).toEqual([MAIL])
    }),
  )

  story("reads what happened and what to do, in French", (context) =>
    Effect.gen(function* () {
      yield* signedIn(context)
      yield* guess(ADA.nir, 5)
      yield* deliverDue()
      const notice = context.mailbox.announced().find(({ about }) => about === ABOUT)
      if (notice === undefined) return expect(notice).toBeDefined()
      const { lead, paragraphs, subject } = longTextOf(notice, "Mon Compte")
      expect([subject, lead, ...paragraphs].join("\n")).toMatchInlineSnapshot(`
        "Mon Compte : plusieurs mots de passe erronés ont été saisis
        Plusieurs mots de passe erronés ont été saisis pour votre compte, le dernier le 1er janvier 1970 à 1 h 00 (heure de Paris). Aucun n’a permis d’entrer.
        Pour protéger votre compte, la connexion est bloquée pendant un moment, même avec le bon mot de passe.
        C’était vous ? Attendez un peu, ou utilisez « Mot de passe oublié ? » sur la page de connexion."
      `)
      expect(shortTextOf(notice, { service: "Mon Compte" })).toMatchInlineSnapshot(
        `"Mon Compte : Plusieurs mots de passe erronés saisis pour votre compte : connexion bloquée un moment. Pas vous ? Aucun n'a marché."`,
      )
    }),
  )
})

describe("a stranger who guesses on a number that no account has", () => {
  story("causes the same writes, and no message is sent", (context) =>
    Effect.gen(function* () {
      yield* signedIn(context)
      yield* deliverDue()
      const before = context.mailbox.announced().length
      const ordered = () => {
        const { outbox } = context.storage.snapshot()
        return outbox.map(({ message }) => message.body._tag).filter((kind) => kind !== "ExpireDraft")
      }
      yield* guess(UNKNOWN, 5)
      const unknown = ordered()
      yield* deliverDue()
      expect(context.mailbox.announced()).toHaveLength(before)
      yield* guess(ADA.nir, 5)
      expect([unknown, ordered()]).toEqual([["WarnOfAttempts"], ["WarnOfAttempts"]])
    }),
  )
})
