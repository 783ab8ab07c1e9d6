import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  migrated,
  NEW_TERMS,
  PASSWORD,
  signedIn,
  story,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { withConflicts } from "../../../testing/faults/storage.ts"
import { MonCompte } from "../../mon-compte.ts"

const signIn = (identifier: string, password: string) =>
  Effect.flatMap(MonCompte, (monCompte) => tagOf(monCompte.signIn({ identifier, password })))

/** Sign-ins at once, with these passwords. */
const atOnce = (identifier: string, passwords: ReadonlyArray<string>) =>
  whileTimePasses(Effect.forEach(passwords, (password) => signIn(identifier, password), { concurrency: "unbounded" }))

const count = (tags: ReadonlyArray<string>, tag: string) => tags.filter((other) => other === tag).length

describe("sign-ins of one person at the same moment", () => {
  story("all pass with the right password, also twenty of them (Keycloak 48272)", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      expect(count(yield* atOnce(ADA.nir, Array(20).fill(PASSWORD)), "SignedIn")).toBe(20)
    }),
  )

  story("all pass after four wrong passwords", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      for (let guess = 0; guess < 4; guess += 1) expect(yield* signIn(ADA.nir, "Pas celui1")).toBe("Refused")
      expect(count(yield* atOnce(ADA.nir, Array(10).fill(PASSWORD)), "SignedIn")).toBe(10)
    }),
  )

  story("all pass with the legacy password, and from a browser that remembers the person", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      expect(count(yield* atOnce(ADA.nir, Array(10).fill(ADA.legacy)), "MigrationRequired")).toBe(10)
      const { device } = yield* monCompte.rememberMe({ session: yield* signedIn(context) })
      expect(count(yield* atOnce(device, Array(10).fill(PASSWORD)), "SignedIn")).toBe(10)
    }),
  )

  story("have the wrong passwords of all flows together counted (Kratos 4606)", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      const before = context.hasher.verifications() - context.hasher.decoys()
      const spellings = ["2690549588157", "2 69 05 49 588 157 80", "2.69.05.49.588.157"]
      const tags = yield* whileTimePasses(
        Effect.forEach(Array(60).keys(), (index) => signIn(spellings[index % 3] ?? "", `Pas celui${index}`), {
          concurrency: "unbounded",
        }),
      )
      expect(new Set(tags)).toEqual(new Set(["Refused"]))
      expect(context.hasher.verifications() - context.hasher.decoys() - before).toBe(5)
      expect(yield* signIn(ADA.nir, PASSWORD)).toBe("Refused")
    }),
  )

  story("do not wait for an attempt that a caller who hung up left behind, and that attempt counts", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      context.hashing.meanwhile = Effect.never
      for (let guess = 0; guess < 5; guess += 1) {
        const committed = context.storage.commits()
        const fiber = yield* Effect.forkChild(signIn(ADA.nir, "Pas celui1"))
        while (context.storage.commits() === committed)
          yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 5)))
        yield* Fiber.interrupt(fiber)
      }
      context.hashing.meanwhile = Effect.void
      expect(yield* signIn(ADA.nir, PASSWORD)).toBe("Refused")
      yield* TestClock.adjust("2 minutes")
      expect(yield* signIn(ADA.nir, PASSWORD)).toBe("SignedIn")
    }),
  )

  story(
    "lose no try by conflicts: a right password passes beside the wrong ones of others, and no wrong one is given back",
    (context) =>
      Effect.gen(function* () {
        yield* migrated(context)
        const passwords = ["Pas celui1", PASSWORD, "Pas celui2", PASSWORD, "Pas celui3", PASSWORD]
        const tags = yield* atOnce(ADA.nir, passwords)
        expect([count(tags, "SignedIn"), count(tags, "Refused")]).toEqual([3, 3])
        expect(yield* signIn(ADA.nir, "Pas celui4")).toBe("Refused")
        const inADay = context.storage
          .snapshot()
          .rows.filter(({ aggregate }) => aggregate.startsWith("lock-out/"))
          .map(({ state }) => state?.["failures"])
        expect(inADay).toEqual([expect.objectContaining({ length: 4 })])
      }),
    { wrapStorage: withConflicts },
  )

  story("cost no try while the hasher is busy, and none where an action is required", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      context.hasher.setBusy(true)
      for (let attempt = 0; attempt < 7; attempt += 1) expect(yield* signIn(ADA.nir, PASSWORD)).toBe("TryLater")
      context.hasher.setBusy(false)
      context.terms.publish(NEW_TERMS)
      for (let attempt = 0; attempt < 7; attempt += 1) expect(yield* signIn(ADA.nir, PASSWORD)).toBe("TermsRequired")
    }),
  )
})
