/**
 * The five classes of pre-hijacking: a stranger opens something first, and keeps a way in when the owner comes.
 * Source: A. Sudhodanan and A. Paverd, "Pre-hijacked Accounts", USENIX Security 2022, section 4.
 */
import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { agent, BOB_ID, completeSteps, family } from "./family-with-identities.ts"
import { ADA, BOB, latestCode, PASSWORD, session, signedIn, story, type TestContext, tagOf } from "./test-context.ts"

const STRANGER_PASSWORD = "Etranger34"
const STRANGER_MAIL = "stranger@example.net"
const LETTER = { _tag: "LetterCode", code: "K7P2-9QXM" }

/** A stranger who knows the facts goes through the steps up to the last one, with the right code in hand. */
const strangerAtCode = Effect.fnUntraced(function* (context: TestContext) {
  const monCompte = yield* MonCompte
  const { ticket } = yield* monCompte.createAccount(BOB_ID)
  yield* monCompte.startMigration({ ticket })
  yield* monCompte.acceptTerms({ ticket, version: "1" })
  yield* monCompte.choosePassword({ ticket, password: STRANGER_PASSWORD, confirmation: STRANGER_PASSWORD })
  yield* monCompte.sendCode({ ticket, contact: STRANGER_MAIL })
  return { ticket, code: yield* latestCode(context) }
})

/** The owner signs in with the 8-digit password. */
const ownerTicket = Effect.flatMap(MonCompte, (monCompte) =>
  Effect.map(monCompte.signIn({ identifier: BOB.nir, password: BOB.legacy }), (answer) => {
    if (answer._tag !== "MigrationRequired") throw new Error(`Unexpected answer: ${answer._tag}`)
    return answer.ticket
  }),
)

/** The addresses that a recovery of Bob's account sends a code to. */
const recoveredAt = Effect.fnUntraced(function* (context: TestContext) {
  const monCompte = yield* MonCompte
  yield* deliverDue()
  const before = context.mailbox.sent().length
  yield* monCompte.startRecovery({ identifier: BOB.nir })
  yield* deliverDue()
  return context.mailbox
    .sent()
    .slice(before)
    .map(({ to }) => to.reveal())
})

describe("classic-federated merge: a draft that a stranger opened with facts", () => {
  story("cannot complete once the owner has signed in, even with the right code", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const stranger = yield* strangerAtCode(context)
      yield* ownerTicket
      expect(yield* tagOf(monCompte.confirmCode(stranger))).toBe("Superseded")
      expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: STRANGER_PASSWORD }))).toBe("Refused")
    }),
  )

  story("leaves no terms, password, contact or code to the owner who comes with the 8-digit password", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const stranger = yield* strangerAtCode(context)
      const ticket = yield* ownerTicket
      expect(yield* monCompte.startMigration({ ticket })).toMatchObject({ _tag: "TermsPending" })
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: stranger.code }))).not.toBe("Completed")
      expect(yield* tagOf(monCompte.confirmCode(stranger))).toBe("TicketUnknown")
      expect(yield* tagOf(monCompte.migrationProgress(stranger))).toBe("TicketUnknown")
      yield* monCompte.abandonMigration({ ticket })
      expect(yield* completeSteps(context, yield* ownerTicket)).toEqual({ _tag: "Completed" })
      expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: STRANGER_PASSWORD }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("ends when the owner comes with a document, and facts open nothing any more", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      context.identities.enrol({ ...BOB_ID, evidence: [{ is: LETTER, strength: "Document" }] })
      const stranger = yield* strangerAtCode(context)
      const { ticket } = yield* monCompte.createAccount({ ...BOB_ID, evidence: [LETTER] })
      expect(yield* tagOf(monCompte.confirmCode(stranger))).toBe("Superseded")
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationRefused")
      expect(yield* completeSteps(context, ticket)).toEqual({ _tag: "Completed" })
      expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: STRANGER_PASSWORD }))).toBe("Refused")
    }),
  )
})

