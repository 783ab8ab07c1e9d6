import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { withClockAhead } from "../../../test/stories/story-storage.ts"
import { atContact, started, story, tagOf } from "../../../test/stories/test-context.ts"
import { MonCompte } from "../mon-compte.ts"
import { deliverDue } from "./deliver-due.ts"

const draftHashes = (context: Parameters<Parameters<typeof story>[1]>[0]) =>
  context.storage
    .snapshot()
    .rows.filter(({ aggregate, secret }) => aggregate.startsWith("migration/") && secret !== null)

describe("the expiry of a draft", () => {
  story(
    "deletes its password hash even if the clock of the storage is ahead",
    (context) =>
      Effect.gen(function* () {
        yield* atContact()
        expect(draftHashes(context)).toHaveLength(1)
        yield* TestClock.adjust(30 * 60_000 - 3)
        expect(yield* deliverDue()).toBe(1)
        expect(draftHashes(context)).toHaveLength(1)
        yield* TestClock.adjust("1 minute")
        yield* deliverDue()
        expect(draftHashes(context)).toHaveLength(0)
        expect(yield* deliverDue()).toBe(0)
      }),
    { wrapStorage: withClockAhead(5) },
  )

  story("that was taken over does not end the draft of the second browser", (context) =>
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
