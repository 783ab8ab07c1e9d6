import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { MonCompte } from "../mon-compte.ts"
import { story, tagOf } from "../world.model.ts"
import { delegated } from "./family.model.ts"

describe("what was done once, asked again by the same command", () => {
  const view = { action: "ViewFile", commandId: "page-1" } as const

  story("is told again while the right lasts, and refused like any other once it has ended", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos } = yield* delegated(w)
      const first = yield* monCompte.perform({ ...brunos, ...view })
      expect(yield* monCompte.perform({ ...brunos, ...view })).toEqual(first)
      yield* monCompte.revokeDelegation(adas)
      expect(yield* Effect.flip(monCompte.perform({ ...brunos, ...view }))).toMatchObject({
        _tag: "NotPermitted",
        rule: "file.view",
        reason: "DelegationOver",
        change: "HolderGrants",
      })
      expect((yield* monCompte.deeds(adas)).deeds).toHaveLength(1)
    }),
  )

  story("is refused to a session that was ended meanwhile", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { brunos } = yield* delegated(w)
      yield* monCompte.perform({ ...brunos, ...view })
      yield* monCompte.signOut(brunos)
      expect(yield* tagOf(monCompte.perform({ ...brunos, ...view }))).toBe("SessionOver")
    }),
  )

  story("permits nothing else: another action, or another reference, is another command", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { brunos } = yield* delegated(w)
      yield* monCompte.perform({ ...brunos, ...view, reference: "page/1" })
      const again = (asked: { readonly action?: "AnswerFundRequest"; readonly reference?: string }) =>
        tagOf(monCompte.perform({ ...brunos, ...view, reference: "page/1", ...asked }))
      expect(yield* again({})).toBe("Performed")
      expect(yield* again({ action: "AnswerFundRequest" })).toBe("CommandIdRefused")
      expect(yield* again({ reference: "page/2" })).toBe("CommandIdRefused")
    }),
  )
})
