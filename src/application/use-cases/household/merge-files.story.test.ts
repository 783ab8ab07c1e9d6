import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT, CLEO, DORA, EVAN, FILE, NOON } from "../../../../test/stories/family.ts"
import { ADA, BOB, signedIn, signInTag, story, type TestContext, tagOf } from "../../../../test/stories/test-context.ts"
import { longTextOf } from "../../../messages/notices/long.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const BY = { agent: AGENT }
const OTHER = BOB.file

/** Ada with Cleo, Bob with Evan and Dora, and a child of both who is in the two files. */
const twoFiles = Effect.gen(function* () {
  const agency = yield* Agency
  yield* TestClock.setTime(NOON)
  const { person: ada } = yield* agency.openFile({ ...BY, file: FILE, holder: ADA.nir, on: "2020-01-01" })
  const { person: bob } = yield* agency.openFile({ ...BY, file: OTHER, holder: BOB.nir, on: "2020-01-01" })
  const cleoAsChild = { ...BY, person: CLEO.nir, birth: CLEO.birthDate, on: "2021-01-01" }
  const { person: cleo } = yield* agency.addChild({ ...cleoAsChild, file: FILE })
  const { person: shared } = yield* agency.addChild({ ...BY, file: FILE, birth: "2024-02-02", on: "2024-02-02" })
  yield* agency.addChild({ ...BY, file: OTHER, person: shared ?? "", birth: "2024-02-02", on: "2024-02-02" })
  const evanAsChild = { ...BY, file: OTHER, person: EVAN.nir, birth: EVAN.birthDate, on: "2021-01-01" }
  const { person: evan } = yield* agency.addChild(evanAsChild)
  const { person: dora } = yield* agency.addDependant({ ...BY, file: OTHER, person: DORA.nir, on: "2022-01-01" })
  const ids = { ada, bob, cleo, shared, evan, dora }
  return ids
})

const merge = (on?: string) =>
  Effect.flatMap(Agency, (agency) =>
    agency.mergeFiles({ ...BY, file: FILE, from: OTHER, ...(on === undefined ? {} : { on }) }),
  )

const announced = ({ mailbox }: TestContext) =>
  mailbox.announced().map((notice) => `${notice.to.reveal()}: ${longTextOf(notice, "Caf").subject}`)

describe("two persons with a file each who become a couple", () => {
  // Leaflet: outside.files-merged
  story("have one file with all its members after one command, and both read of it", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const ids = yield* twoFiles
      const ada = yield* signedIn(context)
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      yield* deliverDue()
      context.mailbox.clear()
      const { household, person } = yield* merge()
      expect(person).toBe(ids.bob)
      expect(household).toMatchObject({
        _tag: "Open",
        holder: { person: ids.ada, since: "2020-01-01" },
        couple: { spouse: { person: ids.bob, since: "2026-11-23" }, formed: "2026-11-23" },
        children: [
          { person: ids.cleo },
          { person: ids.shared, since: "2024-02-02" },
          { person: ids.evan, birth: "2015-02-03" },
        ],
        dependants: [{ person: ids.dora, since: "2026-11-23" }],
        delegation: { _tag: "NotGranted" },
        merged: [{ file: OTHER, holder: ids.bob }],
      })
      const closed = yield* agency.getFile({ file: OTHER })
      expect(closed.household).toMatchObject({ _tag: "Closed", closed: "2026-11-23" })
      expect(closed.household.former.map(({ cause }) => cause)).toEqual(Array(4).fill("FilesMerged"))
      expect((yield* monCompte.listMyFiles({ session: bob })).files).toMatchObject([
        { file: OTHER, until: "2026-11-23" },
        { file: FILE, since: "2026-11-23", until: null },
      ])
      yield* deliverDue()
      expect(announced(context).sort()).toEqual(
        ["ada@example.org", "bob@example.org"].map(
          (mail) => `${mail}: Caf\u00a0: deux dossiers allocataires sont réunis`,
        ),
      )
      // Nothing is given with the couple. The holder gives it, and it works.
      const view = { session: bob, file: FILE, action: "ViewFile" } as const
      expect(yield* monCompte.explainRight(view)).toMatchObject({ permitted: false })
      yield* monCompte.grantDelegation({ session: ada, file: FILE })
      expect(yield* monCompte.explainRight(view)).toMatchObject({ permitted: true })
    }),
  )

  story("keep a child of both in one file only, and that child can join another file again", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { shared } = yield* twoFiles
      yield* merge()
      yield* agency.openFile({ ...BY, file: "file-9", holder: "2 90 01 75 101 003" })
      const again = { ...BY, file: "file-9", person: shared ?? "", birth: "2024-02-02" }
      expect(yield* tagOf(agency.addChild(again))).toBe("FileView")
    }),
  )

  for (const [title, signsIn] of [
    ["lose both 8-digit passwords if they separate later", true],
    ["lose both 8-digit passwords also if none of the two has ever signed in", false],
  ] as const) {
    story(title, () =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const { bob } = yield* twoFiles
        yield* merge()
        if (signsIn) expect(yield* signInTag(BOB.legacy, BOB)).toBe("MigrationRequired")
        yield* agency.declareSeparation({ ...BY, file: FILE, person: bob ?? "", fact: "2026-11-01" })
        expect(yield* signInTag(ADA.legacy)).toBe("Refused")
        expect(yield* signInTag(BOB.legacy, BOB)).toBe("Refused")
      }),
    )
  }
})

