import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { ADA, BOB, latestCode, migrated, story, tagOf } from "../../../../test/stories/test-context.ts"
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

  story("cannot make the recovery grow: it has five tickets after fifty requests", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      yield* requestCodes(50)
      const recoveries = context.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("recovery/"))
      expect(recoveries.map(({ state }) => state?.["request"])).toEqual([
        expect.objectContaining({ tickets: expect.objectContaining({ length: 5 }) }),
      ])
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
