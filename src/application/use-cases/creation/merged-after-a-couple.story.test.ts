/** What a merge of two accounts of one person must not leave: a way in that a former partner or a stranger has. */
import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT, announcedTo, BRUNO, couple, createSpace, FILE, family, NOON } from "../../../../test/stories/family.ts"
import {
  ADA,
  BOB,
  latestCode,
  MAIL,
  PASSWORD,
  signedIn,
  signInTag,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const merge = (person: string, merged: string) =>
  Effect.flatMap(Agency, (agency) =>
    agency.mergeAccounts({ agent: AGENT, person, merged, cause: "RegisteredTwice", proof: "Counter" }),
  )

const separate = (person: string) =>
  Effect.flatMap(Agency, (agency) => agency.declareSeparation({ agent: AGENT, file: FILE, person, fact: "2026-11-01" }))

/** Whether a recovery of this identifier sends a code. */
const isRecovered = Effect.fnUntraced(function* (context: TestContext, identifier: string) {
  const monCompte = yield* MonCompte
  yield* deliverDue()
  const before = context.mailbox.sent().length
  yield* monCompte.startRecovery({ identifier })
  yield* deliverDue()
  return context.mailbox.sent().length > before
})

describe("two accounts of a person whose couple has ended", () => {
  story("become one that no contact of the former partner recovers", (context) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      yield* signedIn(context)
      yield* createSpace(context, BRUNO, MAIL)
      const right = (yield* signedIn(context, BOB, MAIL)).slice(0, 36)
      yield* separate(ids.bruno)
      expect(yield* isRecovered(context, BOB.nir)).toBe(true)
      yield* TestClock.adjust("1 hour")
      yield* merge(right, ids.ada)
      expect(yield* isRecovered(context, BOB.nir)).toBe(false)
      expect(yield* signInTag(PASSWORD, BOB)).toBe("SignedIn")
    }),
  )

  story("become one whose 8-digit password opens nothing, if the other one held the file", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* couple(context)
      const { person: right } = yield* agency.openFile({ agent: AGENT, file: BOB.file, holder: BOB.nir })
      yield* agency.closeFile({ agent: AGENT, file: BOB.file, cause: "NoMoreRights" })
      yield* separate(ids.bruno)
      expect(yield* signInTag(BOB.legacy, BOB)).toBe("MigrationRequired")
      yield* merge(right ?? "", ids.ada)
      expect(yield* signInTag(BOB.legacy, BOB)).toBe("Refused")
    }),
  )
})

describe("a partner whose account was merged into another one of theirs", () => {
  /** Bruno gave Ada's address. Then an agent merges his space into his other one, which has another address. */
  const merged = Effect.fnUntraced(function* (context: TestContext) {
    yield* TestClock.setTime(NOON)
    const ids = yield* family()
    const ada = yield* signedIn(context)
    yield* createSpace(context, BRUNO, MAIL)
    const right = (yield* signedIn(context, BOB, "bob@example.org")).slice(0, 36)
    yield* merge(right, ids.bruno)
    return { ada, ids }
  })

  story("still shares the contact that the merged account had, when the couple ends", (context) =>
    Effect.gen(function* () {
      const { ids } = yield* merged(context)
      yield* separate(ids.ada)
      expect(yield* isRecovered(context, ADA.nir)).toBe(false)
      expect(yield* isRecovered(context, BOB.nir)).toBe(true)
    }),
  )

  story("still reads it in the confidential mode of the other", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ada } = yield* merged(context)
      const mode = yield* monCompte.startConfidentialMode({ session: ada, current: PASSWORD })
      expect(mode).toMatchObject({ isContactReached: false, reached: [] })
    }),
  )
})

