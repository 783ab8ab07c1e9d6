import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { ADA, BOB, latestCode, migrated, story } from "../../../../test/stories/test-context.ts"
import { MonCompte } from "../../mon-compte.ts"

const REFUSED = { _tag: "RecoveryCodeRefused" }

describe("a stranger with a recovery ticket of another person's number", () => {
  story("gets one answer for wrong, superseded, expired and exhausted codes, as for an unknown number", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const answerOf = (ticket: string, code: string) =>
        Effect.map(Effect.flip(monCompte.confirmRecovery({ ticket, code })), (refusal) => ({ ...refusal }))
      for (const identifier of [ADA.nir, BOB.nir]) {
        const { ticket } = yield* monCompte.startRecovery({ identifier })
        const first = yield* latestCode(context)
        const wrong = first === "000000" ? "000001" : "000000"
        expect(yield* answerOf(ticket, wrong)).toEqual(REFUSED)
        yield* TestClock.adjust("1 minute")
        yield* monCompte.startRecovery({ identifier })
        yield* latestCode(context)
        expect(yield* answerOf(ticket, first)).toEqual(REFUSED)
        yield* TestClock.adjust("10 minutes")
        expect(yield* answerOf(ticket, wrong)).toEqual(REFUSED)
        const again = yield* monCompte.startRecovery({ identifier })
        for (let entered = 0; entered < 8; entered += 1) expect(yield* answerOf(again.ticket, wrong)).toEqual(REFUSED)
      }
    }),
  )

  story("learns nothing of the codes that the owner entered", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const stranger = yield* monCompte.startRecovery({ identifier: ADA.nir })
      const owner = yield* monCompte.startRecovery({ identifier: ADA.nir })
      const code = yield* latestCode(context)
      const wrong = code === "000000" ? "000001" : "000000"
      const asStranger = Effect.flip(monCompte.confirmRecovery({ ticket: stranger.ticket, code: wrong }))
      const before = { ...(yield* asStranger) }
      yield* Effect.flip(monCompte.confirmRecovery({ ticket: owner.ticket, code: wrong }))
      expect({ ...(yield* asStranger) }).toEqual(before)
    }),
  )
})
