import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT, announcedTo, couple, FILE, family, NOON } from "../../../../test/stories/family.ts"
import { agent, completeSteps, family as withIdentities } from "../../../../test/stories/family-with-identities.ts"
import {
  ADA,
  BOB,
  latestCode,
  MAIL,
  PASSWORD,
  signedIn,
  signInTag,
  started,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import * as Account from "../../../domain/account/account.ts"
import { longTextOf } from "../../../messages/notices/long.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"
import { rewrapKeys } from "../keys/rewrap-keys.ts"

/** The number of the same person after the mention of sex changed. */
const NEW = { nir: "1 69 05 49 588 157" }
const correct = (person: string, nir = NEW.nir, cause: "SexMention" | "RecordedInError" = "SexMention") =>
  Effect.flatMap(Agency, (agency) => agency.correctIdentifier({ agent: AGENT, person, nir, cause }))

const codeSentTo = (context: TestContext, identifier: string) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    yield* deliverDue()
    const before = context.mailbox.sent().length
    const { ticket } = yield* monCompte.startRecovery({ identifier })
    yield* deliverDue()
    return { ticket, to: context.mailbox.sent().slice(before).at(-1)?.to.reveal() ?? null }
  })

describe("a person whose mention of sex changed", () => {
  // Leaflet: outside.correction
  story("signs in with the new number and the same password, and every session and browser stays", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      const person = open.slice(0, 36)
      const { device } = yield* monCompte.rememberMe({ session: open })
      expect(yield* correct(person)).toEqual({ _tag: "IdentifierCorrected", person })
      expect(yield* signInTag(PASSWORD, NEW)).toBe("SignedIn")
      expect(yield* tagOf(monCompte.whoAmI({ session: open }))).toBe("CurrentPerson")
      const { identifier } = yield* monCompte.rememberedIdentifier({ device })
      expect(identifier).toBe((yield* monCompte.whoAmI({ session: open })).identifier)
      expect(yield* tagOf(monCompte.signIn({ identifier: device, password: PASSWORD }))).toBe("SignedIn")
      yield* deliverDue()
      expect(announcedTo(context, "IdentifierCorrected")).toEqual([MAIL])
      const [announcement] = context.mailbox.announced().filter(({ about }) => about === "IdentifierCorrected")
      expect(announcement === undefined ? null : longTextOf(announcement, "Mon Compte")).toMatchObject({
        subject: "Mon Compte\u00a0: votre numéro de connexion a changé",
        paragraphs: [
          "Connectez-vous maintenant avec le nouveau numéro\u00a0: l’ancien ne fonctionne plus. Votre mot de passe ne change pas.",
        ],
      })
    }),
  )

  // Leaflet: outside.correction
  story("enters no more by the former number: not by sign-in, recovery, creation or the 8-digit password", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      yield* family()
      const person = (yield* signedIn(context)).slice(0, 36)
      yield* correct(person)
      expect(yield* signInTag(PASSWORD)).toBe("Refused")
      expect(yield* signInTag(ADA.legacy)).toBe("Refused")
      expect((yield* codeSentTo(context, ADA.nir)).to).toBe(null)
      context.identities.enrol({ identifier: ADA.nir, birthName: "Martin", birthDate: "1969-05-02" })
      const claim = { identifier: ADA.nir, birthName: "Martin", birthDate: "1969-05-02" }
      expect(yield* tagOf(monCompte.createAccount(claim))).toBe("CreationRefused")
      expect((yield* codeSentTo(context, NEW.nir)).to).toBe(MAIL)
    }),
  )

  story("has a former number that stays closed after the keys were rotated", (context) =>
    Effect.gen(function* () {
      const person = (yield* signedIn(context)).slice(0, 36)
      yield* correct(person)
      context.keys.rotate()
      yield* rewrapKeys()
      context.keys.rotate()
      yield* rewrapKeys()
      expect(yield* signInTag(PASSWORD)).toBe("Refused")
      expect(yield* signInTag(PASSWORD, NEW)).toBe("SignedIn")
    }),
  )

  story("gains no fresh tries: wrong passwords typed with the former number count for the new one", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const person = (yield* signedIn(context)).slice(0, 36)
      const wrong = Effect.ignore(monCompte.signIn({ identifier: ADA.nir, password: "Faux1234" }))
      yield* Effect.repeat(wrong, { times: 4 })
      yield* correct(person)
      expect(yield* signInTag(PASSWORD, NEW)).toBe("Refused")
    }),
  )

  story("loses a recovery that was under way by the former number, before and after its code", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const person = (yield* signedIn(context)).slice(0, 36)
      const before = yield* codeSentTo(context, ADA.nir)
      yield* correct(person)
      const code = yield* latestCode(context)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: before.ticket, code }))).toBe("RecoveryCodeRefused")
      const proved = yield* codeSentTo(context, NEW.nir)
      yield* monCompte.confirmRecovery({ ticket: proved.ticket, code: yield* latestCode(context) })
      yield* correct(person, ADA.nir)
      const chosen = { ticket: proved.ticket, password: "Nouveau34", confirmation: "Nouveau34" }
      expect(yield* tagOf(monCompte.chooseRecoveredPassword(chosen))).toBe("TicketUnknown")
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
    }),
  )

  story("who signs in with the former number at that very moment gets no session", (context) =>
    Effect.gen(function* () {
      const person = (yield* signedIn(context)).slice(0, 36)
      context.hashing.meanwhile = Effect.suspend(() => {
        context.hashing.meanwhile = Effect.void
        return Effect.asVoid(Effect.orDie(Effect.provide(correct(person), context.layer)))
      })
      expect(yield* signInTag(PASSWORD)).toBe("Refused")
      expect(yield* signInTag(PASSWORD, NEW)).toBe("SignedIn")
    }),
  )

  story("who was in the steps of the migration starts again with the new number", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      yield* correct(ticket.slice(0, 36))
      expect(yield* tagOf(monCompte.acceptTerms({ ticket, version: "1" }))).toBe("NotAllowed")
      expect(yield* signInTag(ADA.legacy)).toBe("Refused")
    }),
  )
})

