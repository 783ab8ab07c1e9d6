import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  BOB,
  latestCode,
  migrated,
  story,
  tagOf,
  whileTimePasses,
  wrongCode,
} from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const UNKNOWN = "1 85 05 78 006 085"
const typed = { password: "Retrouve56", confirmation: "Retrouve56" }

/** Requests a recovery: its ticket. */
const ticketOf = Effect.fnUntraced(function* (identifier: string) {
  const monCompte = yield* MonCompte
  return (yield* monCompte.startRecovery({ identifier })).ticket
})

/** Enters a code with a ticket, a number of times. */
const enter = Effect.fnUntraced(function* (ticket: string, code: string, times = 1) {
  const monCompte = yield* MonCompte
  return yield* Effect.forEach(Array(times), () => tagOf(monCompte.confirmRecovery({ ticket, code })))
})

/** The wrong codes that the storage counted, in any recovery. */
const countedIn = (storage: { readonly snapshot: () => { readonly rows: ReadonlyArray<unknown> } }) =>
  (storage.snapshot().rows as ReadonlyArray<{ aggregate: string; state: Record<string, unknown> | null }>)
    .filter(({ aggregate }) => aggregate.startsWith("recovery/"))
    .map(({ state }) => state?.["wrongInARow"] ?? 0)

describe("a stranger who enters wrong codes for the number of another person", () => {
  story("does not use up the tries of the account holder, with any number of tickets", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const owner = yield* ticketOf(ADA.nir)
      const code = yield* latestCode(context)
      for (let ticket = 0; ticket < 12; ticket += 1) yield* enter(yield* ticketOf(ADA.nir), wrongCode(code), 5)
      expect(yield* enter(owner, wrongCode(code), 2)).toEqual(["RecoveryCodeRefused", "RecoveryCodeRefused"])
      expect(yield* enter(owner, code)).toEqual(["PasswordToChoose"])
      expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket: owner, ...typed }))).toBe("PasswordRecovered")
    }),
  )

  story(
    "has ten wrong codes compared, with however many tickets, and then not even the right one is right",
    (context) =>
      Effect.gen(function* () {
        yield* migrated(context)
        yield* ticketOf(ADA.nir)
        const code = yield* latestCode(context)
        const strangers = yield* Effect.forEach(Array(12), () => ticketOf(ADA.nir))
        const guesses = Effect.forEach(strangers, (ticket) => enter(ticket, wrongCode(code)), {
          concurrency: "unbounded",
        })
        for (let round = 0; round < 5; round += 1) yield* whileTimePasses(guesses)
        expect(countedIn(context.storage)).toEqual([10])
        expect(yield* enter(yield* ticketOf(ADA.nir), code)).toEqual(["RecoveryCodeRefused"])
      }),
  )

  story("has at most 25 wrong codes compared in 24 hours, also when every request sends a code", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      for (let request = 0; request < 8; request += 1) {
        const ticket = yield* ticketOf(ADA.nir)
        const code = yield* latestCode(context)
        yield* enter(ticket, wrongCode(code), 8)
        yield* TestClock.adjust("11 minutes")
      }
      expect(countedIn(context.storage)).toEqual([25])
    }),
  )

  story("has at most a hundred compared in a row: then only an agent opens recovery again", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* migrated(context)
      for (let day = 0; day < 6; day += 1) {
        for (let request = 0; request < 5; request += 1) {
          const ticket = yield* ticketOf(ADA.nir)
          yield* enter(ticket, wrongCode(yield* latestCode(context)), 5)
          yield* TestClock.adjust("11 minutes")
        }
        yield* TestClock.adjust("25 hours")
      }
      expect(countedIn(context.storage)).toEqual([100])
      yield* deliverDue()
      const sent = context.mailbox.sent().length
      const owner = yield* ticketOf(ADA.nir)
      yield* deliverDue()
      expect(context.mailbox.sent()).toHaveLength(sent)
      expect(yield* enter(owner, yield* latestCode(context))).toEqual(["RecoveryCodeRefused"])
      yield* agency.unlockAccount({ agent: "Agent 7", person: ADA.nir, cause: "OthersTried" })
      const again = yield* ticketOf(ADA.nir)
      expect(yield* enter(again, yield* latestCode(context))).toEqual(["PasswordToChoose"])
    }),
  )

  story("finds the same answers, counts and writes for a number without an account", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      const observed = yield* Effect.forEach([ADA.nir, BOB.nir, UNKNOWN], (identifier) =>
        Effect.gen(function* () {
          const tickets = yield* Effect.forEach(Array(5), () => ticketOf(identifier))
          const before = context.storage.commits()
          const answers = yield* Effect.forEach(tickets, (ticket) => enter(ticket, "000000", 6))
          return { answers, commits: context.storage.commits() - before }
        }),
      )
      expect(observed[0]?.commits).toBe(13)
      expect(observed[1]).toEqual(observed[0])
      expect(observed[2]).toEqual(observed[0])
    }),
  )
})

describe("the account holder", () => {
  story("loses no try to a superseded code", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      const ticket = yield* ticketOf(ADA.nir)
      const superseded = yield* latestCode(context)
      yield* TestClock.adjust("1 minute")
      yield* ticketOf(ADA.nir)
      const code = yield* latestCode(context)
      expect(new Set(yield* enter(ticket, superseded, 9))).toEqual(new Set(["RecoveryCodeRefused"]))
      expect(yield* enter(ticket, code)).toEqual(["PasswordToChoose"])
    }),
  )
})
