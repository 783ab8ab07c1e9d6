import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ADA, atCode, latestCode, story, tagOf, whileTimePasses } from "../../../../test/stories/test-context.ts"
import { contended } from "../../../testing/storage.contended.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("writers that really meet", () => {
  const meeting = { around: contended }

  story(
    "type one right code fifty times at once: it is accepted once",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* whileTimePasses(atCode())
        const code = yield* whileTimePasses(latestCode(context))
        const all = Effect.forEach(Array(50), () => tagOf(monCompte.confirmCode({ ticket, code })), {
          concurrency: "unbounded",
        })
        const answers = yield* whileTimePasses(all)
        expect(answers.filter((tag) => tag === "Completed")).toHaveLength(1)
        const journal = yield* context.storage.service.journal(`challenge/${ticket.slice(0, 36)}.migration`)
        expect(journal.filter(({ _tag }) => _tag === "Proved")).toHaveLength(1)
        expect(context.storage.conflicts()).toBeGreaterThan(0)
      }),
    meeting,
  )

  story(
    "type two hundred wrong codes at once: at most five are compared",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* whileTimePasses(atCode())
        const right = yield* whileTimePasses(latestCode(context))
        const wrong = Array.from({ length: 201 }, (_, index) => String(index).padStart(6, "0")).filter(
          (c) => c !== right,
        )
        const all = Effect.forEach(wrong.slice(0, 200), (code) => tagOf(monCompte.confirmCode({ ticket, code })), {
          concurrency: "unbounded",
        })
        yield* whileTimePasses(all)
        const journal = yield* context.storage.service.journal(`challenge/${ticket.slice(0, 36)}.migration`)
        expect(journal.filter(({ _tag }) => _tag === "TryFailed").length).toBeLessThanOrEqual(5)
      }),
    meeting,
  )

  story(
    "guess two hundred passwords at once: at most five are counted, and none is verified beyond",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const guesses = Array.from({ length: 200 }, (_, index) => String(index).padStart(8, "0"))
        const all = Effect.forEach(guesses, (password) => tagOf(monCompte.signIn({ identifier: ADA.nir, password })), {
          concurrency: "unbounded",
        })
        yield* whileTimePasses(all)
        const [lockOut] = context.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("lock-out/"))
        expect(lockOut?.state).toHaveProperty("failures")
        expect(lockOut?.journal.filter(({ event }) => event._tag === "Reserved").length).toBeLessThanOrEqual(5)
      }),
    meeting,
  )
})
