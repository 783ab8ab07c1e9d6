import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import * as TestClock from "effect/testing/TestClock"
import { CLEO, family, NOON } from "../../../../test/stories/family.ts"
import { BOB, migrated, story } from "../../../../test/stories/test-context.ts"
import { addFigures, type MigrationCounts, noFigures } from "../../../domain/migration/figures.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

/** The figures of all pages, and how many pages there were. */
const figuresOf = Effect.fnUntraced(function* (limit: number) {
  const agency = yield* Agency
  let counts: MigrationCounts = noFigures
  let pages = 0
  for (let after: string | undefined; ; ) {
    const page = yield* agency.migrationFigures({ limit, ...(after === undefined ? {} : { after }) })
    counts = addFigures(counts, page)
    pages += 1
    if (page.next === null) return { counts, pages, page }
    after = page.next
  }
})

const completedCount = Effect.map(Metric.snapshot, (metrics) =>
  metrics
    .filter(({ attributes, id }) => id === "mon_compte_migrations" && attributes?.["state"] === "Completed")
    .reduce((sum, metric) => sum + (metric.type === "Counter" ? Number(metric.state.count) : 0), 0),
)

describe("the figures of the migration", () => {
  story(
    "count who has not started, who is at which step, and who is done by day, page by page and without persons",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const agency = yield* Agency
        yield* TestClock.setTime(NOON)
        yield* family()
        const before = yield* completedCount
        yield* migrated(context)
        const answer = yield* monCompte.signIn({ identifier: BOB.nir, password: BOB.legacy })
        if (answer._tag !== "MigrationRequired") return expect.unreachable()
        yield* monCompte.startMigration({ ticket: answer.ticket })
        yield* monCompte.acceptTerms({ ticket: answer.ticket, version: "1" })
        yield* agency.closeAccount({ agent: "agent-7", person: CLEO.nir })
        const { counts, page, pages } = yield* figuresOf(2)
        expect(pages).toBe(4)
        expect(counts).toEqual({
          // Bruno, Evan and Dora; Cleo's space is closed.
          places: { notStarted: 3, left: 0, terms: 0, password: 1, contact: 0, code: 0, done: 1 },
          doneByDay: { "2026-11-23": 1 },
        })
        expect(JSON.stringify({ ...page, next: null })).not.toMatch(/[0-9a-f]{8}-|example\.org|[12]\d{12}/)
        expect((yield* figuresOf(100)).counts).toEqual(counts)
        expect((yield* completedCount) - before).toBe(1)
      }),
  )

  story("are refused for a page that cannot be read, with its field", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const field = (input: object) =>
        Effect.map(Effect.flip(agency.migrationFigures(input)), (refusal) => "field" in refusal && refusal.field)
      expect(yield* field({ limit: 101 })).toBe("limit")
      expect(yield* field({ limit: 0 })).toBe("limit")
      expect(yield* field({ after: "x" })).toBe("after")
    }),
  )
})
