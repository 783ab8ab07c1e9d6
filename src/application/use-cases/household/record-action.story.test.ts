import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { AGENT, delegated, FILE, proceduresIn } from "../../../../test/stories/family.ts"
import { BOB, signedIn, story, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("a replayed recordAction", () => {
  const view = { action: "ViewFile", commandId: "page-1" } as const

  story("is answered again while the right lasts, and refused once it has ended", (context) =>
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
      expect(proceduresIn(yield* monCompte.listActions(adas))).toHaveLength(1)
    }),
  )

  story("is refused to a session that has ended since", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { brunos } = yield* delegated(context)
      yield* monCompte.recordAction({ ...brunos, ...view })
      yield* monCompte.signOut(brunos)
      expect(yield* tagOf(monCompte.recordAction({ ...brunos, ...view }))).toBe("SessionOver")
    }),
  )

  story("is refused with another action or another reference", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { brunos } = yield* delegated(context)
      yield* monCompte.recordAction({ ...brunos, ...view, reference: "page/1" })
      const again = (changed: { readonly action?: "AnswerFundRequest"; readonly reference?: string }) =>
        tagOf(monCompte.recordAction({ ...brunos, ...view, reference: "page/1", ...changed }))
      expect(yield* again({})).toBe("ActionRecorded")
      expect(yield* again({ action: "AnswerFundRequest" })).toBe("CommandIdReused")
      expect(yield* again({ reference: "page/2" })).toBe("CommandIdReused")
    }),
  )
})

describe("a command id on two files", () => {
  story("names two commands, whatever else the commit contains", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { adas, brunos, ids } = yield* delegated(context)
      yield* agency.removeMember({ agent: AGENT, file: FILE, person: ids.bruno, cause: "LeftHome" })
      yield* agency.openFile({ agent: AGENT, file: "file-7", holder: ids.bruno })
      // From now on the same commit also records the use of the session.
      yield* TestClock.adjust("11 minutes")
      const view = { action: "ViewOwnData", commandId: "c" } as const
      const first = yield* monCompte.recordAction({ ...brunos, ...view })
      expect(first).toMatchObject({ number: 1 })
      expect(yield* monCompte.recordAction({ ...brunos, ...view, file: "file-7" })).toMatchObject({
        number: 1,
        command: "c",
      })
      expect(yield* monCompte.recordAction({ ...brunos, ...view })).toEqual(first)
      expect(proceduresIn(yield* monCompte.listActions({ ...brunos, file: "file-7" }))).toHaveLength(1)
      expect(yield* tagOf(monCompte.recordAction({ ...adas, ...view, commandId: "x".repeat(100) }))).toBe(
        "ActionRecorded",
      )
    }),
  )
})

describe("an action on the person's own data", () => {
  story("is refused on a file that they were never in, known or unknown", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* delegated(context)
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      const view = (file: string) => Effect.flip(monCompte.recordAction({ session: bob, file, action: "ViewOwnData" }))
      const refusal = { _tag: "NotPermitted", rule: "own.view", reason: "NotInFile", change: "JoinFile" }
      const before = context.storage.commits()
      expect(yield* view(FILE)).toMatchObject(refusal)
      expect(yield* view("file-9")).toMatchObject(refusal)
      // The page that asks first gets the same answer, and so shows no button that would be refused.
      const { rule, reason, change } = refusal
      const explained = { permitted: false, rule, reason, change }
      const asked = { session: bob, action: "ViewOwnData" } as const
      expect(yield* monCompte.explainRight({ ...asked, file: FILE })).toMatchObject(explained)
      expect(yield* monCompte.explainRight({ ...asked, file: "file-9" })).toMatchObject(explained)
      expect(context.storage.commits()).toBe(before)
      expect(yield* monCompte.recordAction({ ...adas, action: "ViewFile" })).toMatchObject({ number: 1 })
    }),
  )

  story(
    "is recorded on a file that they left, on a closed file, and on the file of their 8-digit password",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const agency = yield* Agency
        const { adas, brunos } = yield* delegated(context)
        const viewOwnData = (member: typeof adas) => tagOf(monCompte.recordAction({ ...member, action: "ViewOwnData" }))
        yield* monCompte.declareSeparation({ ...brunos, fact: "2026-10-01" })
        expect(yield* viewOwnData(brunos)).toBe("ActionRecorded")
        yield* agency.closeFile({ agent: AGENT, file: FILE, cause: "NoMoreRights" })
        expect(yield* viewOwnData(adas)).toBe("ActionRecorded")
        // No agent has opened Bob's file.
        const bob = yield* signedIn(context, BOB, "bob@example.org")
        expect(yield* viewOwnData({ session: bob, file: BOB.file })).toBe("ActionRecorded")
      }),
  )
})

describe("listActions", () => {
  story("treats a null `before` of an untyped caller as the first page", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* delegated(context)
      yield* monCompte.recordAction({ ...adas, action: "ViewFile" })
      const before = JSON.parse("null")
      expect(proceduresIn(yield* monCompte.listActions({ ...adas, before }))).toHaveLength(1)
    }),
  )
})
