import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import {
  AGENT,
  BRUNO,
  CLEO,
  couple,
  created,
  DORA,
  delegated,
  EVAN,
  FILE,
  family,
  NOON,
} from "../../../../test/stories/family.ts"
import { ADA, BOB, signedIn, story, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

const by = { agent: AGENT, file: FILE }

describe("a file", () => {
  story("is opened once for its reference, and shows who is in it", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      expect(yield* tagOf(agency.getFile({ file: FILE }))).toBe("FileUnknown")
      const ids = yield* family()
      expect(yield* agency.getFile({ file: FILE })).toMatchObject({
        _tag: "FileView",
        file: FILE,
        household: {
          _tag: "Open",
          holder: { person: ids.ada, since: "2020-01-01" },
          couple: { spouse: { person: ids.bruno } },
          children: [{ person: ids.cleo }, { person: ids.evan }],
          dependants: [{ person: ids.dora }],
        },
      })
      expect(yield* tagOf(agency.openFile({ ...by, holder: BOB.nir }))).toBe("FileExists")
      expect(yield* tagOf(agency.addDependant({ ...by, file: "file-9", person: DORA.nir }))).toBe("FileUnknown")
      yield* agency.closeFile({ ...by, cause: "Duplicate" })
      expect(yield* tagOf(agency.addDependant({ ...by, person: DORA.nir }))).toBe("FileIsClosed")
      expect(yield* tagOf(agency.openFile({ ...by, holder: BOB.nir }))).toBe("FileExists")
      const stored = JSON.stringify(context.storage.snapshot())
      for (const { nir } of [ADA, BRUNO, CLEO, DORA]) expect(stored).not.toContain(nir.replaceAll(" ", "").slice(0, 13))
    }),
  )

  story("changes once for a command, however often it is given; the same person is answered", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      const asked = { ...by, holder: ADA.nir, commandId: "open" }
      const first = yield* agency.openFile(asked)
      expect(yield* agency.openFile(asked)).toEqual(first)
      const child = { ...by, birth: "2020-02-29", commandId: "child" }
      const added = yield* agency.addChild(child)
      expect(yield* agency.addChild(child)).toEqual(added)
      expect(added.household).toMatchObject({ children: [{ person: added.person }] })
      expect(yield* tagOf(agency.addChild({ ...child, commandId: "open" }))).toBe("CommandIdRefused")
      expect(yield* context.storage.service.journal(`household/${FILE}`)).toHaveLength(2)
    }),
  )

  story("refuses what an untyped caller may pass, each in its words", () =>
    Effect.gen(function* () {
      const agency = (yield* Agency) as unknown as Record<
        string,
        (asked?: unknown) => Effect.Effect<{ readonly _tag: string }, { readonly _tag: string }>
      >
      yield* TestClock.setTime(NOON)
      yield* family()
      const told = (name: string, asked?: unknown) => tagOf(agency[name]?.(asked) ?? Effect.die(name))
      for (const file of [undefined, null, 7, {}, "", "a/b", "é", "x".repeat(65), "9".repeat(10_000_000)]) {
        expect(yield* told("getFile", { file })).toBe("FileUnknown")
      }
      for (const agent of [undefined, null, 7, "", " ", "a\nb", "x".repeat(201)]) {
        expect(yield* told("closeFile", { ...by, agent, cause: "Duplicate" })).toBe("AgentMissing")
      }
      for (const cause of [undefined, null, "Whim", { toString: () => "Duplicate" }]) {
        expect(yield* told("closeFile", { ...by, cause })).toBe("CauseUnknown")
      }
      const removed = { ...by, cause: "LeftHome" }
      for (const person of [undefined, null, {}, "x", "7 18 61 00 188 264 48"]) {
        expect(yield* told("removeMember", { ...removed, person })).toBe("IdentifierRefused")
      }
      expect(yield* told("removeMember", { ...removed, person: "00000000-0000-0000-0000-000000000000" })).toBe(
        "PersonUnknown",
      )
      expect(yield* told("removeMember", { ...removed, person: BOB.nir })).toBe("PersonUnknown")
      expect(yield* told("addChild", { ...by, birth: "2021-02-29" })).toBe("CivilDateRefused")
      expect(yield* told("addDependant", { ...by, person: DORA.nir, on: "2026-11-24" })).toBe("AlreadyMember")
      expect(yield* told("addChild", { ...by, birth: "2021-02-28", on: "2026-11-24" })).toBe("DateInFuture")
      expect(yield* told("openFile")).toBe("FileUnknown")
    }),
  )
})