describe("a merge of an account in confidential mode", () => {
  /** Ada has two accounts, and one of them has an address that Bruno gave as his too. */
  const twoAccounts = Effect.fnUntraced(function* (context: TestContext) {
    yield* TestClock.setTime(NOON)
    const ids = yield* family()
    yield* signedIn(context)
    yield* createSpace(context, BRUNO, "bruno@example.org")
    const other = (yield* signedIn(context, BOB, "bruno@example.org")).slice(0, 36)
    yield* deliverDue()
    return { ada: ids.ada, other }
  })

  story("is not announced to a contact of the account that goes, if the partner reads it", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ada, other } = yield* twoAccounts(context)
      yield* agency.startConfidentialMode({ agent: AGENT, person: ada })
      yield* merge(ada, other)
      yield* deliverDue()
      expect(announcedTo(context, "AccountsMerged")).toEqual([MAIL])
    }),
  )

  story("is not announced to it either, if the mode was that of the account that goes", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      yield* signedIn(context)
      const bruno = yield* createSpace(context, BRUNO, "bruno@example.org")
      const other = (yield* signedIn(context, BOB, "bob@example.org")).slice(0, 36)
      yield* agency.startConfidentialMode({ agent: AGENT, person: ids.ada })
      yield* monCompte.changeContact({ session: bruno, current: PASSWORD, contact: MAIL })
      yield* monCompte.confirmContact({ session: bruno, code: yield* latestCode(context) })
      yield* merge(other, ids.ada)
      yield* deliverDue()
      expect(announcedTo(context, "AccountsMerged")).toEqual(["bob@example.org"])
    }),
  )
})

story(
  "a message that waited while its account was merged does not reach a contact that the partner gave since",
  (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      yield* signedIn(context)
      const bruno = yield* createSpace(context, BRUNO, "bruno@example.org")
      const other = (yield* signedIn(context, BOB, "bob@example.org")).slice(0, 36)
      yield* agency.startConfidentialMode({ agent: AGENT, person: ids.ada })
      yield* monCompte.changeContact({ session: bruno, current: PASSWORD, contact: MAIL })
      yield* monCompte.confirmContact({ session: bruno, code: yield* latestCode(context) })
      yield* agency.unlockAccount({ agent: AGENT, person: ids.ada, cause: "OthersTried" })
      yield* merge(other, ids.ada)
      yield* deliverDue()
      expect(announcedTo(context, "AccountUnlocked")).toEqual([])
    }),
)

describe("an account that was not open yet when another one was merged into it", () => {
  story("keeps no wizard and no ticket that a stranger obtained with facts", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      const { birthDate, birthName, nir: identifier } = BRUNO
      context.identities.enrol({ birthDate, birthName, identifier })
      const { ticket: unused } = yield* monCompte.createAccount({ identifier, birthName, birthDate })
      const { ticket } = yield* monCompte.createAccount({ identifier, birthName, birthDate })
      yield* monCompte.startMigration({ ticket })
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      yield* monCompte.choosePassword({ ticket, password: "Etranger34", confirmation: "Etranger34" })
      yield* monCompte.sendCode({ ticket, contact: "stranger@example.org" })
      const code = yield* latestCode(context)
      const other = (yield* signedIn(context, BOB, "bob@example.org")).slice(0, 36)
      yield* merge(ids.bruno, other)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).not.toBe("Completed")
      expect(yield* tagOf(monCompte.startMigration({ ticket: unused }))).toBe("TicketInvalid")
      expect(yield* signInTag("Etranger34", { nir: identifier })).toBe("Refused")
      const { rows } = context.storage.snapshot()
      const draft = rows.find(({ aggregate }) => aggregate === `migration/${ids.bruno}`)
      expect(draft).toMatchObject({ secret: null, state: { _tag: "Abandoned" } })
    }),
  )
})

describe("an account that facts alone opened when the open space of the owner is merged into it", () => {
  story("leaves nothing to the stranger who opened it: an agent restores the access of the owner", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      const strangers = yield* createSpace(context, BRUNO, "stranger@example.org")
      const { device } = yield* monCompte.rememberMe({ session: strangers })
      const owners = (yield* signedIn(context, BOB, "bob@example.org")).slice(0, 36)
      yield* merge(ids.bruno, owners)
      expect(yield* tagOf(monCompte.whoAmI({ session: strangers }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.rememberedIdentifier({ device }))).toBe("DeviceUnknown")
      expect(yield* signInTag(PASSWORD, BRUNO)).toBe("MustChangePassword")
      expect(yield* isRecovered(context, BRUNO.nir)).toBe(false)
      yield* agency.restoreAccess({ agent: AGENT, person: ids.bruno, contact: "bob@example.org" })
      yield* TestClock.adjust("2 minutes")
      expect(yield* isRecovered(context, BRUNO.nir)).toBe(true)
    }),
  )
})
