import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { CLEO, family } from "../../../../test/stories/family.ts"
import {
  ADA,
  migrated,
  PASSWORD,
  session,
  signedIn,
  story,
  type TestContext,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

/** The questions with real credentials that reached each port. Decoys are not counted. */
const questions = ({ hasher, identities, legacy }: TestContext) => ({
  hasher: hasher.verifications() - hasher.decoys(),
  legacy: legacy.calls() - legacy.decoys(),
  identity: identities.calls() - identities.decoys(),
})

/** Counts the questions with real credentials that some work asks. */
const questionsOf = Effect.fnUntraced(function* <A, E, R>(context: TestContext, work: Effect.Effect<A, E, R>) {
  const before = questions(context)
  yield* work
  const after = questions(context)
  return {
    hasher: after.hasher - before.hasher,
    legacy: after.legacy - before.legacy,
    identity: after.identity - before.identity,
  }
})

const NONE = { hasher: 0, legacy: 0, identity: 0 }

const signIn = (identifier: string, password: string) =>
  Effect.flatMap(MonCompte, (monCompte) => tagOf(monCompte.signIn({ identifier, password })))

/** Two hundred sign-ins at once, each with another password of eight digits. */
const guessAtOnce = (identifier: string) =>
  whileTimePasses(
    Effect.forEach(Array(200).keys(), (index) => signIn(identifier, String(index).padStart(8, "0")), {
      concurrency: "unbounded",
    }),
  )

describe("an attacker who goes on guessing during a wait", () => {
  // Leaflet: invariant.11
  story(
    "asks the legacy system at most five times in two hundred parallel tries, and never during the wait",
    (context) =>
      Effect.gen(function* () {
        const atOnce = yield* questionsOf(context, guessAtOnce(ADA.nir))
        expect(atOnce.legacy).toBeLessThanOrEqual(5)
        expect(context.legacy.calls()).toBe(200)
        const during = Effect.forEach(["2690549588157", "2.69.05.49.588.157", "2 69 05 49 588 157 80"], (spelling) =>
          signIn(spelling, ADA.legacy),
        )
        expect(yield* questionsOf(context, during)).toEqual(NONE)
      }),
  )

  story("makes the same calls to every port for a known number and for an unknown one", (context) =>
    Effect.gen(function* () {
      const work = Effect.fnUntraced(function* (identifier: string) {
        for (let attempt = 0; attempt < 5; attempt += 1) yield* signIn(identifier, "00000000")
        const before = [context.hasher.verifications(), context.legacy.calls(), context.storage.commits()] as const
        const real = yield* questionsOf(context, signIn(identifier, ADA.legacy))
        const after = [context.hasher.verifications(), context.legacy.calls(), context.storage.commits()] as const
        return { real, calls: after.map((count, index) => count - (before[index] ?? 0)) }
      })
      const known = yield* work(ADA.nir)
      expect(known).toEqual({ real: NONE, calls: [1, 1, 0] })
      expect(yield* work("1 99 12 34 567 890")).toEqual(known)
    }),
  )

  story("has the stored hash compared at most five times in two hundred parallel tries, then never", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      expect((yield* questionsOf(context, guessAtOnce(ADA.nir))).hasher).toBeLessThanOrEqual(5)
      expect(yield* questionsOf(context, signIn(ADA.nir, PASSWORD))).toEqual(NONE)
    }),
  )

  story("has the stored hash compared at most five times by a provisional identifier, then never", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { identifier } = yield* agency.issueProvisional({ agent: "agent-7" })
      expect((yield* questionsOf(context, guessAtOnce(identifier))).hasher).toBeLessThanOrEqual(5)
      expect(yield* questionsOf(context, signIn(identifier, PASSWORD))).toEqual(NONE)
    }),
  )

  story("has the stored hash compared at most five times by the device token of a browser, then never", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { device } = yield* monCompte.rememberMe({ session: yield* signedIn(context) })
      expect((yield* questionsOf(context, guessAtOnce(device))).hasher).toBeLessThanOrEqual(5)
      expect(yield* questionsOf(context, signIn(device, PASSWORD))).toEqual(NONE)
    }),
  )

  story("has the stored hash compared at most five times by a stolen session, then never", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const stolen = yield* session()
      const next = { password: "Nouveau34", confirmation: "Nouveau34" }
      const change = (current: string) => tagOf(monCompte.changePassword({ session: stolen, current, ...next }))
      const guessing = Effect.forEach(Array(200).keys(), (index) => change(`Pas celui${index}`), {
        concurrency: "unbounded",
      })
      expect((yield* questionsOf(context, whileTimePasses(guessing))).hasher).toBeLessThanOrEqual(5)
      expect(yield* questionsOf(context, change(PASSWORD))).toEqual(NONE)
    }),
  )

  story("asks the identity records at most five times in two hundred parallel claims, then never", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(Date.parse("2026-11-23T11:00:00Z"))
      yield* family()
      context.identities.enrol({ ...CLEO, identifier: CLEO.nir })
      const claim = (birthName: string) =>
        tagOf(monCompte.createAccount({ identifier: CLEO.nir, birthName, birthDate: CLEO.birthDate }))
      const guessing = Effect.forEach(Array(200).keys(), (index) => claim(`Nom${"x".repeat(index)}`), {
        concurrency: "unbounded",
      })
      expect((yield* questionsOf(context, whileTimePasses(guessing))).identity).toBeLessThanOrEqual(5)
      expect(yield* questionsOf(context, claim(CLEO.birthName))).toEqual(NONE)
    }),
  )

  story("never has the legacy system asked about an account that left it, even with eight digits", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      expect((yield* questionsOf(context, signIn(ADA.nir, "20260101"))).legacy).toBe(0)
      expect(context.legacy.decoys()).toBe(1)
    }),
  )
})
