import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  AGENT,
  announcedTo,
  BRUNO,
  createSpace,
  delegated,
  FILE,
  family,
  NOON,
} from "../../../../test/stories/family.ts"
import {
  ADA,
  BOB,
  codes,
  signedIn,
  signInTag,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { longTextOf } from "../../../messages/notices/long.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const BY = { agent: AGENT, file: FILE }
const FACT = "2026-11-01"
const MAILS = ["ada@example.org", "bruno@example.org"]

/** What was announced, in French, since the last call. */
const subjects = Effect.fnUntraced(function* ({ mailbox }: TestContext) {
  yield* deliverDue()
  const texts = mailbox.announced().map((notice) => `${notice.to.reveal()}: ${longTextOf(notice, "Caf").subject}`)
  mailbox.clear()
  return texts.sort()
})

const codesOfRecovery = Effect.fnUntraced(function* (context: TestContext, identifier: string) {
  const monCompte = yield* MonCompte
  const before = codes(context).length
  yield* monCompte.startRecovery({ identifier })
  yield* deliverDue()
  return codes(context).length - before
})

describe("a couple whose separation an agent recorded by mistake", () => {
  // Leaflet: outside.mistake
  story("is a couple again without a gap, by an event with its own cause, and both read of it", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* delegated(context)
      yield* agency.declareSeparation({ ...BY, person: ids.ada, fact: FACT })
      yield* TestClock.adjust("2 days")
      yield* subjects(context)
      const { household } = yield* agency.undoSeparation({ ...BY, cause: "WrongFile" })
      expect(household).toMatchObject({
        couple: { spouse: { person: ids.bruno, since: "2026-11-23" }, formed: "2026-11-23" },
        formerCouples: [{ cause: "Separation", until: "2026-11-23" }],
        delegation: { _tag: "Ended", cause: "Separation" },
      })
      expect((yield* context.storage.service.journal(`household/${FILE}`)).at(-1)).toMatchObject({
        _tag: "SeparationUndone",
        cause: "WrongFile",
        by: { _tag: "Agent", agent: AGENT },
      })
      expect(yield* subjects(context)).toEqual(
        MAILS.map((mail) => `${mail}: Caf\u00a0: une séparation enregistrée par erreur est corrigée`),
      )
    }),
  )

  story("gets no authorisation back; the holder gives a new one", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { adas, brunos, ids } = yield* delegated(context)
      yield* agency.declareSeparation({ ...BY, person: ids.ada, fact: FACT })
      yield* agency.undoSeparation({ ...BY, cause: "NotDeclared" })
      const view = { ...brunos, action: "ViewFile" } as const
      expect(yield* monCompte.explainRight(view)).toMatchObject({ permitted: false })
      yield* monCompte.grantDelegation(adas)
      expect(yield* monCompte.explainRight(view)).toMatchObject({ permitted: true })
    }),
  )

  story("still recovers nothing through a contact that both have, and no 8-digit password works again", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      const { ada } = yield* family()
      yield* createSpace(context, BRUNO, "bruno@example.org")
      yield* agency.declareSeparation({ ...BY, person: ada, fact: FACT })
      yield* agency.undoSeparation({ ...BY, cause: "WrongFile" })
      expect(yield* signInTag(ADA.legacy)).toBe("Refused")
    }),
  )

  story("still recovers nothing through a contact that both have", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      const { ada } = yield* family()
      yield* signedIn(context, ADA, "foyer@example.org")
      yield* createSpace(context, BRUNO, "foyer@example.org")
      yield* agency.declareSeparation({ ...BY, person: ada, fact: FACT })
      yield* agency.undoSeparation({ ...BY, cause: "WrongFile" })
      expect(yield* codesOfRecovery(context, ADA.nir)).toBe(0)
      expect(yield* codesOfRecovery(context, BRUNO.nir)).toBe(0)
    }),
  )

  story(
    "is not one again if a person declared it, if the holder changed, or if the spouse joined another file",
    (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        const { adas, ids } = yield* delegated(context)
        const undo = agency.undoSeparation({ ...BY, cause: "WrongFile" })
        yield* monCompte.declareSeparation({ ...adas, fact: FACT })
        expect(yield* tagOf(undo)).toBe("NoSeparationToUndo")
        yield* agency.formCouple({ ...BY, spouse: ids.bruno })
        yield* agency.declareSeparation({ ...BY, person: ids.bruno, fact: FACT })
        yield* agency.openFile({ agent: AGENT, file: "file-9", holder: ids.bruno })
        expect(yield* tagOf(undo)).toBe("InAnotherFile")
        yield* agency.changeHolder({ ...BY, to: ids.dora, cause: "Agreement" })
        expect(yield* tagOf(undo)).toBe("FileChangedSince")
        expect(yield* tagOf(agency.undoSeparation({ ...BY, cause: "Autre" as "WrongFile" }))).toBe("CauseUnknown")
      }),
  )
})

