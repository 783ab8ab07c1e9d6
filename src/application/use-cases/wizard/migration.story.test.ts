import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import {
  ADA,
  atCode,
  BOB,
  codes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  story,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { deliverDue } from "../../delivery/deliver.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("the leaflet, from the first sign-in to the last", () => {
  // Leaflet: migration.announced, migration.validate, migration.afterwards, invariant.2
  story("the person migrates, and signs in with the new password and nothing else", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const first = yield* monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })
      expect(first).toMatchObject({ _tag: "MigrationRequired", steps: ["Terms", "Password", "Contact"] })
      const { ticket } = first as Extract<typeof first, { _tag: "MigrationRequired" }>

      expect(yield* monCompte.startMigration({ ticket })).toMatchObject({ _tag: "TermsPending", step: 1, of: 3 })
      const { version } = yield* monCompte.termsInForce()
      expect(yield* monCompte.acceptTerms({ ticket, version })).toMatchObject({ _tag: "PasswordPending", step: 2 })
      expect(yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })).toMatchObject({
        _tag: "ContactPending",
        step: 3,
        kinds: ["Email", "Mobile"],
      })
      expect(yield* monCompte.sendCode({ ticket, contact: MAIL })).toMatchObject({
        _tag: "CodePending",
        number: 1,
        triesLeft: 5,
      })
      expect(yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context) })).toEqual({ _tag: "Completed" })

      expect(yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })).toMatchObject({ _tag: "SignedIn" })
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("Refused")
    }),
  )

  // Leaflet: sign-in.number
  story("the identifier is taken in any spelling, and the account is the same", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const spellings = ["2690549588157", "269054958815780", "2 69 05 49 588 157 80", "2-69-05-49-588-157"]
      const answers = yield* Effect.forEach(spellings, (identifier) =>
        monCompte.signIn({ identifier, password: PASSWORD }),
      )
      expect(new Set(answers.map((answer) => answer._tag === "SignedIn" && answer.account)).size).toBe(1)
    }),
  )

  // Leaflet: invariant.3
  story("until the code is right nothing has changed", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* atCode()
      yield* deliverDue()
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("MigrationRequired")
      expect(codes(context)).toHaveLength(1)
    }),
  )

  // Leaflet: migration.channel
  story("a code by SMS goes to a French mobile", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode(ADA, "06 39 98 12 34")
      yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context) })
      expect(context.mailbox.sent().map(({ to }) => to._tag)).toEqual(["Mobile"])
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
    }),
  )
})

describe("sign-in", () => {
  story("refuses a wrong password, a stranger's number and somebody else's password in one value", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const refusals = yield* Effect.forEach(
        [
          { identifier: ADA.nir, password: "00000000" },
          { identifier: ADA.nir, password: BOB.legacy },
          { identifier: "1 99 12 34 567 890", password: ADA.legacy },
          { identifier: ADA.nir, password: "" },
          { identifier: ADA.nir, password: "x".repeat(10_000_000) },
        ],
        (asked) => Effect.flip(monCompte.signIn(asked)),
      )
      expect(new Set(refusals.map((refusal) => JSON.stringify(refusal)))).toEqual(new Set(['{"_tag":"Refused"}']))
    }),
  )

  story("does the same work for each: one look-up of a hash, and one question to the legacy system", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const work = (identifier: string, password: string) =>
        Effect.gen(function* () {
          const before = {
            hashes: context.hasher.verifications(),
            legacy: context.legacy.questions(),
            commits: context.storage.commits(),
            loads: context.storage.loads(),
          }
          yield* Effect.flip(monCompte.signIn({ identifier, password }))
          return {
            hashes: context.hasher.verifications() - before.hashes,
            legacy: context.legacy.questions() - before.legacy,
            commits: context.storage.commits() - before.commits,
            loads: context.storage.loads() - before.loads,
          }
        })
      const active = yield* work(ADA.nir, "00000000")
      const legacy = yield* work(BOB.nir, "00000000")
      const unknown = yield* work("1 99 12 34 567 890", "00000000")
      expect(active).toEqual({ hashes: 1, legacy: 1, commits: 1, loads: 1 })
      expect([legacy, unknown]).toEqual([active, active])
    }),
  )

  story("waits after the fifth failure, refuses the right password meanwhile, and takes it afterwards", () =>
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

  story("counts nothing and creates nothing while the legacy system is away", (context) =>
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

  story("tells the holder of a waiting number what to do", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const refusal = yield* Effect.flip(monCompte.signIn({ identifier: "718610018826448", password: ADA.legacy }))
      expect(refusal).toMatchObject({ _tag: "IdentifierRefused", next: "UseProvisionalIdentifier" })
    }),
  )

  story("makes one account of two first sign-ins at once", (context) =>
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

  story("finds the account that somebody else's first sign-in made while the password was being verified", (context) =>
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
