import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { announcedTo } from "../../../../test/stories/family.ts"
import {
  ADA,
  BOB,
  latestCode,
  MAIL,
  migrated,
  NEW_TERMS,
  PASSWORD,
  session,
  signInTag,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { longTextOf } from "../../../messages/notices/long.ts"
import { passwordReasonTexts } from "../../../messages/password-reasons.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const agent = "Agent 7"
const NEXT = { password: "Nouveau34", confirmation: "Nouveau34" }
/** 23 November 2026, 00:30 in Paris. In UTC it is still the 22nd. */
const HALF_PAST_MIDNIGHT = Date.parse("2026-11-22T23:30:00Z")

const signIn = (person: typeof ADA = ADA) =>
  Effect.flatMap(MonCompte, (monCompte) => monCompte.signIn({ identifier: person.nir, password: PASSWORD }))

/** The spaces of Ada and Bob, and a third person whom the fund knows and who has none. */
const spaces = Effect.fnUntraced(function* (context: TestContext) {
  yield* TestClock.setTime(HALF_PAST_MIDNIGHT)
  const agency = yield* Agency
  const ada = (yield* migrated(context)).slice(0, 36)
  const bob = (yield* migrated(context, BOB, "bob@example.org")).slice(0, 36)
  yield* agency.openFile({ agent, file: "file-3", holder: "2 11 05 49 588 157" })
  return { agency, ada, bob }
})

const requirementEvents = ({ storage }: TestContext) =>
  storage
    .snapshot()
    .rows.flatMap(({ journal }) => journal)
    .filter(({ event }) => event["_tag"] === "PasswordChangeRequired")
    .map(({ event }) => event)

describe("a fund that must have many passwords changed", () => {
  story(
    "asks each person at the next sign-in, with the reason in French and English, and the new one ends it",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { ada, agency } = yield* spaces(context)
        const require = { agent, people: [ada], reason: "LeakedElsewhere" } as const
        expect(yield* agency.requirePasswordChange(require)).toMatchObject({ required: 1, next: null })
        const answer = yield* signIn()
        expect(answer).toMatchObject({ _tag: "MustChangePassword", reason: "LeakedElsewhere" })
        expect(passwordReasonTexts.LeakedElsewhere).toEqual({
          fr: "Des mots de passe volés sur d’autres sites circulent. Pour protéger votre espace, choisissez un nouveau mot de passe, que vous n’utilisez nulle part ailleurs.",
          en: "Passwords stolen from other sites are in circulation. To protect your space, choose a new password that you use nowhere else.",
        })
        const ticket = answer._tag === "MustChangePassword" && "ticket" in answer ? answer.ticket : ""
        const same = { ticket, password: PASSWORD, confirmation: PASSWORD }
        expect(yield* tagOf(monCompte.replacePassword(same))).toBe("PasswordRefused")
        expect(yield* tagOf(monCompte.replacePassword({ ticket, ...NEXT }))).toBe("PasswordChanged")
        expect(yield* signInTag(NEXT.password)).toBe("SignedIn")
        expect(yield* signInTag(PASSWORD, BOB)).toBe("SignedIn")
      }),
  )

  story("lets an open session go on, which shows the reason and can change the password at once", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ada, agency } = yield* spaces(context)
      const open = yield* session()
      expect(yield* monCompte.whoAmI({ session: open })).toMatchObject({ mustChangePassword: null })
      yield* agency.requirePasswordChange({ agent, people: [ada], reason: "Precaution" })
      expect(yield* monCompte.whoAmI({ session: open })).toMatchObject({
        mustChangePassword: { reason: "Precaution", since: HALF_PAST_MIDNIGHT },
      })
      expect(passwordReasonTexts.Precaution.fr).toBe(
        "Par précaution, votre Caf vous demande de choisir un nouveau mot de passe.",
      )
      yield* monCompte.changePassword({ session: open, current: PASSWORD, ...NEXT })
      const next = yield* session(ADA, NEXT.password)
      expect(yield* monCompte.whoAmI({ session: next })).toMatchObject({ mustChangePassword: null })
    }),
  )

  story("is done for a person who recovers the account instead", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ada, agency } = yield* spaces(context)
      yield* agency.requirePasswordChange({ agent, people: [ada], reason: "Precaution" })
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
      yield* monCompte.chooseRecoveredPassword({ ticket, ...NEXT })
      expect(yield* signInTag(NEXT.password)).toBe("SignedIn")
    }),
  )

  story("announces it to each person once, and the journal names the agent and the reason", (context) =>
    Effect.gen(function* () {
      const { ada, agency, bob } = yield* spaces(context)
      yield* agency.requirePasswordChange({ agent, people: [ada, BOB.nir, bob], reason: "Precaution" })
      yield* deliverDue()
      expect(announcedTo(context, "PasswordChangeRequired")).toEqual([MAIL, "bob@example.org"])
      const [announcement] = context.mailbox.announced().filter(({ about }) => about === "PasswordChangeRequired")
      const text = announcement === undefined ? null : longTextOf(announcement, "Mon Compte")
      expect(text).toMatchObject({
        subject: "Mon Compte\u00a0: un nouveau mot de passe vous sera demandé",
        lead: "Depuis le 23 novembre 2026 à 0\u00a0h\u00a030 (heure de Paris), votre Caf vous demande de choisir un nouveau mot de passe.",
        unexpected: "Ce message ne contient aucun lien\u00a0: passez par l’adresse que vous connaissez.",
      })
      expect(requirementEvents(context)).toMatchObject([
        { agent, reason: "Precaution" },
        { agent, reason: "Precaution" },
      ])
    }),
  )

  story("goes through all spaces in pages of one, resumes after an interruption, and asks no one twice", (context) =>
    Effect.gen(function* () {
      const { agency } = yield* spaces(context)
      const page = { agent, reason: "Precaution", chosenBefore: "2026-11-24", limit: 1 } as const
      const first = yield* agency.requirePasswordChange(page)
      const again = yield* agency.requirePasswordChange(page)
      expect([again.next, again.required]).toEqual([first.next, 0])
      let { next, required } = first
      for (let calls = 1; next !== null; calls += 1) {
        expect(calls).toBeLessThan(5)
        const more: { readonly required: number; readonly next: string | null } = yield* agency.requirePasswordChange({
          ...page,
          after: next,
        })
        required += more.required
        next = more.next
      }
      expect(required).toBe(2)
      expect(requirementEvents(context)).toHaveLength(2)
      expect([yield* signInTag(PASSWORD), yield* signInTag(PASSWORD, BOB)]).toEqual([
        "MustChangePassword",
        "MustChangePassword",
      ])
    }),
  )

  story("asks for passwords chosen before a day in Paris, and not for one that was changed since", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { agency } = yield* spaces(context)
      const requireBefore = (chosenBefore: string) =>
        agency.requirePasswordChange({ agent, reason: "Precaution", chosenBefore })
      expect(yield* requireBefore("2026-11-23")).toMatchObject({ required: 0 })
      yield* TestClock.adjust("1 day")
      yield* monCompte.changePassword({ session: yield* session(), current: PASSWORD, ...NEXT })
      expect(yield* requireBefore("2026-11-24")).toMatchObject({ required: 1 })
      expect([yield* signInTag(NEXT.password), yield* signInTag(PASSWORD, BOB)]).toEqual([
        "SignedIn",
        "MustChangePassword",
      ])
    }),
  )

  story("ends the ticket for newer terms, which would open a session with the password of now", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ada, agency } = yield* spaces(context)
      context.terms.publish(NEW_TERMS)
      const terms = yield* signIn()
      if (terms._tag !== "TermsRequired") return expect.fail(terms._tag)
      yield* agency.requirePasswordChange({ agent, people: [ada], reason: "LeakedElsewhere" })
      expect(yield* tagOf(monCompte.acceptNewTerms({ ticket: terms.ticket, version: "2" }))).toBe("TicketUnknown")
      expect((yield* signIn())._tag).toBe("MustChangePassword")
    }),
  )

  story("leaves a compromised password to the recovery: it does not replace itself", (context) =>
    Effect.gen(function* () {
      const { ada, agency } = yield* spaces(context)
      yield* agency.requirePasswordChange({ agent, people: [ada], reason: "Precaution" })
      yield* agency.declareCompromised({ agent, person: ada })
      expect(yield* signIn()).toEqual({ _tag: "MustChangePassword", reason: "Compromised" })
    }),
  )

  story("gets the same answer for the same command, and a refusal for other people under its id", (context) =>
    Effect.gen(function* () {
      const { ada, agency, bob } = yield* spaces(context)
      const command = { agent, commandId: "wave 1", reason: "Precaution", people: [ada] } as const
      const answer = yield* agency.requirePasswordChange(command)
      expect(yield* agency.requirePasswordChange(command)).toEqual(answer)
      expect(yield* tagOf(agency.requirePasswordChange({ ...command, people: [bob] }))).toBe("CommandIdReused")
      expect(yield* signInTag(PASSWORD, BOB)).toBe("SignedIn")
    }),
  )

  story("is refused, and changes nothing, for people that are not described well", (context) =>
    Effect.gen(function* () {
      const { ada, agency } = yield* spaces(context)
      const by = { agent, reason: "Precaution" } as const
      const chosenBefore = "2026-11-24"
      const refusals = yield* Effect.forEach(
        [
          by,
          { ...by, people: [ada], chosenBefore },
          { ...by, people: [] },
          { ...by, people: Array.from({ length: 101 }, () => ada) },
          { ...by, chosenBefore, limit: 0 },
          { ...by, chosenBefore, limit: 101 },
          { ...by, chosenBefore, limit: Number.NaN },
          { ...by, chosenBefore, after: "the last one" },
          { ...by, chosenBefore: "2026-02-30" },
          { ...by, people: [ada, "01937f3e-0000-7000-8000-000000000000"] },
          { ...by, people: [ada], reason: "Because" as "Precaution" },
        ],
        (request) => Effect.flip(agency.requirePasswordChange(request)),
      )
      expect(
        refusals.map((refusal) => ("field" in refusal ? `${refusal._tag} ${refusal.field}` : refusal._tag)),
      ).toEqual([
        "CohortRefused people",
        "CohortRefused chosenBefore",
        "CohortRefused people",
        "CohortRefused people",
        "CohortRefused limit",
        "CohortRefused limit",
        "CohortRefused limit",
        "CohortRefused after",
        "CivilDateRefused",
        "PersonUnknown",
        "CauseUnknown",
      ])
      expect(requirementEvents(context)).toEqual([])
    }),
  )
})
