import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { memoryKeys } from "../../../../adapters/memory/index.ts"
import { accounts, claimed } from "../../../../test/stories/kept-under.ts"
import {
  ADA,
  atCode,
  atContact,
  codes,
  enter,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  started,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { lockOutPolicies } from "../../../domain/lock-out/lock-out.ts"
import { Keys } from "../../../ports/keys.ts"
import { deliverDue } from "../../delivery/deliver.ts"
import { MonCompte } from "../../mon-compte.ts"
import { signIn as verb } from "../sign-in/sign-in.ts"
import { rewrapKeys } from "./rewrap-keys.ts"

describe("a key is replaced", () => {
  story("while a wizard is under way: its ticket and its code stay good, under the older key", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      context.keys.rotate()
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("CodePending")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("Completed")
      expect(yield* enter(PASSWORD)).toBe("SignedIn")
    }),
  )

  story("between a code and its delivery, and between two codes", (context) =>
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

  story("and dropped under a wizard: its ticket is unknown, and nothing is sent that could not be typed", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      context.keys.rotate()
      expect(yield* rewrapKeys()).toEqual({ seen: 1, rewrapped: 1, failed: 0 })
      context.keys.retire("1")
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("TicketUnknown")
      yield* deliverDue()
      expect(codes(context)).toEqual([])
      const orders = context.storage.snapshot().outbox.map(({ message }) => message.body._tag)
      expect(orders).not.toContain("SendCode")
      expect((yield* started()).step._tag).toBe("PasswordPending")
    }),
  )

  story("and the account is found under the older one, then under the new one too", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      expect(claimed(context)).toEqual(["1"])
      context.keys.rotate()
      expect(yield* enter("Wrong123")).toBe("Refused")
      expect(claimed(context)).toEqual(["1"])
      expect(yield* enter(PASSWORD)).toBe("SignedIn")
      expect(claimed(context)).toEqual(["1", "2"])
      context.keys.retire("1")
      expect(yield* enter(PASSWORD)).toBe("SignedIn")
      expect(accounts(context)).toHaveLength(1)
    }),
  )

  story("and one who starts meanwhile is found by processes of either ring", (context) =>
    Effect.gen(function* () {
      context.keys.rotate()
      yield* started()
      expect(claimed(context)).toEqual(["1", "2"])
      // A process that does not have the new key yet, over the same storage.
      const older = memoryKeys({ master: "for tests" }).service
      const answer = tagOf(verb({ identifier: ADA.nir, password: ADA.legacy }))
      expect(yield* Effect.provideService(answer, Keys, older)).toBe("MigrationRequired")
      expect(accounts(context)).toHaveLength(1)
    }),
  )
})

describe("what is counted goes on being counted when a key is replaced", () => {
  story("failures of a password, from the older key to the new one", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      for (const _ of [1, 2, 3]) expect(yield* enter("Wrong123")).toBe("Refused")
      context.keys.rotate()
      for (const _ of [4, 5]) expect(yield* enter("Wrong123")).toBe("Refused")
      expect(yield* enter(PASSWORD)).toBe("Refused")
      yield* TestClock.adjust("2 minutes")
      expect(yield* enter(PASSWORD)).toBe("SignedIn")
    }),
  )

  story("no more than 25 failures in 24 hours, though the older key is dropped in the end", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      /** Guesses as soon as a counter that starts anew would let through, for eleven hours. */
      const waits = [0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 90, 90, 90, 90, 90, 90]
      const guesses = Effect.forEach(waits, (minutes) =>
        Effect.andThen(TestClock.adjust(`${minutes} minutes`), enter("Wrong123")),
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
      const all = [...new Map(verified.map(({ at, event }) => [event["attempt"], at])).values()]
      const inADay = all.map((at) => all.filter((other) => other >= at && other <= at + 24 * 60 * 60_000).length)
      expect(Math.max(...inADay)).toBeLessThanOrEqual(lockOutPolicies.cnil.perDay)
      // Guesses that are hardly let through would prove nothing.
      expect(Math.max(...inADay)).toBeGreaterThan(20)
    }),
  )

  story("messages to one contact, ten in 24 hours whichever key they were counted under", (context) =>
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
