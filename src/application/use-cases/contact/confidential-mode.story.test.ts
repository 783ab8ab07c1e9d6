import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT, announcedTo, BRUNO, couple, createSpace, family, NOON } from "../../../../test/stories/family.ts"
import { press, tokenTo, withPage } from "../../../../test/stories/report-links.ts"
import {
  ADA,
  codes,
  latestCode,
  PASSWORD,
  signedIn,
  started,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { longTextOf } from "../../../messages/notices/long.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const SHARED = "foyer@example.org"
const OWN = "ada.seule@example.org"
const BY = { agent: AGENT }

/** Everything that was delivered to an address: subjects of codes and announcements, in French. */
const deliveredTo = ({ mailbox }: TestContext, address: string) =>
  [...mailbox.sent(), ...mailbox.announced()]
    .filter(({ to }) => to.reveal() === address)
    .map((notice) => longTextOf(notice, "Mon Compte").subject)

/** Ada and Bruno, who share a mailbox. */
const shared = Effect.fnUntraced(function* (context: TestContext) {
  yield* TestClock.setTime(NOON)
  const ids = yield* family()
  const ada = yield* signedIn(context, ADA, SHARED)
  const bruno = yield* createSpace(context, BRUNO, SHARED)
  yield* deliverDue()
  context.mailbox.clear()
  return { ids, ada, bruno }
})

/** How many codes a recovery of this person sends. */
const codesOfRecovery = Effect.fnUntraced(function* (context: TestContext, identifier: string) {
  const monCompte = yield* MonCompte
  const before = codes(context).length
  yield* monCompte.startRecovery({ identifier })
  yield* deliverDue()
  return codes(context).length - before
})

describe("the partner who reads the mailbox", () => {
  // Leaflet: outside.confidential
  story("receives nothing of what the person does, and no code, once the confidential mode is on", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ada } = yield* shared(context)
      const on = yield* monCompte.startConfidentialMode({ session: ada, current: PASSWORD })
      expect(on).toMatchObject({ setBy: "Self", withheld: ["f•••@e•••.org"], reached: [], isContactReached: false })
      const renewed = { password: "Nouveau34", confirmation: "Nouveau34" }
      yield* monCompte.changePassword({ session: ada, current: PASSWORD, ...renewed })
      expect(yield* codesOfRecovery(context, ADA.nir)).toBe(0)
      expect(deliveredTo(context, SHARED)).toEqual([])
    }),
  )

  story("receives no message that was ordered before the mode, and waits in the outbox", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ada } = yield* shared(context)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      const renewed = { password: "Nouveau34", confirmation: "Nouveau34" }
      yield* monCompte.changePassword({ session: ada, current: PASSWORD, ...renewed })
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: "Nouveau34" })
      if (answer._tag !== "SignedIn") return expect.fail(answer._tag)
      yield* monCompte.startConfidentialMode({ session: answer.session, current: "Nouveau34" })
      yield* deliverDue()
      expect(deliveredTo(context, SHARED)).toEqual([])
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: "000000" }))).toBe("RecoveryCodeRefused")
    }),
  )

  story("cannot recover the account with a code that arrived before the mode", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ada } = yield* shared(context)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      const code = yield* latestCode(context)
      yield* monCompte.startConfidentialMode({ session: ada, current: PASSWORD })
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("TicketUnknown")
    }),
  )

  story("cannot recover the account through a mailbox that they took over afterwards", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ada, bruno } = yield* couple(context)
      yield* monCompte.startConfidentialMode({ session: ada, current: PASSWORD })
      yield* deliverDue()
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      const code = yield* latestCode(context)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("PasswordToChoose")
      yield* monCompte.changeContact({ session: bruno, current: PASSWORD, contact: "ada@example.org" })
      yield* monCompte.confirmContact({ session: bruno, code: yield* latestCode(context) })
      const typed = { password: "Retrouve56", confirmation: "Retrouve56" }
      expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket, ...typed }))).toBe("TicketUnknown")
      context.mailbox.clear()
      expect(yield* codesOfRecovery(context, ADA.nir)).toBe(0)
      expect(yield* monCompte.whoAmI({ session: ada })).toMatchObject({ recovery: { _tag: "Withheld" } })
    }),
  )

  story("cannot report a change with the link of an older notice, once they read the mailbox", (context) =>
    withPage(
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { ada, bruno } = yield* couple(context)
        yield* monCompte.changeContact({ session: ada, current: PASSWORD, contact: OWN })
        yield* monCompte.confirmContact({ session: ada, code: yield* latestCode(context) })
        const token = yield* tokenTo(context, "ContactChanged", "ada@example.org")
        expect(token).not.toBeNull()
        yield* monCompte.changeContact({ session: bruno, current: PASSWORD, contact: "ada@example.org" })
        yield* monCompte.confirmContact({ session: bruno, code: yield* latestCode(context) })
        yield* monCompte.startConfidentialMode({ session: ada, current: PASSWORD })
        expect(yield* press(token)).toBe("ReportLinkUnknown")
      }),
    ),
  )

  story("does not learn of the mode or of its end; a contact that only the person reads does", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ada } = yield* shared(context)
      yield* monCompte.startConfidentialMode({ session: ada, current: PASSWORD })
      yield* monCompte.changeContact({ session: ada, current: PASSWORD, contact: OWN })
      yield* monCompte.confirmContact({ session: ada, code: yield* latestCode(context) })
      // A former contact recovers the account for 24 hours, but not one that the partner reads.
      expect(yield* codesOfRecovery(context, ADA.nir)).toBe(0)
      yield* monCompte.endConfidentialMode({ session: ada, current: PASSWORD })
      yield* deliverDue()
      expect(deliveredTo(context, SHARED)).toEqual([])
      expect(deliveredTo(context, OWN)).toEqual([
        expect.stringContaining("votre code pour changer vos coordonnées"),
        "Mon Compte : le mode confidentiel a pris fin".replace(" :", "\u00a0:"),
      ])
    }),
  )

  story("does not learn that the person opened a personal space, if an agent set the mode before", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      const { ada } = yield* family()
      yield* createSpace(context, BRUNO, "bruno@example.org")
      yield* agency.startConfidentialMode({ ...BY, person: ada })
      yield* started()
      const session = yield* signedIn(context, ADA, OWN)
      yield* deliverDue()
      expect(announcedTo(context, "MemberAccountOpened")).toEqual([])
      expect(yield* monCompte.whoAmI({ session })).toMatchObject({
        confidential: { setBy: "Agent", withheld: [], isContactReached: true },
        recovery: { _tag: "Recovers" },
      })
    }),
  )
})

