import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { AGENT, BRUNO, CLEO, createSpace, DORA, EVAN, FILE, family, NOON } from "../../../../test/stories/family.ts"
import { ADA, BOB, signedIn, story, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

const by = { agent: AGENT, file: FILE }

describe("a household file", () => {
  story("is opened once for its reference, and shows its members", (context) =>
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

  story("changes once for a replayed command, which answers the same person", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      const request = { ...by, holder: ADA.nir, commandId: "open" }
      const first = yield* agency.openFile(request)
      expect(yield* agency.openFile(request)).toEqual(first)
      const child = { ...by, birth: "2020-02-29", commandId: "child" }
      const added = yield* agency.addChild(child)
      expect(yield* agency.addChild(child)).toEqual(added)
      expect(added.household).toMatchObject({ children: [{ person: added.person }] })
      expect(yield* tagOf(agency.addChild({ ...child, birth: "2020-02-28" }))).toBe("CommandIdReused")
      expect(yield* context.storage.service.journal(`household/${FILE}`)).toHaveLength(2)
    }),
  )

  story("refuses untyped input, each with its own refusal", () =>
    Effect.gen(function* () {
      const agency = (yield* Agency) as unknown as Record<
        string,
        (request?: unknown) => Effect.Effect<{ readonly _tag: string }, { readonly _tag: string }>
      >
      yield* TestClock.setTime(NOON)
      yield* family()
      const refusalOf = (name: string, request?: unknown) => tagOf(agency[name]?.(request) ?? Effect.die(name))
      for (const file of [undefined, null, 7, {}, "", "a/b", "é", "x".repeat(65), "9".repeat(10_000_000)]) {
        expect(yield* refusalOf("getFile", { file })).toBe("FileUnknown")
      }
      for (const agent of [undefined, null, 7, "", " ", "a\nb", "x".repeat(201)]) {
        expect(yield* refusalOf("closeFile", { ...by, agent, cause: "Duplicate" })).toBe("AgentMissing")
      }
      for (const cause of [undefined, null, "Whim", { toString: () => "Duplicate" }]) {
        expect(yield* refusalOf("closeFile", { ...by, cause })).toBe("CauseUnknown")
      }
      const removed = { ...by, cause: "LeftHome" }
      for (const person of [undefined, null, {}, "x", "7 18 61 00 188 264 48"]) {
        expect(yield* refusalOf("removeMember", { ...removed, person })).toBe("IdentifierRefused")
      }
      expect(yield* refusalOf("removeMember", { ...removed, person: "00000000-0000-0000-0000-000000000000" })).toBe(
        "PersonUnknown",
      )
      expect(yield* refusalOf("removeMember", { ...removed, person: BOB.nir })).toBe("PersonUnknown")
      expect(yield* refusalOf("addChild", { ...by, birth: "2021-02-29" })).toBe("BirthDateRefused")
      expect(yield* refusalOf("addDependant", { ...by, person: DORA.nir, on: "2026-11-24" })).toBe("AlreadyMember")
      expect(yield* refusalOf("addChild", { ...by, birth: "2021-02-28", on: "2026-11-24" })).toBe("DateInFuture")
      expect(yield* refusalOf("openFile")).toBe("FileUnknown")
    }),
  )
})

describe("a person in several files", () => {
  story("is in one open file as an adult, and in two as a child, one of each parent", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      const own = { agent: AGENT, file: "file-7" }
      expect(yield* tagOf(agency.openFile({ ...own, holder: BRUNO.nir }))).toBe("InAnotherFile")
      const bruno = yield* createSpace(context, BRUNO, "bruno@example.org")
      yield* monCompte.declareSeparation({ session: bruno, file: FILE, fact: "2026-10-01" })
      yield* agency.openFile({ ...own, holder: ids.bruno })
      yield* agency.addChild({ ...own, person: CLEO.nir, birth: CLEO.birthDate })
      expect(yield* monCompte.listMyFiles({ session: bruno })).toMatchObject({
        _tag: "MyFiles",
        files: [
          { file: FILE, kind: "Adult", role: "Spouse", since: "2021-01-01", until: "2026-11-23" },
          { file: "file-7", kind: "Adult", role: "Holder", since: "2026-11-23", until: null },
        ],
        mandates: [],
        nextMandates: null,
      })
      const cleo = yield* createSpace(context, CLEO, "cleo@example.org")
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

  story("becomes an adult of the file when they change from dependant to holder", () =>
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
    "who are a child over 15, a dependant or the spouse see their own data, change their own contact, and no more",
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
          const session = yield* createSpace(context, who, mail)
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
