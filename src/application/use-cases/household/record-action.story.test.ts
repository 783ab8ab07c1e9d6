import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { AGENT, delegated, FILE } from "../../../../test/stories/family.ts"
import { BOB, signedIn, story, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("what was done once, asked again by the same command", () => {
  const view = { action: "ViewFile", commandId: "page-1" } as const

  story("is told again while the right lasts, and refused like any other once it has ended", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos } = yield* delegated(context)
      const first = yield* monCompte.recordAction({ ...brunos, ...view })
      expect(yield* monCompte.recordAction({ ...brunos, ...view })).toEqual(first)
      yield* monCompte.revokeDelegation(adas)
      expect(yield* Effect.flip(monCompte.recordAction({ ...brunos, ...view }))).toMatchObject({
        _tag: "NotPermitted",
        rule: "file.view",
        reason: "DelegationOver",
        change: "HolderGrants",
      })
      expect((yield* monCompte.listActions(adas)).actions).toHaveLength(1)
    }),
  )

  story("is refused to a session that was ended meanwhile", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { brunos } = yield* delegated(context)
      yield* monCompte.recordAction({ ...brunos, ...view })
      yield* monCompte.signOut(brunos)
      expect(yield* tagOf(monCompte.recordAction({ ...brunos, ...view }))).toBe("SessionOver")
    }),
  )

  story("permits nothing else: another action, or another reference, is another command", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { brunos } = yield* delegated(context)
      yield* monCompte.recordAction({ ...brunos, ...view, reference: "page/1" })
      const again = (asked: { readonly action?: "AnswerFundRequest"; readonly reference?: string }) =>
        tagOf(monCompte.recordAction({ ...brunos, ...view, reference: "page/1", ...asked }))
      expect(yield* again({})).toBe("ActionRecorded")
      expect(yield* again({ action: "AnswerFundRequest" })).toBe("CommandIdRefused")
      expect(yield* again({ reference: "page/2" })).toBe("CommandIdRefused")
    }),
  )
})

describe("a command id on two files", () => {
  story("names two commands, whatever else is noted in the commit", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { adas, brunos, ids } = yield* delegated(context)
      yield* agency.removeMember({ agent: AGENT, file: FILE, person: ids.bruno, cause: "LeftHome" })
      yield* agency.openFile({ agent: AGENT, file: "file-7", holder: ids.bruno })
      // By now the use of the session is noted in the same commit.
      yield* TestClock.adjust("11 minutes")
      const asked = { action: "ViewOwnData", commandId: "c" } as const
      const first = yield* monCompte.recordAction({ ...brunos, ...asked })
      expect(first).toMatchObject({ number: 1 })
      expect(yield* monCompte.recordAction({ ...brunos, ...asked, file: "file-7" })).toMatchObject({
        number: 1,
        command: "c",
      })
      expect(yield* monCompte.recordAction({ ...brunos, ...asked })).toEqual(first)
      expect((yield* monCompte.listActions({ ...brunos, file: "file-7" })).actions).toHaveLength(1)
      expect(yield* tagOf(monCompte.recordAction({ ...adas, ...asked, commandId: "x".repeat(100) }))).toBe(
        "ActionRecorded",
      )
    }),
  )
})

describe("what is one's own", () => {
  story("is recorded on no file that one never was in, whether there is one of that number or not", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* delegated(context)
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      const view = (file: string) => Effect.flip(monCompte.recordAction({ session: bob, file, action: "ViewOwnData" }))
      const refusal = { _tag: "NotPermitted", rule: "own.view", reason: "NotInFile", change: "JoinFile" }
      const before = context.storage.commits()
      expect(yield* view(FILE)).toMatchObject(refusal)
      expect(yield* view("file-9")).toMatchObject(refusal)
      expect(context.storage.commits()).toBe(before)
      expect(yield* monCompte.recordAction({ ...adas, action: "ViewFile" })).toMatchObject({ number: 1 })
    }),
  )

  story("is recorded on the file one left, on one that closed, and on that of one's 8-digit password", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { adas, brunos } = yield* delegated(context)
      const view = (one: typeof adas) => tagOf(monCompte.recordAction({ ...one, action: "ViewOwnData" }))
      yield* monCompte.declareSeparation({ ...brunos, fact: "2026-10-01" })
      expect(yield* view(brunos)).toBe("ActionRecorded")
      yield* agency.closeFile({ agent: AGENT, file: FILE, cause: "NoMoreRights" })
      expect(yield* view(adas)).toBe("ActionRecorded")
      // The fund's agents have not opened Bob's file here.
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      expect(yield* view({ session: bob, file: BOB.file })).toBe("ActionRecorded")
    }),
  )
})

describe("the deeds on a file", () => {
  story("are all shown to an untyped caller who says that no page came before", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* delegated(context)
      yield* monCompte.recordAction({ ...adas, action: "ViewFile" })
      const before = JSON.parse("null")
      expect((yield* monCompte.listActions({ ...adas, before })).actions).toHaveLength(1)
    }),
  )
})