describe("a contact that the person or an agent names", () => {
  story("receives and recovers nothing, though no partner gave it", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ada, ids } = yield* couple(context)
      yield* deliverDue()
      context.mailbox.clear()
      const named = { ...BY, person: ids.ada, contacts: [" Ada@Example.org"] }
      expect(yield* tagOf(agency.startConfidentialMode(named))).toBe("ConfidentialModeSet")
      expect(yield* codesOfRecovery(context, ADA.nir)).toBe(0)
      yield* monCompte.signOut({ session: ada })
      expect(deliveredTo(context, "ada@example.org")).toEqual([])
      const other = { ...named, contacts: ["autre@example.org"] }
      expect(yield* tagOf(agency.startConfidentialMode(other))).toBe("ContactUnknown")
    }),
  )

  story(
    "receives nothing if an agent barred it before because another person reads it, and no one names it",
    (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        const { ada, ids } = yield* couple(context)
        yield* agency.barContact({ ...BY, person: ids.ada, contact: "ada@example.org" })
        yield* deliverDue()
        context.mailbox.clear()
        const on = yield* monCompte.startConfidentialMode({ session: ada, current: PASSWORD })
        expect(on).toMatchObject({ withheld: ["a•••@e•••.org"], isContactReached: false })
        yield* monCompte.changePassword({
          session: ada,
          current: PASSWORD,
          password: "Nouveau34",
          confirmation: "Nouveau34",
        })
        expect(yield* codesOfRecovery(context, ADA.nir)).toBe(0)
        expect(deliveredTo(context, "ada@example.org")).toEqual([])
      }),
  )

  story("cannot be given again while the mode is on, and the refusal names the field", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { ada, ids } = yield* couple(context)
      yield* agency.startConfidentialMode({ ...BY, person: ids.ada, contacts: ["ada@example.org"] })
      const again = { session: ada, current: PASSWORD }
      for (const contact of ["ada@example.org", "bruno@example.org"]) {
        const refusal = yield* Effect.flip(monCompte.changeContact({ ...again, contact }))
        expect(refusal).toMatchObject({ _tag: "ContactWithheld", field: "contact" })
        expect(yield* tagOf(agency.restoreAccess({ ...BY, person: ids.ada, contact }))).toBe("ContactWithheld")
      }
      expect(yield* tagOf(monCompte.changeContact({ ...again, contact: OWN }))).toBe("ContactCodeSent")
    }),
  )

  story("is used again after the mode, as far as nothing else bars it", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { ada, ids } = yield* couple(context)
      yield* agency.startConfidentialMode({ ...BY, person: ids.ada, contacts: ["ada@example.org"] })
      yield* monCompte.endConfidentialMode({ session: ada, current: PASSWORD })
      expect(yield* codesOfRecovery(context, ADA.nir)).toBe(1)
      expect(yield* monCompte.whoAmI({ session: ada })).toMatchObject({ confidential: null })
      expect(yield* tagOf(monCompte.endConfidentialMode({ session: ada, current: PASSWORD }))).toBe("NotConfidential")
    }),
  )
})
