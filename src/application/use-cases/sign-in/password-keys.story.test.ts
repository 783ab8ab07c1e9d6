import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import {
  ADA,
  BOB,
  latestCode,
  migrated,
  PASSWORD,
  signInTag,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { accountOf, secretOf, writeSecret } from "../../../../test/stories/written-secrets.ts"
import { passwordHashPolicies } from "../../../domain/account/password-hash-policy.ts"
import { Keys } from "../../../ports/keys.ts"
import { PasswordHasher } from "../../../ports/password-hasher.ts"
import { defaultPolicies, Policies } from "../../contract/policies.ts"
import { MonCompte } from "../../mon-compte.ts"
import { rewrapKeys } from "../keys/rewrap-keys.ts"
import { signIn } from "./sign-in.ts"

const NEW = "Nouveau34"
const INTRUDERS = "Intrus12"

describe("a hash under an older key", () => {
  story("is renewed under the active key at the next sign-in, and survives the end of the older key", (context) =>
    Effect.gen(function* () {
      const ada = accountOf(yield* migrated(context))
      expect(Redacted.value(secretOf(context, ada))).toMatch(/^keyed\.1\.\$/)
      context.keys.rotate()
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
      expect(Redacted.value(secretOf(context, ada))).toMatch(/^keyed\.2\.\$/)
      context.keys.retire("1")
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
    }),
  )

  story("verifies no password after its key was dropped, and the person recovers the account", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      context.keys.rotate()
      yield* rewrapKeys()
      context.keys.retire("1")
      const before = context.hasher.decoys()
      expect(yield* signInTag(PASSWORD)).toBe("Refused")
      expect(context.hasher.decoys() - before).toBe(1)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
      yield* monCompte.chooseRecoveredPassword({ ticket, password: NEW, confirmation: NEW })
      expect(yield* signInTag(NEW)).toBe("SignedIn")
    }),
  )
})

describe("a hash from before passwords were keyed", () => {
  const signInUnder = (policy: keyof typeof passwordHashPolicies, password: string) =>
    tagOf(signIn({ identifier: ADA.nir, password })).pipe(
      Effect.provideService(Policies, { ...defaultPolicies, passwordHashes: passwordHashPolicies[policy] }),
    )

  story("opens nothing by default, and one sign-in under the policy carryOver, which replaces it", (context) =>
    Effect.gen(function* () {
      const ada = accountOf(yield* migrated(context))
      yield* writeSecret(context, ada, yield* context.hasher.service.hash(Redacted.make(NEW)))
      expect(yield* signInUnder("keyed", NEW)).toBe("Refused")
      expect(yield* signInUnder("carryOver", PASSWORD)).toBe("Refused")
      expect(yield* signInUnder("carryOver", NEW)).toBe("SignedIn")
      expect(Redacted.value(secretOf(context, ada))).toMatch(/^keyed\.1\.\$/)
      expect(yield* signInUnder("keyed", NEW)).toBe("SignedIn")
      expect(yield* signInUnder("carryOver", NEW)).toBe("SignedIn")
    }),
  )
})

story("a wrong password makes the same calls to the keys and the hasher whatever hash is stored", (context) =>
  Effect.gen(function* () {
    const ada = accountOf(yield* migrated(context))
    const keyed = secretOf(context, ada)
    const unkeyed = yield* context.hasher.service.hash(Redacted.make(PASSWORD))
    const stored = [keyed, unkeyed, Redacted.make(Redacted.value(keyed).replace("keyed.1.", "keyed.gone."))]
    const callsOf = Effect.fnUntraced(function* (nir: string) {
      const [keys, hasher] = [yield* Keys, yield* PasswordHasher]
      const calls: Array<string> = []
      const recorded = <A, E, R>(name: string, call: Effect.Effect<A, E, R>) =>
        Effect.tap(call, () => Effect.sync(() => calls.push(name)))
      const attempt = tagOf(signIn({ identifier: nir, password: INTRUDERS })).pipe(
        Effect.provideService(Keys, {
          ...keys,
          mac: (purpose, ...input) => recorded(`mac ${purpose}`, keys.mac(purpose, ...input)),
        }),
        Effect.provideService(PasswordHasher, {
          ...hasher,
          hash: (...input) => recorded("hash", hasher.hash(...input)),
          verify: (...input) => recorded("verify", hasher.verify(...input)),
        }),
      )
      expect(yield* attempt).toBe("Refused")
      return calls
    })
    const unknown = yield* callsOf(BOB.nir)
    expect(unknown.slice(-2)).toEqual(["mac password", "verify"])
    for (const secret of stored) {
      yield* writeSecret(context, ada, secret)
      expect(yield* callsOf(ADA.nir)).toEqual(unknown)
    }
  }),
)