describe("a correction", () => {
  story(
    "is refused with a typed cause: a number of another account, the same number, no number, a closed space",
    (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const { ids } = yield* couple(context)
        const { person: newborn } = yield* agency.addChild({ agent: AGENT, file: FILE, birth: "2026-01-01" })
        yield* agency.openFile({ agent: AGENT, file: BOB.file, holder: BOB.nir })
        expect(yield* tagOf(correct(ids.ada, BOB.nir))).toBe("NirTaken")
        expect(yield* tagOf(correct(ids.ada, ADA.nir))).toBe("IdentifierUnchanged")
        expect(yield* tagOf(correct(newborn ?? ""))).toBe("NoIdentifier")
        expect(yield* tagOf(correct(ids.ada, "7 69 05 49 588 157"))).toBe("IdentifierRefused")
        const unknown = { agent: AGENT, person: ids.ada, nir: NEW.nir, cause: "Whim" as never }
        expect(yield* tagOf(agency.correctIdentifier(unknown))).toBe("CauseUnknown")
        yield* agency.closeAccount({ agent: AGENT, person: ids.ada })
        expect(yield* tagOf(correct(ids.ada))).toBe("AccountIsClosed")
      }),
  )

  story("of a number that was never theirs leaves it to its owner", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const person = (yield* signedIn(context)).slice(0, 36)
      yield* correct(person, NEW.nir, "RecordedInError")
      expect(yield* signInTag(PASSWORD)).toBe("Refused")
      const opened = yield* agency.openFile({ agent: AGENT, file: "file-7", holder: ADA.nir })
      expect(opened.person).not.toBe(person)
    }),
  )

  story("gives a number to a person who waited with a provisional identifier, which is retired", (context) =>
    Effect.gen(function* () {
      const { agency, monCompte } = yield* withIdentities(context)
      const { identifier, person } = yield* agency.issueProvisional({ agent })
      yield* agency.addDependant({ agent, file: ADA.file, person, on: "2022-01-01" })
      const claim = { identifier, birthName: "Nguyen", birthDate: "1950-02-03" }
      context.identities.enrol(claim)
      yield* completeSteps(context, (yield* monCompte.createAccount(claim)).ticket)
      const nir = "2 50 02 99 243 001"
      yield* agency.correctIdentifier({ agent, person, nir, cause: "WaitingNumber" })
      expect(yield* tagOf(monCompte.signIn({ identifier, password: PASSWORD }))).toBe("Refused")
      expect(yield* signInTag(PASSWORD, { nir })).toBe("SignedIn")
    }),
  )

  story("is undone by another one, and both numbers stay on record", (context) =>
    Effect.gen(function* () {
      const person = (yield* signedIn(context)).slice(0, 36)
      yield* correct(person)
      yield* correct(person, ADA.nir)
      expect(yield* signInTag(PASSWORD, NEW)).toBe("Refused")
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
      const events = yield* context.storage.service.journal(Account.stream.id(person))
      expect(events.filter(({ _tag }) => _tag === "IdentifierCorrected")).toHaveLength(2)
      expect(JSON.stringify(events)).not.toContain("69054958")
    }),
  )

  story("ends with the person: an erasure frees every number they had", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const person = (yield* signedIn(context)).slice(0, 36)
      yield* correct(person)
      yield* agency.erasePerson({ agent: AGENT, person })
      expect(context.storage.snapshot().claims.filter(({ owner }) => owner === Account.stream.id(person))).toEqual([])
    }),
  )
})
