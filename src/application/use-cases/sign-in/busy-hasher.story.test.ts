import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import { ADA, PASSWORD, signedIn, signInTag, story, tagOf } from "../../../../test/stories/test-context.ts"
import { MonCompte } from "../../mon-compte.ts"

const UNKNOWN = { nir: "1 85 05 78 006 123" }
const NEW = "Nouveau34"

/** How often sign-ins answered `TryLater` for a busy hasher. Every test of the process adds to the same counter. */
const busySignIns = Effect.map(Metric.snapshot, (metrics) => {
  const counter = metrics.find(
    ({ attributes, id }) =>
      id === "mon_compte_try_later" && attributes?.["cause"] === "HasherBusy" && attributes["verb"] === "signIn",
  )
  return counter?.type === "Counter" ? Number(counter.state.count) : 0
})

describe("a full queue of the hasher", () => {
  story("costs no read and no write for a flood of sign-ins, with known and unknown identifiers", (context) =>
    Effect.gen(function* () {
      yield* signedIn(context)
      const before = [context.storage.commits(), context.hasher.verifications()]
      const loads = context.storage.loads()
      const countedBefore = yield* busySignIns
      context.hasher.setBusy(true)
      for (let attempt = 0; attempt < 500; attempt += 1) {
        expect(yield* signInTag(PASSWORD)).toBe("TryLater")
        expect(yield* signInTag("Pas celui1", UNKNOWN)).toBe("TryLater")
      }
      expect([context.storage.commits(), context.hasher.verifications()]).toEqual(before)
      expect(context.storage.loads()).toBe(loads)
      expect((yield* busySignIns) - countedBefore).toBe(1_000)
      context.hasher.setBusy(false)
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
    }),
  )

  story("costs no write when a session tries current passwords", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const session = yield* signedIn(context)
      const before = context.storage.commits()
      context.hasher.setBusy(true)
      for (let attempt = 0; attempt < 30; attempt += 1) {
        const request = { session, current: "Pas celui1", password: NEW, confirmation: NEW }
        expect(yield* tagOf(monCompte.changePassword(request))).toBe("TryLater")
      }
      expect(context.storage.commits()).toBe(before)
      context.hasher.setBusy(false)
      const request = { session, current: PASSWORD, password: NEW, confirmation: NEW }
      expect(yield* tagOf(monCompte.changePassword(request))).toBe("PasswordChanged")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: NEW }))).toBe("SignedIn")
    }),
  )
})
