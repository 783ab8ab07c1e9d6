import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { ADA, atContact, BOB, latestCode, MAIL, migrated, PASSWORD, started, story, tagOf } from "./test-context.ts"

describe("each step of the wizard", () => {
  story("makes one load and one commit, and the last one loads the counters of passwords too", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const roundTrips = <A, E, R>(verb: Effect.Effect<A, E, R>) =>
        Effect.gen(function* () {
          const before = [context.storage.loads(), context.storage.commits()] as const
          yield* verb
          return [context.storage.loads() - before[0], context.storage.commits() - before[1]]
        })
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })
      if (answer._tag !== "MigrationRequired") throw new Error(answer._tag)
      const { ticket } = answer
      expect(yield* roundTrips(monCompte.startMigration({ ticket }))).toEqual([1, 1])
      expect(yield* roundTrips(monCompte.acceptTerms({ ticket, version: "1" }))).toEqual([1, 1])
      expect(
        yield* roundTrips(monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })),
      ).toEqual([1, 1])
      expect(yield* roundTrips(monCompte.sendCode({ ticket, contact: MAIL }))).toEqual([1, 1])
      const code = yield* latestCode(context)
      expect(yield* roundTrips(monCompte.migrationProgress({ ticket }))).toEqual([1, 0])
      // One more load: the new password gets fresh tries.
      expect(yield* roundTrips(monCompte.confirmCode({ ticket, code }))).toEqual([2, 1])
    }),
  )
})

describe("a ticket", () => {
  story("that was never issued opens nothing", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      const forged = `${ticket.slice(0, -1)}${ticket.endsWith("A") ? "B" : "A"}`
      for (const bad of [forged, "", "x", null, 5, "a".repeat(10_000_000), `${ticket} `, ticket.replace(/^./, "g")]) {
        expect(yield* tagOf(monCompte.sendCode({ ticket: bad as string, contact: MAIL }))).toBe("TicketUnknown")
        expect(yield* tagOf(monCompte.migrationProgress({ ticket: bad as string }))).toBe("TicketUnknown")
      }
    }),
  )

  story("starts the wizard within 30 minutes, and once", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      expect(yield* tagOf(monCompte.startMigration({ ticket }))).toBe("TicketInvalid")
      const late = yield* monCompte.signIn({ identifier: BOB.nir, password: BOB.legacy })
      yield* TestClock.adjust("30 minutes")
      expect(
        late._tag === "MigrationRequired" && (yield* tagOf(monCompte.startMigration({ ticket: late.ticket }))),
      ).toBe("TicketInvalid")
    }),
  )

  story("of a completed migration answers that it is completed, and changes nothing", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      expect(yield* monCompte.migrationProgress({ ticket })).toEqual({ _tag: "Completed" })
      for (const verb of [
        monCompte.abandonMigration({ ticket }),
        monCompte.goBack({ ticket }),
        monCompte.sendCode({ ticket, contact: MAIL }),
        monCompte.choosePassword({ ticket, password: "Autre123", confirmation: "Autre123" }),
      ]) {
        expect(yield* tagOf(verb)).toBe("NotAllowed")
      }
    }),
  )
})

describe("an untyped caller", () => {
  story("who passes no input or nonsense gets the same refusals as other callers", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const nonsense = [undefined, null, 5, "text", [], () => 1, { ticket: {}, identifier: [], password: 1 }]
      for (const input of nonsense as unknown as ReadonlyArray<never>) {
        expect(yield* tagOf(monCompte.signIn(input))).toBe("IdentifierRefused")
        for (const verb of [
          monCompte.startMigration,
          monCompte.acceptTerms,
          monCompte.refuseTerms,
          monCompte.choosePassword,
          monCompte.resendCode,
          monCompte.goBack,
          monCompte.abandonMigration,
          monCompte.migrationProgress,
        ]) {
          expect(yield* tagOf(verb(input))).toBe("TicketUnknown")
        }
        expect(yield* tagOf(monCompte.sendCode(input))).toBe("ContactRefused")
        expect(yield* tagOf(monCompte.confirmCode(input))).toBe("FieldEmpty")
      }
    }),
  )
})
