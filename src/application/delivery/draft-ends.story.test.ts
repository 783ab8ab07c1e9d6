import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { ahead } from "../../../test/stories/story-storage.ts"
import { atContact, started, story, tagOf } from "../../../test/stories/test-context.ts"
import { MonCompte } from "../mon-compte.ts"
import { deliverDue } from "./deliver.ts"

const secrets = (context: Parameters<Parameters<typeof story>[1]>[0]) =>
  context.storage
    .snapshot()
    .rows.filter(({ aggregate, secret }) => aggregate.startsWith("migration/") && secret !== null)

describe("the end of a draft", () => {
  story(
    "comes even where the clock of the outbox is ahead: its password hash does not stay",
    (context) =>
      Effect.gen(function* () {
        yield* atContact()
        expect(secrets(context)).toHaveLength(1)
        yield* TestClock.adjust(30 * 60_000 - 3)
        expect(yield* deliverDue()).toBe(1)
        expect(secrets(context)).toHaveLength(1)
        yield* TestClock.adjust("1 minute")
        yield* deliverDue()
        expect(secrets(context)).toHaveLength(0)
        expect(yield* deliverDue()).toBe(0)
      }),
    { around: ahead(5) },
  )

  story("of one that was taken over is not the end of the one that took over", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* atContact()
      yield* TestClock.adjust("10 minutes")
      const { ticket } = yield* started()
      yield* TestClock.adjust("20 minutes")
      expect(yield* deliverDue()).toBe(1)
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("PasswordPending")
      yield* TestClock.adjust("10 minutes")
      expect(yield* deliverDue()).toBe(1)
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("Left")
      expect(context.storage.snapshot().outbox).toEqual([])
    }),
  )
})
