import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT, couple, delegated, FILE, family, NOON } from "../../../../test/stories/family.ts"
import { ADA, BOB, story, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import type { WorkItem } from "../../household-file/work-item.ts"
import { MonCompte } from "../../mon-compte.ts"

// In October 2021, 7,000 files could be read by others for one night. Who looked at which file, and when?
describe("the night on which files could be read by others", () => {
  story(
    "is listed page by page: who looked at which file, on whose behalf or not, and nothing of another hour",
    (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        const { adas, brunos, ids } = yield* delegated(context)
        yield* TestClock.adjust("1 minute")
        const start = NOON + 60_000
        const looks = 60
        for (let look = 0; look < looks; look += 1) {
          yield* monCompte.recordAction({ ...(look % 2 === 0 ? adas : brunos), action: "ViewFile" })
          yield* TestClock.adjust(look % 10 === 0 ? 1 : 0)
        }
        const end = start + 3_600_000
        yield* TestClock.adjust("2 hours")
        yield* agency.removeMember({ agent: AGENT, file: FILE, person: ids.evan, cause: "Mistake" })
        yield* TestClock.adjust("2 minutes")

        const night: Array<WorkItem> = []
        const sizes: Array<number> = []
        for (let after: number | undefined; ; ) {
          const page = yield* agency.listWork({ start, end, file: FILE, ...(after === undefined ? {} : { after }) })
          // An interrupted list goes on from the same place.
          expect(yield* agency.listWork({ start, end, file: FILE, ...(after === undefined ? {} : { after }) })).toEqual(
            page,
          )
          night.push(...page.items)
          sizes.push(page.items.length)
          if (page.next === null) break
          after = page.next
        }
        expect(night).toHaveLength(looks)
        expect(sizes.length).toBeGreaterThan(1)
        const byBruno = night.filter(({ by }) => by._tag === "Person" && by.person === ids.bruno)
        expect(byBruno).toHaveLength(looks / 2)
        expect(new Set(night.map(({ command }) => command))).toEqual(new Set(["RecordAction"]))
        for (const { reversal } of night) expect(reversal).toEqual({ _tag: "NotReversible", because: "Read" })
        const { items } = yield* agency.listWork({ start, end, person: ids.ada })
        expect(items.every(({ by }) => by._tag === "Person" && by.person === ids.ada)).toBe(true)
        expect(items).toHaveLength(looks / 2)
        const byNumber = yield* agency.listWork({ start, end, person: ADA.nir })
        expect(byNumber.items).toEqual(items)
        // An empty list would say that an unknown person did nothing.
        expect(yield* tagOf(agency.listWork({ start, end, person: BOB.nir }))).toBe("PersonUnknown")
        expect(yield* tagOf(agency.listWork({ start, end, person: "ada" }))).toBe("IdentifierRefused")
      }),
  )

  story("has what agents did to the file, and neither sign-ins nor steps of the wizard", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* couple(context)
      yield* TestClock.adjust("2 minutes")
      const { items, next } = yield* agency.listWork({ start: 0 })
      // Everything of the setting is in it: agents opened the file, and nothing of it is a sign-in.
      expect(items.map(({ command }) => command)).toEqual(
        expect.arrayContaining(["OpenFile", "FormCouple", "AddChild"]),
      )
      expect(items.some(({ command }) => /SignIn|Code/.test(command))).toBe(false)
      expect(next).toBeNull()
    }),
  )

  story("ends a minute ago, because commands under way may still be committed with an earlier time", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      yield* family()
      const early = yield* agency.listWork({ start: NOON - 1_000 })
      expect(early).toEqual({ _tag: "Work", items: [], next: null, until: NOON - 1_000 })
      yield* TestClock.adjust("61 seconds")
      const later = yield* agency.listWork({ start: NOON - 1_000 })
      expect(later.items).toHaveLength(5)
      expect(later.until).toBe(NOON + 1_000)
    }),
  )

  story("is refused for a window that has no sense, with its field", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      const field = (input: object) =>
        Effect.map(Effect.flip(agency.listWork(input as never)), (refusal) => "field" in refusal && refusal.field)
      expect(yield* field({})).toBe("start")
      expect(yield* field({ start: Number.NaN })).toBe("start")
      expect(yield* field({ start: -1 })).toBe("start")
      expect(yield* field({ start: 5, end: 5 })).toBe("end")
      expect(yield* field({ start: 5, end: "6" })).toBe("end")
      expect(yield* field({ start: 5, after: "x" })).toBe("after")
      expect(yield* tagOf(agency.listWork({ start: NOON + 999_999 }))).toBe("Work")
    }),
  )
})
