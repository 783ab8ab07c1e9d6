import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  BOB,
  latestCode,
  migrated,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { messagePolicies } from "../../../domain/challenge/message-policy.ts"
import { defaultPolicies, Policies } from "../../contract/policies.ts"
import { MonCompte } from "../../mon-compte.ts"

const typed = { password: "Retrouve56", confirmation: "Retrouve56" }

const requestCodes = (times: number, identifier: string = ADA.nir) =>
  Effect.flatMap(MonCompte, (monCompte) =>
    Effect.forEach(Array(times).keys(), () => monCompte.startRecovery({ identifier })),
  )

describe("a stranger who requests recovery after recovery", () => {
  story("does not evict the recovery of the account holder, who goes on with the same ticket", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      const code = yield* latestCode(context)
      yield* requestCodes(50)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("PasswordToChoose")
      expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket, ...typed }))).toBe("PasswordRecovered")
    }),
  )

  story("does not keep the account holder from starting one", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      yield* requestCodes(50)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      const code = yield* latestCode(context)
      yield* requestCodes(50)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("PasswordToChoose")
    }),
  )

  story("causes one write with fifty requests within a minute, for a known number and for an unknown one", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      for (const identifier of [ADA.nir, BOB.nir, "1 85 05 78 006 085"]) {
        const before = context.storage.commits()
        yield* requestCodes(50, identifier)
        expect(context.storage.commits() - before).toBe(1)
      }
    }),
  )

  story("causes at most a write each ten minutes in a day, besides those of the five codes", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      for (const identifier of [ADA.nir, "1 85 05 78 006 085"]) {
        const before = context.storage.commits()
        for (let minute = 0; minute < 24 * 60; minute += 2) {
          yield* requestCodes(1, identifier)
          yield* TestClock.adjust("2 minutes")
        }
        expect(context.storage.commits() - before).toBeLessThanOrEqual(5 + 24 * 6)
      }
    }),
  )
})

describe("a stranger who requests recoveries of unknown numbers", () => {
  const messages = { ...messagePolicies.standard, codesPerHour: 20, shares: 1 }
  const withBudget = MonCompte.pipe(
    Effect.provide(
      Layer.fresh(MonCompte.verbs).pipe(Layer.provide(Layer.succeed(Policies, { ...defaultPolicies, messages }))),
    ),
  )
  const unknown = (index: number) => `1 85 05 78 006 ${index + 100}`
  const rows = (context: TestContext) => context.storage.snapshot().rows.length

  story("adds no more rows than the codes of the hour, and the answers stay the same", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      const monCompte = yield* withBudget
      const before = rows(context)
      for (let index = 0; index < 20; index += 1) yield* monCompte.startRecovery({ identifier: unknown(index) })
      const full = rows(context)
      expect(full - before).toBeLessThanOrEqual(20 * 4 + 1)
      const commits = context.storage.commits()
      const answers = yield* Effect.forEach([unknown(30), unknown(31), ADA.nir], (identifier) =>
        Effect.gen(function* () {
          const { ticket, ...answer } = yield* monCompte.startRecovery({ identifier })
          return { answer, code: yield* tagOf(monCompte.confirmRecovery({ ticket, code: "123456" })) }
        }),
      )
      const usual = { _tag: "CodeSentIfKnown", until: 10 * 60_000, codeLength: 6 }
      expect(answers).toEqual(Array(3).fill({ answer: usual, code: "RecoveryCodeRefused" }))
      expect([rows(context), context.storage.commits()]).toEqual([full, commits])
      yield* TestClock.adjust("1 hour")
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) }))).toBe(
        "PasswordToChoose",
      )
    }),
  )
})

describe("a ticket of a recovery", () => {
  story("is valid for exactly half an hour, also after others were requested", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const early = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* TestClock.adjust("29 minutes")
      yield* requestCodes(10)
      const code = yield* latestCode(context)
      yield* TestClock.adjust(59_999)
      const wrong = code === "000000" ? "000001" : "000000"
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: early.ticket, code: wrong }))).toBe("RecoveryCodeRefused")
      yield* TestClock.adjust(1)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: early.ticket, code }))).toBe("TicketUnknown")
    }),
  )

  story("is unknown if it was changed, and for another person", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      yield* migrated(context, BOB, "bob@example.org")
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      const bob = yield* monCompte.startRecovery({ identifier: BOB.nir })
      const code = yield* latestCode(context)
      for (const place of [40, 54, 56, 60, 70]) {
        const other = ticket.charAt(place) === "A" ? "B" : "A"
        const forged = ticket.slice(0, place) + other + ticket.slice(place + 1)
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket: forged, code }))).toBe("TicketUnknown")
      }
      const moved = bob.ticket.slice(0, 36) + ticket.slice(36)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: moved, code }))).toBe("TicketUnknown")
    }),
  )
})