describe("a merge of files", () => {
  story("is refused with a reason for each way in which it cannot be, and changes nothing", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const ids = yield* twoFiles
      const both = { ...BY, file: FILE, from: OTHER }
      expect(yield* Effect.flip(agency.mergeFiles({ ...both, from: FILE }))).toMatchObject({
        _tag: "SameFile",
        field: "from",
      })
      expect(yield* tagOf(agency.mergeFiles({ ...both, from: "file-0" }))).toBe("FileUnknown")
      expect(yield* tagOf(merge("2026-11-24"))).toBe("DateInFuture")
      expect(yield* tagOf(merge("2023-01-01"))).toBe("DateTooEarly")
      yield* agency.formCouple({ ...BY, file: OTHER, spouse: "2 90 01 75 101 003" })
      expect(yield* tagOf(merge())).toBe("SpouseExists")
      yield* agency.declareSeparation({ ...BY, file: OTHER, person: ids.bob ?? "", fact: "2026-11-01" })
      yield* agency.removeMember({ ...BY, file: OTHER, person: ids.evan ?? "", cause: "LeftHome" })
      yield* agency.addDependant({ ...BY, file: FILE, person: ids.evan ?? "" })
      yield* agency.addChild({ ...BY, file: OTHER, person: ids.evan ?? "", birth: EVAN.birthDate })
      expect(yield* tagOf(merge())).toBe("AlreadyMember")
      yield* agency.closeFile({ ...BY, file: OTHER, cause: "NoMoreRights" })
      expect(yield* tagOf(merge())).toBe("FileIsClosed")
      expect((yield* agency.getFile({ file: FILE })).household).toMatchObject({ couple: null })
    }),
  )

  story("answers a repeat of its command id with the same, and refuses the id with other input", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { bob } = yield* twoFiles
      const request = { ...BY, file: FILE, from: OTHER, commandId: "merge-1" }
      yield* agency.mergeFiles(request)
      expect(yield* agency.mergeFiles(request)).toMatchObject({ _tag: "FileView", person: bob })
      expect(yield* tagOf(agency.mergeFiles({ ...request, from: "file-9" }))).toBe("CommandIdReused")
    }),
  )

  story("stays: a merged file is not opened again", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* twoFiles
      yield* merge()
      expect(yield* tagOf(agency.reopenFile({ ...BY, file: OTHER, cause: "WrongFile" }))).toBe("ClosingStands")
    }),
  )
})
