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
} from "../../../../test/stories/world.ts"
import { deliverDue } from "../../delivery/deliver.ts"
import { MonCompte } from "../../mon-compte.ts"

const MINUTE = 60_000

const ask = Effect.fnUntraced(function* (nir: string = ADA.nir) {
  const monCompte = yield* MonCompte
  return yield* monCompte.startRecovery({ identifier: nir })
})

describe("the code of a recovery", () => {
  story("when wrong leaves four tries, the fifth ends it, and asking again starts another", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      const { ticket } = yield* ask()
      const right = yield* latestCode(w)
      const wrong = monCompte.confirmRecovery({ ticket, code: wrongCode(right) })
      for (const triesLeft of [4, 3, 2, 1])
        expect(yield* Effect.flip(wrong)).toMatchObject({ _tag: "CodeWrong", triesLeft })
      expect(yield* tagOf(wrong)).toBe("CodeExhausted")
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: right }))).toBe("CodeExhausted")
      const again = yield* ask()
      const code = yield* latestCode(w)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: again.ticket, code }))).toBe("PasswordToChoose")
    }),
  )

  story("works for ten minutes, to the millisecond", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      const { ticket } = yield* ask()
      const code = yield* latestCode(w)
      yield* TestClock.adjust(10 * MINUTE)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("CodeExpired")
      const second = yield* ask()
      const fresh = yield* latestCode(w)
      yield* TestClock.adjust(10 * MINUTE - 1)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: second.ticket, code: fresh }))).toBe("PasswordToChoose")
    }),
  )

  story("is not sent twice within a minute; asked for twice, it is typed with either ticket", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      const first = yield* ask()
      const code = yield* latestCode(w)
      yield* TestClock.adjust(MINUTE - 1)
      const second = yield* ask()
      expect(yield* latestCode(w)).toBe(code)
      expect(w.mailbox.sent()).toHaveLength(2)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: first.ticket, code: wrongCode(code) }))).toBe("CodeWrong")
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: second.ticket, code }))).toBe("PasswordToChoose")
    }),
  )

  story("is sent anew after a minute, its tries not refilled; the older one says so", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      const { ticket } = yield* ask()
      const first = yield* latestCode(w)
      yield* tagOf(monCompte.confirmRecovery({ ticket, code: wrongCode(first) }))
      yield* TestClock.adjust(MINUTE)
      yield* ask()
      const second = yield* latestCode(w)
      expect(yield* Effect.flip(monCompte.confirmRecovery({ ticket, code: first }))).toMatchObject({
        _tag: "CodeSuperseded",
        current: 2,
        triesLeft: 3,
      })
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: second }))).toBe("PasswordToChoose")
    }),
  )

  story("is sent five times in any 24 hours, whoever asks, and nobody is told that it was not", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      const before = w.mailbox.sent().length
      for (let time = 0; time < 8; time += 1) {
        expect((yield* ask())._tag).toBe("CodeSentIfKnown")
        yield* deliverDue()
        yield* TestClock.adjust(11 * MINUTE)
      }
      expect(w.mailbox.sent()).toHaveLength(before + 5)
      const { ticket } = yield* ask()
      for (const code of codes(w)) {
        expect(["CodeWrong", "CodeExhausted"]).toContain(yield* tagOf(monCompte.confirmRecovery({ ticket, code })))
      }
      yield* TestClock.adjust(24 * 60 * MINUTE - 9 * 11 * MINUTE + 11 * MINUTE)
      yield* ask()
      yield* deliverDue()
      expect(w.mailbox.sent()).toHaveLength(before + 5)
      yield* TestClock.adjust(1)
      yield* TestClock.adjust(11 * MINUTE)
      yield* ask()
      yield* deliverDue()
      expect(w.mailbox.sent()).toHaveLength(before + 6)
    }),
  )

  story("right twenty times at once lets one browser choose, and wrong twenty times is counted five times", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      const atOnce = { concurrency: "unbounded" } as const
      const { ticket } = yield* ask()
      const right = yield* latestCode(w)
      const guesses = Effect.forEach(
        Array(20),
        () => tagOf(monCompte.confirmRecovery({ ticket, code: wrongCode(right) })),
        atOnce,
      )
      const wrong = yield* whileTimePasses(guesses)
      expect(wrong.filter((tag) => tag === "CodeWrong").length).toBeLessThanOrEqual(4)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: right }))).toBe("CodeExhausted")
      const again = yield* ask()
      const code = yield* latestCode(w)
      const typing = Effect.forEach(
        Array(20),
        () => tagOf(monCompte.confirmRecovery({ ticket: again.ticket, code })),
        atOnce,
      )
      const answers = yield* whileTimePasses(typing)
      expect(answers.filter((tag) => tag === "PasswordToChoose").length).toBeGreaterThanOrEqual(1)
      const proofs = w.storage
        .snapshot()
        .rows.filter(({ aggregate }) => aggregate.startsWith("recovery/"))
        .flatMap(({ journal }) => journal.filter(({ event }) => event._tag === "Proved"))
      expect(proofs).toHaveLength(1)
    }),
  )

  story("of no form is refused without counting", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      const { ticket } = yield* ask()
      for (const code of ["", "12345", null, 5] as unknown as ReadonlyArray<never>) {
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("CodeMalformed")
      }
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: "x", code: "123456" }))).toBe("TicketUnknown")
      for (const bad of [undefined, null, 5] as unknown as ReadonlyArray<never>) {
        expect(yield* tagOf(monCompte.startRecovery(bad))).toBe("IdentifierRefused")
        expect(yield* tagOf(monCompte.confirmRecovery(bad))).toBe("CodeMalformed")
        expect(yield* tagOf(monCompte.chooseRecoveredPassword(bad))).toBe("TicketUnknown")
      }
    }),
  )
})
