import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { CLEO, couple, createSpace, delegated, FILE, proceduresIn } from "../../../../test/stories/family.ts"
import { story, tagOf } from "../../../../test/stories/test-context.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("action records", () => {
  story(
    "on the file are visible to the holder and the delegate, and those of a member's own space to that member only",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { adas, brunos, ids } = yield* delegated(context)
        const cleo = { session: yield* createSpace(context, CLEO, "cleo@example.org"), file: FILE }
        yield* monCompte.recordAction({ ...brunos, action: "MakeHouseholdProcedure", reference: "housing/2026" })
        yield* monCompte.recordAction({ ...adas, action: "WriteToFund", reference: "letter-1" })
        yield* monCompte.recordAction({ ...brunos, action: "WriteToFund", reference: "letter-2" })
        yield* monCompte.recordAction({ ...cleo, action: "ViewOwnData" })
        const visibleTo = (member: typeof adas) =>
          Effect.map(monCompte.listActions(member), (list) =>
            proceduresIn(list).map(({ action, actor, number }) => [number, actor, action]),
          )
        expect(yield* visibleTo(adas)).toEqual([
          [2, ids.ada, "WriteToFund"],
          [1, ids.bruno, "MakeHouseholdProcedure"],
        ])
        expect(yield* visibleTo(brunos)).toEqual([
          [3, ids.bruno, "WriteToFund"],
          [1, ids.bruno, "MakeHouseholdProcedure"],
        ])
        expect(yield* visibleTo(cleo)).toEqual([[4, ids.cleo, "ViewOwnData"]])
        yield* monCompte.recordAction({ ...adas, action: "ViewFile" })
        yield* monCompte.revokeDelegation(adas)
        // Earlier records remain. The former delegate sees only their own.
        expect(yield* visibleTo(brunos)).toHaveLength(2)
        expect(yield* visibleTo(adas)).toHaveLength(3)
      }),
  )

  story("are written once for a command id, and the same id of another person is another command", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos, ids } = yield* delegated(context)
      const request = { action: "ViewFile", commandId: "c" } as const
      const first = yield* monCompte.recordAction({ ...adas, ...request })
      expect(yield* monCompte.recordAction({ ...adas, ...request })).toEqual(first)
      expect(yield* monCompte.recordAction({ ...brunos, ...request })).toMatchObject({ number: 2, actor: ids.bruno })
      expect(yield* tagOf(monCompte.recordAction({ ...adas, ...request, commandId: "x".repeat(101) }))).toBe(
        "CommandIdRefused",
      )
      expect(yield* tagOf(monCompte.recordAction({ ...adas, ...request, commandId: "x".repeat(100) }))).toBe(
        "ActionRecorded",
      )
    }),
  )

  story("are listed page by page, newest first", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* couple(context)
      yield* Effect.repeat(monCompte.recordAction({ ...adas, action: "ViewFile" }), { times: 50 })
      const first = yield* monCompte.listActions(adas)
      expect([first.actions.length, first.actions[0]?.number]).toEqual([50, 51])
      const rest = yield* monCompte.listActions({ ...adas, before: first.next ?? 0 })
      expect(proceduresIn(first).length + proceduresIn(rest).length).toBe(51)
      expect([proceduresIn(rest).at(-1)?.number, rest.next]).toEqual([1, null])
      // The number of a record goes on with the older records alone.
      expect((yield* monCompte.listActions({ ...adas, before: 2 })).actions.map(({ number }) => number)).toEqual([1])
    }),
  )

  story("contain no social security number, and no action with its own verb", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* couple(context)
      const perform = (reference: string, action = "ViewFile") =>
        tagOf(monCompte.recordAction({ ...adas, action: action as "ViewFile", reference }))
      expect(yield* perform("2690549588157")).toBe("PersonalDataRefused")
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