describe("one person in several files", () => {
  story("an adult is in one open file at most, a child in two, that of each parent", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      const own = { agent: AGENT, file: "file-7" }
      expect(yield* tagOf(agency.openFile({ ...own, holder: BRUNO.nir }))).toBe("InAnotherFile")
      const bruno = yield* created(context, BRUNO, "bruno@example.org")
      yield* monCompte.declareSeparation({ session: bruno, file: FILE, fact: "2026-10-01" })
      yield* agency.openFile({ ...own, holder: ids.bruno })
      yield* agency.addChild({ ...own, person: CLEO.nir, birth: CLEO.birthDate })
      expect(yield* monCompte.listMyFiles({ session: bruno })).toEqual({
        _tag: "MyFiles",
        files: [
          { file: FILE, kind: "Adult", since: "2021-01-01", until: "2026-11-23" },
          { file: "file-7", kind: "Adult", since: "2026-11-23", until: null },
        ],
      })
      const cleo = yield* created(context, CLEO, "cleo@example.org")
      expect((yield* monCompte.listMyFiles({ session: cleo })).files.map(({ file, kind }) => [file, kind])).toEqual([
        [FILE, "Child"],
        ["file-7", "Child"],
      ])
      yield* agency.openFile({ agent: AGENT, file: "file-8", holder: BOB.nir })
      const third = { agent: AGENT, file: "file-8", person: ids.cleo, birth: CLEO.birthDate }
      expect(yield* tagOf(agency.addChild(third))).toBe("InAnotherFile")
      yield* agency.removeMember({ ...own, person: ids.cleo, cause: "LeftHome" })
      expect(yield* tagOf(agency.addChild(third))).toBe("FileView")
    }),
  )

  story("a dependant who comes to hold the file is its adult from then on", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      yield* agency.removeMember({ ...by, person: ids.bruno, cause: "LeftHome" })
      yield* agency.changeHolder({ ...by, to: ids.dora, cause: "Agreement" })
      expect(yield* tagOf(agency.openFile({ agent: AGENT, file: "file-7", holder: ids.dora }))).toBe("InAnotherFile")
    }),
  )
})

describe("the other members of a household", () => {
  story(
    "a child over 15, a dependant, the spouse see their own data and change their own contact, no more",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* TestClock.setTime(NOON)
        yield* family()
        yield* signedIn(context)
        for (const [who, mail, writes] of [
          [CLEO, "cleo@example.org", false],
          [DORA, "dora@example.org", false],
          [BRUNO, "bruno@example.org", true],
        ] as const) {
          const session = yield* created(context, who, mail)
          const may = (action: "ViewOwnData" | "ChangeOwnContact" | "ViewFile" | "WriteToFund" | "ViewOtherSpace") =>
            Effect.map(monCompte.explainRight({ session, file: FILE, action }), ({ permitted }) => permitted)
          expect(yield* may("ViewOwnData")).toBe(true)
          expect(yield* may("ChangeOwnContact")).toBe(true)
          expect(yield* may("ViewFile")).toBe(false)
          expect(yield* may("ViewOtherSpace")).toBe(false)
          expect(yield* may("WriteToFund")).toBe(writes)
          expect(yield* tagOf(monCompte.recordAction({ session, file: FILE, action: "ViewOwnData" }))).toBe(
            "ActionRecorded",
          )
          expect(yield* tagOf(monCompte.recordAction({ session, file: FILE, action: "ViewFile" }))).toBe("NotPermitted")
        }
        context.identities.enrol({ ...EVAN, identifier: EVAN.nir })
        const { birthDate, birthName, nir: identifier } = EVAN
        expect(yield* tagOf(monCompte.createAccount({ identifier, birthName, birthDate }))).toBe("TooYoung")
      }),
  )
})