describe("a file that an agent closed by mistake", () => {
  story("is open again with every member, without a gap, and both adults read of both", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ada, ids } = yield* delegated(context)
      yield* subjects(context)
      yield* agency.closeFile({ ...BY, cause: "NoMoreRights" })
      const closed = yield* subjects(context)
      yield* TestClock.adjust("10 minutes")
      expect(closed.filter((text) => text.includes("fermé"))).toEqual(
        MAILS.map((mail) => `${mail}: Caf\u00a0: votre dossier allocataire est fermé`),
      )
      const { household } = yield* agency.reopenFile({ ...BY, cause: "WrongFile" })
      expect(household).toMatchObject({
        _tag: "Open",
        holder: { person: ids.ada, since: "2026-11-23" },
        couple: { spouse: { person: ids.bruno, since: "2026-11-23" } },
        children: [{ person: ids.cleo, birth: "2011-05-06" }, { person: ids.evan }],
        dependants: [{ person: ids.dora }],
        delegation: { _tag: "Ended", cause: "FileClosed" },
        formerCouples: [{ cause: "FileClosed" }],
      })
      expect(yield* subjects(context)).toEqual(
        MAILS.map((mail) => `${mail}: Caf\u00a0: votre dossier allocataire est rouvert`),
      )
      const { files } = yield* monCompte.listMyFiles({ session: ada })
      expect(files).toMatchObject([{ until: "2026-11-23" }, { since: "2026-11-23", until: null }])
    }),
  )

  story("stays closed if a member joined another file, if a death closed it, or if it is open", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* delegated(context)
      const reopen = agency.reopenFile({ ...BY, cause: "WrongDecision" })
      expect(yield* tagOf(reopen)).toBe("FileIsOpen")
      yield* agency.closeFile({ ...BY, cause: "Duplicate" })
      yield* agency.openFile({ agent: AGENT, file: "file-9", holder: ids.bruno })
      expect(yield* tagOf(reopen)).toBe("InAnotherFile")
      yield* agency.recordDeath({ agent: AGENT, file: "file-9", person: ids.bruno })
      expect(yield* tagOf(agency.reopenFile({ agent: AGENT, file: "file-9", cause: "WrongFile" }))).toBe(
        "ClosingStands",
      )
      expect(yield* tagOf(agency.reopenFile({ agent: AGENT, file: "none", cause: "WrongFile" }))).toBe("FileUnknown")
    }),
  )
})

describe("a change of a file that an agent records", () => {
  story("is announced to both adults: a couple formed or ended, another holder", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* delegated(context)
      yield* deliverDue()
      context.mailbox.clear()
      yield* agency.changeHolder({ ...BY, to: ids.bruno, cause: "Agreement" })
      yield* agency.removeMember({ ...BY, person: ids.ada, cause: "LeftHome" })
      yield* agency.formCouple({ ...BY, spouse: ids.ada })
      yield* agency.removeMember({ ...BY, person: ids.evan, cause: "LeftHome" })
      yield* deliverDue()
      for (const about of ["HolderChanged", "CoupleEnded", "CoupleFormed"]) {
        expect([about, announcedTo(context, about)]).toEqual([about, MAILS])
      }
    }),
  )
})

describe("a holder who has not migrated, and whose couple ended", () => {
  story(
    "reads at the contacts on record that the 8-digit password ended, and where to go on",
    (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        yield* TestClock.setTime(NOON)
        const { ada, bruno } = yield* family()
        yield* agency.removeMember({ ...BY, person: bruno, cause: "LeftHome" })
        yield* deliverDue()
        const [notice, ...others] = context.mailbox.announced()
        expect(others).toEqual([])
        expect(notice).toMatchObject({ about: "LegacyPasswordEnded" })
        if (notice === undefined) return
        expect(notice.to.reveal()).toBe("foyer@example.org")
        const { paragraphs } = longTextOf(notice, "Caf")
        expect(paragraphs.join(" ")).toContain("Créer Mon Compte")
        expect(JSON.stringify(longTextOf(notice, "Caf"))).not.toMatch(/séparation|couple/)
        // Once only: the password does not end again.
        yield* agency.formCouple({ ...BY, spouse: bruno })
        yield* agency.declareSeparation({ ...BY, person: ada, fact: FACT })
        yield* TestClock.adjust("2 hours")
        yield* deliverDue()
        expect(context.mailbox.announced()).toHaveLength(1)
      }),
    { files: [{ ...ADA, contacts: ["foyer@example.org"] }, BOB] },
  )

  story(
    "has no message sent to the contacts on record in confidential mode",
    (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        yield* TestClock.setTime(NOON)
        const { ada, bruno } = yield* family()
        yield* agency.startConfidentialMode({ agent: AGENT, person: ada })
        yield* agency.removeMember({ ...BY, person: bruno, cause: "LeftHome" })
        yield* deliverDue()
        expect(context.mailbox.announced()).toEqual([])
      }),
    { files: [{ ...ADA, contacts: ["foyer@example.org"] }, BOB] },
  )
})
