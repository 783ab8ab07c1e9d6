import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  agent,
  BOB_ID,
  CLEO,
  completeSteps,
  family,
  STRANGER,
} from "../../../../test/stories/family-with-identities.ts"
import { ADA, BOB, signInTag, story, tagOf, whileTimePasses } from "../../../../test/stories/test-context.ts"

const LETTER = { _tag: "LetterCode", code: "K7P2-9QXM" }
const ADA_ID = { identifier: ADA.nir, birthName: "Lovelace", birthDate: "1969-05-12" }
const withLetter = [{ is: LETTER, strength: "Document" as const }]

describe("a number, a name and a date of birth", () => {
  // Leaflet: invariant.13
  story("never open a personal space beside a legacy password that works, but a document does", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      context.identities.enrol({ ...ADA_ID, evidence: withLetter })
      // Ada has not signed in yet. As the holder of a file, she is presumed to have its 8-digit password.
      expect(yield* tagOf(monCompte.createAccount(ADA_ID))).toBe("CreationRefused")
      expect(yield* signInTag(ADA.legacy)).toBe("MigrationRequired")
      expect(yield* tagOf(monCompte.createAccount(ADA_ID))).toBe("CreationRefused")
      const { ticket } = yield* monCompte.createAccount({ ...ADA_ID, evidence: [LETTER] })
      expect(yield* completeSteps(context, ticket)).toEqual({ _tag: "Completed" })
    }),
  )

  story("never open a personal space for a spouse who has a legacy password in the records", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      context.identities.enrol({ ...BOB_ID, hasLegacyPassword: true, evidence: withLetter })
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationRefused")
      expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: BOB.legacy }))).toBe("MigrationRequired")
      expect(yield* tagOf(monCompte.createAccount({ ...BOB_ID, evidence: [LETTER] }))).toBe("CreationOpened")
    }),
  )

  story(
    "open a space for a holder of whom the records say that there is no password, if the policy says so",
    (context) =>
      Effect.gen(function* () {
        const { agency, monCompte } = yield* family(context)
        yield* agency.openFile({ agent, file: "file-9", holder: STRANGER.identifier, on: "2020-01-01" })
        context.identities.enrol({ ...STRANGER, hasLegacyPassword: false, evidence: withLetter })
        expect(yield* tagOf(monCompte.createAccount(STRANGER))).toBe("CreationRefused")
        expect(yield* tagOf(monCompte.createAccount({ ...STRANGER, evidence: [LETTER] }))).toBe("CreationOpened")
      }),
  )

  story(
    "are asked of the identity records at most five times by 200 parallel guesses, and not during the wait",
    (context) =>
      Effect.gen(function* () {
        const { monCompte } = yield* family(context)
        const real = () => context.identities.calls() - context.identities.decoys()
        const guess = (day: number) =>
          tagOf(monCompte.createAccount({ ...BOB_ID, birthDate: `1985-05-${String((day % 28) + 1).padStart(2, "0")}` }))
        const days = Array.from({ length: 200 }, (_, index) => index + 5)
        const answers = yield* whileTimePasses(Effect.all(days.map(guess), { concurrency: "unbounded" }))
        expect(answers).not.toContain("CreationOpened")
        expect(real()).toBeLessThanOrEqual(5)
        const before = real()
        const waiting = context.identities.decoys()
        expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationRefused")
        expect([real() - before, context.identities.decoys() - waiting]).toEqual([0, 1])
      }),
  )

  story("open nothing any more after ten failures in a row, until an agent unlocks the person", (context) =>
    Effect.gen(function* () {
      const { agency, monCompte } = yield* family(context)
      context.identities.enrol({ ...BOB_ID, evidence: withLetter })
      for (let day = 0; day < 3; day += 1) {
        for (let guess = 0; guess < 5; guess += 1)
          yield* Effect.flip(monCompte.createAccount({ ...BOB_ID, birthName: "x" }))
        yield* TestClock.adjust("25 hours")
      }
      expect(context.identities.calls() - context.identities.decoys()).toBe(10)
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationRefused")
      expect(yield* tagOf(monCompte.createAccount({ ...BOB_ID, evidence: [LETTER] }))).toBe("CreationOpened")
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationRefused")
      yield* agency.unlockAccount({ agent, person: BOB.nir, cause: "OthersTried" })
      expect(yield* tagOf(monCompte.createAccount({ ...BOB_ID, birthName: "x" }))).toBe("CreationRefused")
      expect(context.identities.calls() - context.identities.decoys()).toBe(12)
    }),
  )
})

describe("evidence", () => {
  story("that proves nothing is refused even beside right facts, and adds no guesses of facts", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const forged = { _tag: "ElectronicIdentity", strength: "Counter", verified: true }
      expect(yield* tagOf(monCompte.createAccount({ ...BOB_ID, evidence: [forged] }))).toBe("CreationRefused")
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationOpened")
    }),
  )

  story("that has no kind, or too many pieces, is refused before any attempt", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const malformed = [[{}], ["letter"], [{ _tag: "" }], [{ _tag: "x".repeat(101) }], Array(6).fill(LETTER), "x"]
      for (const evidence of malformed) {
        const refused = yield* Effect.flip(monCompte.createAccount({ ...CLEO, evidence: evidence as never }))
        expect(refused).toMatchObject({ _tag: "IdentityIncomplete", missing: ["Evidence"] })
      }
      expect(context.identities.calls()).toBe(0)
    }),
  )
})

/** What the storage was asked for. */
const asked = { loads: 0, commits: 0 }

describe("a wrong claim", () => {
  story(
    "costs the same calls and the same writes for every identifier, known or unknown, also during a wait",
    (context) =>
      Effect.gen(function* () {
        const { monCompte } = yield* family(context)
        const unknown = "1 90 01 75 056 003"
        const work = (identifier: string, evidence: ReadonlyArray<unknown>) =>
          Effect.gen(function* () {
            const before = { ...asked, proofs: context.identities.calls() }
            const wrong = { identifier, birthName: "x", birthDate: "1970-01-01", evidence }
            const refusal = yield* Effect.flip(monCompte.createAccount(wrong))
            const { commits, loads } = asked
            const proofs = context.identities.calls() - before.proofs
            return JSON.stringify([refusal, loads - before.loads, commits - before.commits, proofs])
          })
        for (const evidence of [[], [LETTER]])
          for (let attempt = 0; attempt < 7; attempt += 1) {
            const each = [ADA.nir, BOB.nir, CLEO.identifier, STRANGER.identifier, unknown]
            const works = yield* Effect.forEach(each, (identifier) => work(identifier, evidence))
            expect(new Set(works).size).toBe(1)
          }
      }),
    {
      wrapStorage: (real) => ({
        ...real,
        loadOwner: (...request) => {
          asked.loads += 1
          return real.loadOwner(...request)
        },
        load: (...request) => {
          asked.loads += 1
          return real.load(...request)
        },
        commit: (commit) => {
          asked.commits += 1
          return real.commit(commit)
        },
      }),
    },
  )
})