describe("deeds", () => {
  story("on the file are seen by holder and delegate; in one's own name, by oneself alone", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos, ids } = yield* delegated(context)
      const cleo = { session: yield* created(context, CLEO, "cleo@example.org"), file: FILE }
      yield* monCompte.recordAction({ ...brunos, action: "MakeHouseholdProcedure", reference: "housing/2026" })
      yield* monCompte.recordAction({ ...adas, action: "WriteToFund", reference: "letter-1" })
      yield* monCompte.recordAction({ ...brunos, action: "WriteToFund", reference: "letter-2" })
      yield* monCompte.recordAction({ ...cleo, action: "ViewOwnData" })
      const seen = (one: typeof adas) =>
        Effect.map(monCompte.listActions(one), ({ actions }) =>
          actions.map(({ action, actor, number }) => [number, actor, action]),
        )
      expect(yield* seen(adas)).toEqual([
        [2, ids.ada, "WriteToFund"],
        [1, ids.bruno, "MakeHouseholdProcedure"],
      ])
      expect(yield* seen(brunos)).toEqual([
        [3, ids.bruno, "WriteToFund"],
        [1, ids.bruno, "MakeHouseholdProcedure"],
      ])
      expect(yield* seen(cleo)).toEqual([[4, ids.cleo, "ViewOwnData"]])
      yield* monCompte.recordAction({ ...adas, action: "ViewFile" })
      yield* monCompte.revokeDelegation(adas)
      // What was done before stays on record; to the former delegate, only what they did themselves.
      expect(yield* seen(brunos)).toHaveLength(2)
      expect(yield* seen(adas)).toHaveLength(3)
    }),
  )

  story("are written once for a command, and another's command of the same name is another", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos, ids } = yield* delegated(context)
      const asked = { action: "ViewFile", commandId: "c" } as const
      const first = yield* monCompte.recordAction({ ...adas, ...asked })
      expect(yield* monCompte.recordAction({ ...adas, ...asked })).toEqual(first)
      expect(yield* monCompte.recordAction({ ...brunos, ...asked })).toMatchObject({ number: 2, actor: ids.bruno })
      expect(yield* tagOf(monCompte.recordAction({ ...adas, ...asked, commandId: "x".repeat(101) }))).toBe(
        "CommandIdRefused",
      )
      expect(yield* tagOf(monCompte.recordAction({ ...adas, ...asked, commandId: "x".repeat(100) }))).toBe(
        "ActionRecorded",
      )
    }),
  )

  story("come page by page, latest first", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* couple(context)
      yield* Effect.repeat(monCompte.recordAction({ ...adas, action: "ViewFile" }), { times: 50 })
      const first = yield* monCompte.listActions(adas)
      expect([first.actions.length, first.actions[0]?.number, first.next]).toEqual([50, 51, 2])
      const rest = yield* monCompte.listActions({ ...adas, before: first.next ?? 0 })
      expect([rest.actions.map(({ number }) => number), rest.next]).toEqual([[1], null])
    }),
  )

  story("name nobody's number, and nothing that has a verb of its own", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* couple(context)
      const perform = (reference: string, action = "ViewFile") =>
        tagOf(monCompte.recordAction({ ...adas, action: action as "ViewFile", reference }))
      expect(yield* perform("2690549588157")).toBe("ReferenceRefused")
      expect(yield* perform("a b")).toBe("ReferenceRefused")
      expect(yield* perform("x".repeat(101))).toBe("ReferenceRefused")
      expect(yield* perform("x".repeat(100))).toBe("ActionRecorded")
      for (const action of ["GrantDelegation", "CloseOwnAccount", "toString", "", "ViewOtherSpace"]) {
        expect(yield* Effect.flip(monCompte.recordAction({ ...adas, action: action as "ViewFile" }))).toMatchObject({
          _tag: "NotPermitted",
          rule: "default.deny",
        })
      }
    }),
  )
})