describe("unexpired session: what a stranger obtained before the owner came", () => {
  story("starts nothing afterwards: a ticket that was not used yet is refused", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const { ticket: unused } = yield* monCompte.createAccount(BOB_ID)
      const ticket = yield* ownerTicket
      yield* monCompte.startMigration({ ticket })
      expect(yield* tagOf(monCompte.startMigration({ ticket: unused }))).toBe("TicketInvalid")
      expect(yield* monCompte.acceptTerms({ ticket, version: "1" })).toMatchObject({ _tag: "PasswordPending" })
    }),
  )

  story("ends when the owner recovers the account: sessions and pending requirements", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      // The stranger knows the password: one session is theirs.
      const strangers = yield* signedIn(context)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
      yield* monCompte.chooseRecoveredPassword({ ticket, password: "Nouveau34", confirmation: "Nouveau34" })
      expect(yield* tagOf(monCompte.whoAmI({ session: strangers }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.rememberMe({ session: strangers }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
    }),
  )

  story("ends when an agent erases an account that a stranger opened, and the owner registers again", (context) =>
    Effect.gen(function* () {
      const { agency, monCompte } = yield* family(context)
      const stranger = yield* strangerAtCode(context)
      yield* monCompte.confirmCode(stranger)
      const strangers = yield* session(BOB, STRANGER_PASSWORD)
      const { device } = yield* monCompte.rememberMe({ session: strangers })
      const person = stranger.ticket.slice(0, 36)
      yield* agency.erasePerson({ agent, person })
      expect(yield* tagOf(monCompte.whoAmI({ session: strangers }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("DeviceUnknown")
      expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: STRANGER_PASSWORD }))).toBe("Refused")
      expect(yield* completeSteps(context, yield* ownerTicket)).toEqual({ _tag: "Completed" })
      expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: PASSWORD }))).toBe("SignedIn")
      expect(yield* recoveredAt(context)).toEqual(["ada@example.org"])
    }),
  )

  story(
    "ends when an agent restores the access of the owner, whose new contact alone recovers the account",
    (context) =>
      Effect.gen(function* () {
        const { agency, monCompte } = yield* family(context)
        const stranger = yield* strangerAtCode(context)
        yield* monCompte.confirmCode(stranger)
        const strangers = yield* session(BOB, STRANGER_PASSWORD)
        yield* agency.restoreAccess({ agent, person: stranger.ticket.slice(0, 36), contact: "bob@example.org" })
        expect(yield* tagOf(monCompte.whoAmI({ session: strangers }))).toBe("SessionOver")
        expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: STRANGER_PASSWORD }))).not.toBe(
          "SignedIn",
        )
        expect(yield* recoveredAt(context)).toEqual(["bob@example.org"])
      }),
  )
})

describe("trojan identifier: a contact or an identifier that a stranger added", () => {
  story("in a draft does not recover the account of the owner", (context) =>
    Effect.gen(function* () {
      yield* family(context)
      yield* strangerAtCode(context)
      yield* completeSteps(context, yield* ownerTicket)
      expect(yield* recoveredAt(context)).toEqual(["ada@example.org"])
    }),
  )

  story("as a provisional identifier opens nothing once the number of the person is recorded", (context) =>
    Effect.gen(function* () {
      const { agency, monCompte } = yield* family(context)
      const { identifier, person } = yield* agency.issueProvisional({ agent })
      yield* agency.addDependant({ agent, file: ADA.file, person, on: "2022-01-01" })
      const claim = { identifier, birthName: "Nguyen", birthDate: "1950-02-03" }
      context.identities.enrol(claim)
      const { ticket: started } = yield* monCompte.createAccount(claim)
      yield* monCompte.startMigration({ ticket: started })
      const { ticket } = yield* monCompte.createAccount(claim)
      yield* agency.recordNir({ agent, person, nir: "2 50 02 99 243 001" })
      expect(yield* tagOf(monCompte.createAccount(claim))).toBe("CreationRefused")
      expect(yield* tagOf(monCompte.startMigration({ ticket }))).toBe("TicketInvalid")
      expect(yield* tagOf(monCompte.acceptTerms({ ticket: started, version: "1" }))).not.toBe("PasswordPending")
      expect(yield* tagOf(monCompte.signIn({ identifier, password: PASSWORD }))).toBe("Refused")
    }),
  )
})

describe("unexpired e-mail change: a change of contact that a stranger requested", () => {
  story("ends when the owner recovers the account: its code proves nothing in any session", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const strangers = yield* signedIn(context)
      yield* monCompte.changeContact({ session: strangers, current: PASSWORD, contact: STRANGER_MAIL })
      const code = yield* latestCode(context)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
      yield* monCompte.chooseRecoveredPassword({ ticket, password: "Nouveau34", confirmation: "Nouveau34" })
      expect(yield* tagOf(monCompte.confirmContact({ session: strangers, code }))).toBe("SessionOver")
      const owners = yield* session(ADA, "Nouveau34")
      expect(yield* tagOf(monCompte.confirmContact({ session: owners, code }))).not.toBe("ContactChanged")
      expect(yield* monCompte.contactChangeProgress({ session: owners })).toMatchObject({ _tag: "NoContactRequested" })
    }),
  )
})

describe("non-verifying identity provider: evidence that claims to be strong", () => {
  // Leaflet: invariant.13
  story("opens nothing beside a working password: only the answer of the records counts", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const claim = { identifier: ADA.nir, birthName: "Lovelace", birthDate: "1969-05-12" }
      context.identities.enrol({ ...claim, evidence: [{ is: LETTER, strength: "Document" }] })
      const forged = { _tag: "ElectronicIdentity", strength: "Counter", nir: ADA.nir, email_verified: true }
      expect(yield* tagOf(monCompte.createAccount({ ...claim, evidence: [forged] }))).toBe("CreationRefused")
      // The letter of Ada is no evidence for Bob.
      expect(yield* tagOf(monCompte.createAccount({ ...BOB_ID, evidence: [LETTER] }))).toBe("CreationRefused")
      expect(yield* tagOf(monCompte.createAccount({ ...claim, evidence: [LETTER] }))).toBe("CreationOpened")
    }),
  )
})
