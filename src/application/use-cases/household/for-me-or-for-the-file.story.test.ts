import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { couple, proceduresIn } from "../../../../test/stories/family.ts"
import { story } from "../../../../test/stories/test-context.ts"
import { messageOf } from "../../../messages/messages.ts"
import { MonCompte } from "../../mon-compte.ts"

const letter = { action: "WriteToFund", reference: "letter-1" } as const

describe("the spouse who writes about the housing, and about their own health", () => {
  story("chooses for whom the letter is, and only a letter for the file is seen by the holder", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos, ids } = yield* couple(context)
      const own = { ...brunos, ...letter }
      const ofFile = { ...own, for: "File" } as const
      // Without the authorisation Bruno writes for himself only.
      expect(yield* Effect.flip(monCompte.recordAction(ofFile))).toMatchObject({
        _tag: "NotPermitted",
        rule: "file.procedure",
        reason: "NoDelegation",
      })
      expect(yield* monCompte.explainRight({ ...ofFile })).toMatchObject({ permitted: false, rule: "file.procedure" })
      yield* monCompte.grantDelegation(adas)
      expect(yield* monCompte.explainRight({ ...ofFile })).toMatchObject({ permitted: true, onBehalfOf: "Holder" })
      const self = { actor: ids.bruno, onBehalfOf: null, for: "Self", rule: "own.write" }
      const file = { actor: ids.bruno, onBehalfOf: ids.ada, for: "File", rule: "file.procedure" }
      expect(yield* monCompte.recordAction(own)).toMatchObject(self)
      expect(yield* monCompte.recordAction({ ...own, for: "Self" })).toMatchObject(self)
      expect(yield* monCompte.recordAction({ ...ofFile, reference: "letter-2" })).toMatchObject(file)
      // The holder’s own letter stays theirs, and the delegate sees the one for the file.
      yield* monCompte.recordAction({ ...adas, ...letter, reference: "letter-3" })
      yield* monCompte.recordAction({ ...adas, ...letter, for: "File", reference: "letter-4" })
      const brunosList = proceduresIn(yield* monCompte.listActions(brunos))
      expect(brunosList.map(({ reference }) => reference)).toEqual(["letter-4", "letter-2", "letter-1", "letter-1"])
      const seen = yield* monCompte.listActions(adas)
      expect(seen.actions.filter(({ action }) => action === "WriteToFund")).toMatchObject([
        { actor: ids.ada, onBehalfOf: null, for: "File", reference: "letter-4" },
        { actor: ids.ada, onBehalfOf: null, for: "Self", reference: "letter-3" },
        { ...file, reference: "letter-2" },
      ])
    }),
  )

  story("is refused the choice that an action does not leave, and reads which one to take", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* couple(context)
      const claim = { ...adas, action: "ClaimIndividualBenefit", for: "File" } as const
      const refused = yield* Effect.flip(monCompte.recordAction(claim))
      expect(refused).toMatchObject({
        _tag: "NotPermitted",
        rule: "own.claim",
        reason: "ForSelfOnly",
        change: "ChooseSelf",
      })
      expect(messageOf(refused, "fr")).toBe(
        "Cette démarche ne concerne que vous\u00a0: elle ne se fait pas pour le dossier. Choisissez «\u00a0pour moi\u00a0».",
      )
      const view = { ...adas, action: "ViewFile", for: "Self" } as const
      expect(yield* Effect.flip(monCompte.recordAction(view))).toMatchObject({
        rule: "file.view",
        reason: "ForFileOnly",
        change: "ChooseFile",
      })
      expect(yield* monCompte.explainRight(view)).toMatchObject({ permitted: false, reason: "ForFileOnly" })
    }),
  )

  story("cannot send the same command again for another one", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* couple(context)
      const command = { ...adas, ...letter, commandId: "one" }
      const first = yield* monCompte.recordAction(command)
      expect(yield* monCompte.recordAction(command)).toEqual(first)
      expect((yield* Effect.flip(monCompte.recordAction({ ...command, for: "File" })))._tag).toBe("CommandIdReused")
    }),
  )
})
