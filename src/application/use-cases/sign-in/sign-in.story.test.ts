import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { ADA, BOB, migrated, PASSWORD, story, tagOf, whileTimePasses } from "../../../../test/stories/test-context.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("sign-in", () => {
  story("answers the same refusal for a wrong password, an unknown number and the password of another person", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const refusals = yield* Effect.forEach(
        [
          { identifier: ADA.nir, password: "00000000" },
          { identifier: ADA.nir, password: BOB.legacy },
          { identifier: "1 99 12 34 567 890", password: ADA.legacy },
          { identifier: ADA.nir, password: "x".repeat(10_000_000) },
        ],
        (request) => Effect.flip(monCompte.signIn(request)),
      )
      expect(new Set(refusals.map((refusal) => JSON.stringify(refusal)))).toEqual(new Set(['{"_tag":"Refused"}']))
    }),
  )

  story("does the same work for each refusal: one hash verification and one call to the legacy system", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const work = (identifier: string, password: string) =>
        Effect.gen(function* () {
          const before = {
            hashes: context.hasher.verifications(),
            legacy: context.legacy.calls(),
            commits: context.storage.commits(),
            loads: context.storage.loads(),
          }
          yield* Effect.flip(monCompte.signIn({ identifier, password }))
          return {
            hashes: context.hasher.verifications() - before.hashes,
            legacy: context.legacy.calls() - before.legacy,
            commits: context.storage.commits() - before.commits,
            loads: context.storage.loads() - before.loads,
          }
        })
      const active = yield* work(ADA.nir, "00000000")
      const legacy = yield* work(BOB.nir, "00000000")
      const unknown = yield* work("1 99 12 34 567 890", "00000000")
      expect(active).toEqual({ hashes: 1, legacy: 1, commits: 2, loads: 2 })
      expect([legacy, unknown]).toEqual([active, active])
    }),
  )

  story("refuses even the right password during the wait after the fifth failure, and accepts it afterwards", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const wrong = monCompte.signIn({ identifier: ADA.nir, password: "00000000" })
      const right = monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })
      for (let failure = 0; failure < 5; failure += 1) yield* Effect.flip(wrong)
      expect(yield* tagOf(right)).toBe("Refused")
      yield* TestClock.adjust("119 seconds")
      expect(yield* tagOf(right)).toBe("Refused")
      yield* TestClock.adjust("1 second")
      expect(yield* tagOf(right)).toBe("MigrationRequired")
    }),
  )

  story("counts legacy and new passwords together", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      for (const password of ["00000000", "Wrong123", "00000000", "Wrong123", "00000000"]) {
        yield* Effect.flip(monCompte.signIn({ identifier: ADA.nir, password }))
      }
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
    }),
  )

  story("verifies at most five of two hundred guesses sent at once", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const guesses = Array.from({ length: 200 }, (_, index) => String(index).padStart(8, "0"))
      const answers = yield* whileTimePasses(
        Effect.forEach(guesses, (password) => tagOf(monCompte.signIn({ identifier: ADA.nir, password })), {
          concurrency: "unbounded",
        }),
      )
      expect(answers).not.toContain("MigrationRequired")
      const [lockOut] = context.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("lock-out/"))
      expect(lockOut?.state).toMatchObject({ failures: { length: 5 } })
    }),
  )

  story("counts nothing and creates nothing while the legacy system is down", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      context.legacy.setDown(true)
      for (let attempt = 0; attempt < 7; attempt += 1) {
        expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("TryLater")
      }
      expect(context.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("account/"))).toEqual([])
      context.legacy.setDown(false)
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("MigrationRequired")
    }),
  )

  story("refuses a waiting number with the advice to use the provisional identifier", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const refusal = yield* Effect.flip(monCompte.signIn({ identifier: "718610018826448", password: ADA.legacy }))
      expect(refusal).toMatchObject({ _tag: "IdentifierRefused", next: "UseProvisionalIdentifier" })
    }),
  )

  story("creates one account for two first sign-ins at once", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const signIn = tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))
      expect(yield* whileTimePasses(Effect.all([signIn, signIn], { concurrency: 2 }))).toEqual(
        Array(2).fill("MigrationRequired"),
      )
      expect(context.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("account/"))).toHaveLength(
        1,
      )
    }),
  )

  story("uses the account that another sign-in created while the password was being verified", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const signIn = monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })
      let before: string | undefined
      context.hashing.meanwhile = Effect.suspend(() => {
        context.hashing.meanwhile = Effect.void
        return Effect.map(Effect.orDie(signIn), (answer) => {
          before = "ticket" in answer ? answer.ticket : undefined
        })
      })
      const answer = yield* signIn
      if (answer._tag !== "MigrationRequired") return expect.fail(answer._tag)
      expect(answer.ticket.slice(0, 36)).toBe(before?.slice(0, 36))
      expect(answer.ticket).not.toBe(before)
      expect(yield* tagOf(monCompte.startMigration({ ticket: answer.ticket }))).toBe("TermsPending")
    }),
  )
})
