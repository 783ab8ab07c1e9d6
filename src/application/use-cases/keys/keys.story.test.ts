import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { memoryKeys } from "../../../../adapters/memory/index.ts"
import { accounts, claimedKeyVersions } from "../../../../test/stories/key-versions.ts"
import {
  ADA,
  atCode,
  atContact,
  codes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  signInTag,
  started,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { lockOutPolicies } from "../../../domain/lock-out/lock-out.ts"
import { Keys } from "../../../ports/keys.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"
import { signIn } from "../sign-in/sign-in.ts"
import { rewrapKeys } from "./rewrap-keys.ts"

describe("a key rotation", () => {
  story("does not affect the ticket and the code of a wizard under way", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      context.keys.rotate()
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("CodePending")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("Completed")
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
    }),
  )

  story("does not affect a code that is not delivered yet, nor the one after it", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      context.keys.rotate()
      const first = yield* latestCode(context)
      yield* TestClock.adjust("1 minute")
      yield* monCompte.resendCode({ ticket })
      const second = yield* latestCode(context)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: first }))).toBe("CodeSuperseded")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: second }))).toBe("Completed")
    }),
  )

  story("that drops the key of a wizard ends its ticket, and sends no code that would not work", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      context.keys.rotate()
      expect(yield* rewrapKeys()).toEqual({ checked: 1, rewrapped: 1, failed: 0 })
      context.keys.retire("1")
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("TicketUnknown")
      yield* deliverDue()
      expect(codes(context)).toEqual([])
      const orders = context.storage.snapshot().outbox.map(({ message }) => message.body._tag)
      expect(orders).not.toContain("SendCode")
      expect((yield* started()).step._tag).toBe("PasswordPending")
    }),
  )

  story("finds an account under the older key, and after a sign-in under the new key too", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      expect(claimedKeyVersions(context)).toEqual(["1"])
      context.keys.rotate()
      expect(yield* signInTag("Wrong123")).toBe("Refused")
      expect(claimedKeyVersions(context)).toEqual(["1"])
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
      expect(claimedKeyVersions(context)).toEqual(["1", "2"])
      context.keys.retire("1")
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
      expect(accounts(context)).toHaveLength(1)
    }),
  )

  story("finds a new account in processes with either key ring", (context) =>
    Effect.gen(function* () {
      context.keys.rotate()
      yield* started()
      expect(claimedKeyVersions(context)).toEqual(["1", "2"])
      // A process that does not have the new key yet, over the same storage.
      const older = memoryKeys({ master: "for tests" }).service
      const answer = tagOf(signIn({ identifier: ADA.nir, password: ADA.legacy }))
      expect(yield* Effect.provideService(answer, Keys, older)).toBe("MigrationRequired")
      expect(accounts(context)).toHaveLength(1)
    }),
  )
})

describe("a count during a key rotation", () => {
  story("includes the failures with a password under the older key", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      for (const _ of [1, 2, 3]) expect(yield* signInTag("Wrong123")).toBe("Refused")
      context.keys.rotate()
      for (const _ of [4, 5]) expect(yield* signInTag("Wrong123")).toBe("Refused")
      expect(yield* signInTag(PASSWORD)).toBe("Refused")
      yield* TestClock.adjust("2 minutes")
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
    }),
  )

  story("never exceeds 25 failures in 24 hours, even after the older key was dropped", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      /** The waits of a counter that starts from zero: eleven hours of guesses, each as early as possible. */
      const waits = [0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 90, 90, 90, 90, 90, 90]
      const guesses = Effect.forEach(waits, (minutes) =>
        Effect.andThen(TestClock.adjust(`${minutes} minutes`), signInTag("Wrong123")),
      )
      yield* guesses
      context.keys.rotate()
      yield* guesses
      yield* guesses
      yield* guesses
      yield* rewrapKeys()
      context.keys.retire("1")
      yield* guesses
      const verified = context.storage
        .snapshot()
        .rows.filter(({ aggregate }) => aggregate.startsWith("lock-out/"))
        .flatMap(({ journal }) => journal.filter(({ event }) => event._tag === "Reserved"))
      const times = [...new Map(verified.map(({ at, event }) => [event["attempt"], at])).values()]
      const inADay = times.map((at) => times.filter((other) => other >= at && other <= at + 24 * 60 * 60_000).length)
      expect(Math.max(...inADay)).toBeLessThanOrEqual(lockOutPolicies.cnil.failuresPerDay)
      // With few verified guesses the test would prove nothing. Strangers have 15 of the 25.
      expect(Math.max(...inADay)).toBeGreaterThan(14)
    }),
  )

  story("allows ten messages to one contact in 24 hours, under any key", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      for (const _ of [1, 2, 3, 4, 5, 6])
        expect(yield* tagOf(monCompte.sendCode({ ticket, contact: MAIL }))).toBe("CodePending")
      context.keys.rotate()
      for (const _ of [7, 8, 9, 10])
        expect(yield* tagOf(monCompte.sendCode({ ticket, contact: MAIL }))).toBe("CodePending")
      expect(yield* tagOf(monCompte.sendCode({ ticket, contact: MAIL }))).toBe("TooManyMessages")
      yield* TestClock.adjust("1 minute")
      expect(yield* tagOf(monCompte.resendCode({ ticket }))).toBe("TooManyMessages")
    }),
  )
})
