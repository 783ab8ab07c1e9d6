import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ADA, atCode, latestCode, story, tagOf, whileTimePasses } from "../../../../test/stories/test-context.ts"
import { withConflicts } from "../../../testing/faults/storage.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("concurrent callers", () => {
  const options = { wrapStorage: withConflicts }

  story(
    "enter one right code fifty times at once, and it is accepted once",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* whileTimePasses(atCode())
        const code = yield* whileTimePasses(latestCode(context))
        const calls = Effect.forEach(Array(50), () => tagOf(monCompte.confirmCode({ ticket, code })), {
          concurrency: "unbounded",
        })
        const answers = yield* whileTimePasses(calls)
        expect(answers.filter((tag) => tag === "Completed")).toHaveLength(1)
        const journal = yield* context.storage.service.journal(`challenge/${ticket.slice(0, 36)}.migration`)
        expect(journal.filter(({ _tag }) => _tag === "Proved")).toHaveLength(1)
        expect(context.storage.conflicts()).toBeGreaterThan(0)
      }),
    options,
  )

  story(
    "enter two hundred wrong codes at once, and at most five count as tries",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* whileTimePasses(atCode())
        const right = yield* whileTimePasses(latestCode(context))
        const wrong = Array.from({ length: 201 }, (_, index) => String(index).padStart(6, "0")).filter(
          (code) => code !== right,
        )
        const calls = Effect.forEach(wrong.slice(0, 200), (code) => tagOf(monCompte.confirmCode({ ticket, code })), {
          concurrency: "unbounded",
        })
        yield* whileTimePasses(calls)
        const journal = yield* context.storage.service.journal(`challenge/${ticket.slice(0, 36)}.migration`)
        expect(journal.filter(({ _tag }) => _tag === "TryFailed").length).toBeLessThanOrEqual(5)
      }),
    options,
  )

  story(
    "guess two hundred passwords at once, and at most five attempts are reserved",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const guesses = Array.from({ length: 200 }, (_, index) => String(index).padStart(8, "0"))
        const calls = Effect.forEach(
          guesses,
          (password) => tagOf(monCompte.signIn({ identifier: ADA.nir, password })),
          {
            concurrency: "unbounded",
          },
        )
        yield* whileTimePasses(calls)
        const [lockOut] = context.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("lock-out/"))
        expect(lockOut?.state).toHaveProperty("failures")
        expect(lockOut?.journal.filter(({ event }) => event._tag === "Reserved").length).toBeLessThanOrEqual(5)
      }),
    options,
  )
})
