import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Metric from "effect/Metric"
import {
  ADA,
  BOB,
  latestCode,
  migrated,
  PASSWORD,
  signedIn,
  signInTag,
  started,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { presets } from "../../../domain/password/index.ts"
import { defaultPolicies, Policies } from "../../contract/policies.ts"
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

  story("costs no write where a new password is chosen, and the ticket is still good afterwards", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const typed = { password: "Nouveau-34-long", confirmation: "Nouveau-34-long" }
      const { ticket: wizard } = yield* started(BOB)
      yield* monCompte.acceptTerms({ ticket: wizard, version: "1" })
      const strict = yield* MonCompte.pipe(
        Effect.provide(
          Layer.fresh(MonCompte.verbs).pipe(
            Layer.provide(Layer.succeed(Policies, { ...defaultPolicies, password: presets.cnil })),
          ),
        ),
      )
      const answer = yield* strict.signIn({ identifier: ADA.nir, password: PASSWORD })
      if (answer._tag !== "MustChangePassword" || !("ticket" in answer)) return expect.fail(answer._tag)
      const verbs = [
        () => tagOf(monCompte.choosePassword({ ticket: wizard, ...typed })),
        () => tagOf(strict.replacePassword({ ticket: answer.ticket, ...typed })),
      ]
      const before = context.storage.commits()
      context.hasher.setBusy(true)
      for (const verb of verbs) for (let time = 0; time < 10; time += 1) expect(yield* verb()).toBe("TryLater")
      expect(context.storage.commits()).toBe(before)
      context.hasher.setBusy(false)
      const tags = []
      for (const verb of verbs) tags.push(yield* verb())
      expect(tags).toEqual(["ContactPending", "PasswordChanged"])
    }),
  )

  story("costs no write where a forgotten password is replaced, and the ticket is still good afterwards", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
      const choose = tagOf(monCompte.chooseRecoveredPassword({ ticket, password: NEW, confirmation: NEW }))
      const before = context.storage.commits()
      context.hasher.setBusy(true)
      for (let time = 0; time < 10; time += 1) expect(yield* choose).toBe("TryLater")
      expect(context.storage.commits()).toBe(before)
      context.hasher.setBusy(false)
      expect(yield* choose).toBe("PasswordRecovered")
    }),
  )
})
