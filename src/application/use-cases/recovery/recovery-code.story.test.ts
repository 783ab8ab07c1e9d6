import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  codes,
  latestCode,
  migrated,
  story,
  tagOf,
  whileTimePasses,
  wrongCode,
} from "../../../../test/stories/test-context.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const MINUTE = 60_000

/** Requests a recovery. */
const request = Effect.fnUntraced(function* (nir: string = ADA.nir) {
  const monCompte = yield* MonCompte
  return yield* monCompte.startRecovery({ identifier: nir })
})

describe("the code of a recovery", () => {
  story(
    "that is wrong five times ends the tries of the ticket until a new request, and no answer says how many are left",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* migrated(context)
        const { ticket } = yield* request()
        const right = yield* latestCode(context)
        const wrong = monCompte.confirmRecovery({ ticket, code: wrongCode(right) })
        const refused = { _tag: "RecoveryCodeRefused" }
        for (let entered = 1; entered <= 5; entered += 1) expect({ ...(yield* Effect.flip(wrong)) }).toEqual(refused)
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: right }))).toBe("RecoveryCodeRefused")
        const again = yield* request()
        const code = yield* latestCode(context)
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket: again.ticket, code }))).toBe("PasswordToChoose")
      }),
  )

  story("expires after exactly ten minutes", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const { ticket } = yield* request()
      const code = yield* latestCode(context)
      yield* TestClock.adjust(10 * MINUTE)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("RecoveryCodeRefused")
      const second = yield* request()
      const fresh = yield* latestCode(context)
      yield* TestClock.adjust(10 * MINUTE - 1)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: second.ticket, code: fresh }))).toBe("PasswordToChoose")
    }),
  )

  story("is not sent twice within a minute, and works with the tickets of both requests", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const first = yield* request()
      const code = yield* latestCode(context)
      yield* TestClock.adjust(MINUTE - 1)
      const second = yield* request()
      expect(yield* latestCode(context)).toBe(code)
      expect(context.mailbox.sent()).toHaveLength(2)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: first.ticket, code: wrongCode(code) }))).toBe(
        "RecoveryCodeRefused",
      )
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: second.ticket, code }))).toBe("PasswordToChoose")
    }),
  )

  story("is sent again after one minute with the same tries, and the older one is superseded", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const { ticket } = yield* request()
      const first = yield* latestCode(context)
      yield* tagOf(monCompte.confirmRecovery({ ticket, code: wrongCode(first) }))
      yield* TestClock.adjust(MINUTE)
      yield* request()
      const second = yield* latestCode(context)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: first }))).toBe("RecoveryCodeRefused")
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: second }))).toBe("PasswordToChoose")
    }),
  )

  story("is sent at most five times in any 24 hours, and the answer stays the same", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const before = context.mailbox.sent().length
      for (let time = 0; time < 8; time += 1) {
        expect((yield* request())._tag).toBe("CodeSentIfKnown")
        yield* deliverDue()
        yield* TestClock.adjust(11 * MINUTE)
      }
      expect(context.mailbox.sent()).toHaveLength(before + 5)
      const { ticket } = yield* request()
      for (const code of codes(context)) {
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("RecoveryCodeRefused")
      }
      yield* TestClock.adjust(24 * 60 * MINUTE - 9 * 11 * MINUTE + 11 * MINUTE)
      yield* request()
      yield* deliverDue()
      expect(context.mailbox.sent()).toHaveLength(before + 5)
      yield* TestClock.adjust(1)
      yield* TestClock.adjust(11 * MINUTE)
      yield* request()
      yield* deliverDue()
      expect(context.mailbox.sent()).toHaveLength(before + 6)
    }),
  )

  story(
    "entered twenty times at once counts five tries when it is wrong, and is accepted once when it is right",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* migrated(context)
        const atOnce = { concurrency: "unbounded" } as const
        const { ticket } = yield* request()
        const right = yield* latestCode(context)
        const guesses = Effect.forEach(
          Array(20),
          () => tagOf(monCompte.confirmRecovery({ ticket, code: wrongCode(right) })),
          atOnce,
        )
        const wrong = yield* whileTimePasses(guesses)
        expect(wrong.filter((tag) => tag !== "RecoveryCodeRefused" && tag !== "TryLater")).toEqual([])
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: right }))).toBe("RecoveryCodeRefused")
        const again = yield* request()
        const code = yield* latestCode(context)
        const entries = Effect.forEach(
          Array(20),
          () => tagOf(monCompte.confirmRecovery({ ticket: again.ticket, code })),
          atOnce,
        )
        const answers = yield* whileTimePasses(entries)
        expect(answers.filter((tag) => tag === "PasswordToChoose").length).toBeGreaterThanOrEqual(1)
        const proofs = context.storage
          .snapshot()
          .rows.filter(({ aggregate }) => aggregate.startsWith("recovery/"))
          .flatMap(({ journal }) => journal.filter(({ event }) => event._tag === "Proved"))
        expect(proofs).toHaveLength(1)
      }),
  )

  story("that is malformed is refused and counts no try", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const { ticket } = yield* request()
      for (const code of ["1", "12345", "1234567", "12a456"] as unknown as ReadonlyArray<never>) {
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("CodeMalformed")
      }
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: "x", code: "123456" }))).toBe("TicketUnknown")
      for (const bad of [undefined, null, 5] as unknown as ReadonlyArray<never>) {
        expect(yield* tagOf(monCompte.startRecovery(bad))).toBe("IdentifierRefused")
        expect(yield* tagOf(monCompte.confirmRecovery(bad))).toBe("FieldEmpty")
        expect(yield* tagOf(monCompte.chooseRecoveredPassword(bad))).toBe("TicketUnknown")
      }
    }),
  )
})
