import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  BOB,
  latestCode,
  migrated,
  PASSWORD,
  session,
  signedIn,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { MonCompte } from "../../mon-compte.ts"

const UNKNOWN = "1 99 12 34 567 890"
const NEW = "Retrouve56"
const typed = { password: NEW, confirmation: NEW }

const signIn = (identifier: string, password: string) =>
  Effect.flatMap(MonCompte, (monCompte) => tagOf(monCompte.signIn({ identifier, password })))

/** A stranger tries a wrong password every two hours, for this many days. */
const poll = (identifier: string, days: number) =>
  Effect.repeat(Effect.andThen(TestClock.adjust("2 hours"), signIn(identifier, "Pas celui1")), {
    times: days * 12 - 1,
  })

/** Recovers the account by the code sent to the contact on record. */
const recover = Effect.fnUntraced(function* (context: TestContext, identifier: string) {
  const monCompte = yield* MonCompte
  const { ticket } = yield* monCompte.startRecovery({ identifier })
  yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
  return yield* tagOf(monCompte.chooseRecoveredPassword({ ticket, ...typed }))
})

describe("a stranger who keeps guessing to lock the account holder out", () => {
  story("does not keep out the browser that remembers the account holder, in ten days of polling", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { device } = yield* monCompte.rememberMe({ session: yield* signedIn(context) })
      for (let day = 0; day < 10; day += 1) {
        yield* poll(ADA.nir, 1)
        expect(yield* signIn(device, "Pas celui1")).toBe("Refused")
        expect(yield* signIn(device, PASSWORD)).toBe("SignedIn")
      }
    }),
  )

  story("does not keep an open session from changing the password or the contact", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const change = { session: yield* signedIn(context), current: PASSWORD }
      for (let guess = 0; guess < 6; guess += 1) yield* signIn(ADA.nir, "Pas celui1")
      expect(yield* signIn(ADA.nir, PASSWORD)).toBe("Refused")
      expect(yield* tagOf(monCompte.changeContact({ ...change, contact: "new@example.org" }))).toBe("ContactCodeSent")
      const next = { password: "Nouveau34", confirmation: "Nouveau34" }
      expect(yield* tagOf(monCompte.changePassword({ ...change, ...next }))).toBe("PasswordChanged")
    }),
  )

  story("leaves the tries of a new password whole: after a recovery, none of the old guesses counts", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      yield* poll(ADA.nir, 1)
      expect(yield* recover(context, ADA.nir)).toBe("PasswordRecovered")
      for (let guess = 0; guess < 4; guess += 1) expect(yield* signIn(ADA.nir, "Pas celui1")).toBe("Refused")
      expect(yield* signIn(ADA.nir, NEW)).toBe("SignedIn")
    }),
  )

  story("cannot use the tries of a known browser with a device token of another account", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      const { device } = yield* monCompte.rememberMe({ session: bob })
      for (let guess = 0; guess < 6; guess += 1) yield* signIn(device, "Pas celui1")
      expect(yield* signIn(ADA.nir, PASSWORD)).toBe("SignedIn")
      expect(yield* signIn(device, PASSWORD)).toBe("Refused")
    }),
  )
})

describe("a patient attacker with 25 guesses a day", () => {
  story("has at most a hundred wrong passwords verified in a row, then none for ever", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      const before = context.hasher.verifications() - context.hasher.decoys()
      yield* poll(ADA.nir, 10)
      expect(context.hasher.verifications() - context.hasher.decoys() - before).toBe(100)
      yield* TestClock.adjust("1000 days")
      expect(yield* signIn(ADA.nir, PASSWORD)).toBe("Refused")
      expect(context.hasher.verifications() - context.hasher.decoys() - before).toBe(100)
    }),
  )

  story("gets the same refusal with the same work for a known number and an unknown one", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const observe = Effect.fnUntraced(function* (identifier: string) {
        yield* poll(identifier, 10)
        const counts = () => [context.hasher.verifications(), context.legacy.calls(), context.storage.commits()]
        const before = counts()
        const refusal = yield* Effect.flip(monCompte.signIn({ identifier, password: "12345678" }))
        return { refusal: JSON.stringify(refusal), work: counts().map((count, index) => count - (before[index] ?? 0)) }
      })
      const known = yield* observe(ADA.nir)
      expect(known).toEqual({ refusal: '{"_tag":"Refused"}', work: [1, 1, 0] })
      expect(yield* observe(UNKNOWN)).toEqual(known)
    }),
  )

  story("does not end the account: a recovery opens the way again, and the count starts at zero", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      yield* poll(ADA.nir, 10)
      expect(yield* recover(context, ADA.nir)).toBe("PasswordRecovered")
      expect(yield* signIn(ADA.nir, NEW)).toBe("SignedIn")
    }),
  )

  story("starts again from zero after each success of the account holder", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      for (let round = 0; round < 3; round += 1) {
        yield* poll(ADA.nir, 4)
        yield* TestClock.adjust("1 day")
        expect(yield* signIn(ADA.nir, PASSWORD)).toBe("SignedIn")
      }
    }),
  )

  story("who stole a session is stopped after a hundred tries at the current password too", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const tags: Array<string> = []
      for (let day = 0; day < 20; day += 1) {
        yield* TestClock.adjust("25 hours")
        for (let guess = 0; guess < 10; guess += 1) {
          const stolen = yield* session()
          tags.push(yield* tagOf(monCompte.changePassword({ session: stolen, current: "Pas celui1", ...typed })))
          yield* TestClock.adjust(guess < 4 ? "1 second" : `${2 ** (guess - 3)} minutes`)
        }
      }
      expect(tags.filter((tag) => tag === "PasswordWrong")).toHaveLength(100)
      expect(tags.at(-1)).toBe("TooManyFailures")
    }),
  )
})
