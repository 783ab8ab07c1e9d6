import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  atCode,
  codes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  session,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { codePolicies } from "../../../domain/challenge/code-policy.ts"
import { messageOf } from "../../../messages/messages.ts"
import { defaultPolicies, Policies } from "../../contract/policies.ts"
import { MonCompte } from "../../mon-compte.ts"

/** Runs an effect under a policy whose codes have this many digits. */
const withCodeLength = (length: number) => {
  const policies = { ...defaultPolicies, codes: { ...codePolicies.standard, length } }
  return <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.provideService(effect, Policies, policies)
}

describe("a code policy of 8 digits", () => {
  story("applies to a whole migration, a change of contact and a recovery", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
      const openSession = yield* session()
      const change = yield* monCompte.changeContact({
        session: openSession,
        current: PASSWORD,
        contact: "new@example.org",
      })
      expect(change).toMatchObject({ codeLength: 8 })
      const contactCode = yield* latestCode(context)
      expect(yield* tagOf(monCompte.confirmContact({ session: openSession, code: contactCode }))).toBe("ContactChanged")
      const { codeLength, ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      expect(codeLength).toBe(8)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) }))).toBe(
        "PasswordToChoose",
      )
      expect(codes(context).map((code) => code.length)).toEqual([8, 8, 8])
    }).pipe(withCodeLength(8)),
  )

  story("refuses codes of 7 and 9 digits, names its length in the refusal, and counts no try", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const right = yield* latestCode(context)
      for (const code of [right.slice(1), `0${right}`]) {
        const refusal = yield* Effect.flip(monCompte.confirmCode({ ticket, code }))
        expect(refusal).toMatchObject({ _tag: "CodeMalformed", length: 8 })
        expect(messageOf(refusal, "fr")).toContain("8 chiffres, par exemple 01234567")
        expect(messageOf(refusal, "en")).toContain("8 digits, for example 01234567")
      }
      expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({ codeLength: 8, triesLeft: 5 })
    }).pipe(withCodeLength(8)),
  )

  story("applies to the next challenge: a code sent before keeps its own length", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      expect(yield* latestCode(context)).toHaveLength(6)
      yield* TestClock.adjust("1 minute")
      expect(yield* withCodeLength(8)(monCompte.resendCode({ ticket }))).toMatchObject({ codeLength: 6 })
      const resent = yield* latestCode(context)
      const refused = withCodeLength(8)(monCompte.confirmCode({ ticket, code: "12345678" }))
      expect(yield* Effect.flip(refused)).toMatchObject({ _tag: "CodeMalformed", length: 6 })
      expect(yield* tagOf(withCodeLength(8)(monCompte.confirmCode({ ticket, code: resent })))).toBe("Completed")
    }),
  )

  story("gives a new contact in the wizard a code of the new length", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      yield* latestCode(context)
      yield* withCodeLength(8)(monCompte.sendCode({ ticket, contact: MAIL }))
      expect(yield* latestCode(context)).toHaveLength(8)
    }),
  )
})
