import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { StoredAggregate } from "../../../../adapters/memory/tables.ts"
import { couple, FILE } from "../../../../test/stories/family.ts"
import { story, type TestContext } from "../../../../test/stories/test-context.ts"
import { type ActionRecord, stream } from "../../../domain/audit/audit-log.ts"
import type { CommittedEvents, Storage } from "../../../ports/storage.ts"
import type { ListedAction } from "../../household-file/listed-action.ts"
import { MonCompte } from "../../mon-compte.ts"

/** An audit log of `count` records, each by the person that `actorOf` names. */
const auditLog = (count: number, actorOf: (number: number) => string): StoredAggregate => {
  const records = Array.from({ length: count }, (_, index): ActionRecord => {
    const number = index + 1
    const command = `c${number}`
    return {
      command,
      actor: actorOf(number),
      onBehalfOf: null,
      action: "ViewFile",
      reference: null,
      rule: "file.view",
      at: 0,
      number,
    }
  })
  return {
    aggregate: stream.id(FILE),
    state: { _tag: "Recording", count },
    version: count,
    secret: null,
    journal: records.map((record) => ({ commandId: record.command, at: 0, event: { ...record, _tag: "Recorded" } })),
    answers: records.map(({ command }) => ({ commandId: command, answer: { _tag: "Done" } })),
  }
}

const storing = ({ storage }: TestContext, log: StoredAggregate) => {
  const { rows, ...rest } = storage.snapshot()
  storage.restore({ ...rest, rows: [...rows.filter(({ aggregate }) => aggregate !== log.aggregate), log] })
}

/** Counts the journal entries that are read, and refuses to read a whole journal. */
const countingEntries = () => {
  let [pages, entries] = [0, 0]
  const wrapStorage = (real: Storage["Service"]): Storage["Service"] => ({
    ...real,
    journal: () => Effect.die(new Error("The whole journal was read.")),
    journalPage: (request) =>
      Effect.tap(real.journalPage(request), (page: ReadonlyArray<CommittedEvents>) =>
        Effect.sync(() => {
          pages += 1
          entries += page.length
        }),
      ),
  })
  const since = () => {
    const counts = { pages, entries }
    ;[pages, entries] = [0, 0]
    return counts
  }
  return { wrapStorage, since }
}

/** The records of the portal: the list also has the changes to the file and to the person's space. */
const recordsIn = (actions: ReadonlyArray<ListedAction>) => actions.filter(({ number }) => number !== null)

const everyPage = Effect.fnUntraced(function* (person: { readonly session: string; readonly file: string }) {
  const monCompte = yield* MonCompte
  const pages: Array<ReadonlyArray<ListedAction>> = []
  for (let before: string | null | undefined; before !== null; ) {
    const { actions, next } = yield* monCompte.listActions({ ...person, before })
    pages.push(recordsIn(actions))
    before = next
  }
  return pages
})

describe("listActions", () => {
  const { wrapStorage, since } = countingEntries()

  story(
    "reads as many journal entries for a page among 100,000 records as among 100",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { adas, ids } = yield* couple(context)
        const costs: Array<ReturnType<typeof since>> = []
        for (const count of [100, 100_000]) {
          storing(
            context,
            auditLog(count, () => ids.bruno),
          )
          since()
          for (const before of [undefined, count - 20]) {
            const { actions } = yield* monCompte.listActions({ ...adas, before })
            const newest = (before ?? count + 1) - 1
            const records = recordsIn(actions)
            expect(actions).toHaveLength(50)
            expect(records.map(({ number }) => number)).toEqual(
              Array.from({ length: records.length }, (_, index) => newest - index),
            )
            costs.push(since())
          }
        }
        // The changes to the file and to the space of the person are a few commits.
        const [first, second] = costs
        expect(costs).toEqual([first, second, first, second])
        expect(second).toEqual({ pages: 1, entries: 51 })
        expect(first?.entries).toBeLessThan(80)
      }),
    { wrapStorage: wrapStorage },
  )

  story(
    "scans at most 501 records a call for a person who may not view the file, and lists all their own page by page",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { brunos, ids } = yield* couple(context)
        storing(
          context,
          auditLog(10_000, (number) => (number % 4_000 === 1 ? ids.bruno : ids.ada)),
        )
        since()
        const first = yield* monCompte.listActions(brunos)
        expect(recordsIn(first.actions)).toEqual([])
        expect(first.next).toMatch(/^9500\./)
        const { entries, pages: read } = since()
        expect([read, entries < 501 + 30]).toEqual([6, true])
        const pages = yield* everyPage(brunos)
        expect(pages.flat().map(({ number }) => number)).toEqual([8_001, 4_001, 1])
        expect(pages).toHaveLength(Math.ceil(10_000 / 501))
      }),
    { wrapStorage: wrapStorage },
  )

  for (const count of [0, 1, 49, 50, 51, 52, 100, 251, 252, 501, 502, 600]) {
    story(`lists every visible record once, newest first, of ${count} records`, (context) =>
      Effect.gen(function* () {
        const { adas, brunos, ids } = yield* couple(context)
        for (const share of [1, 2, 3, 60]) {
          const isBrunos = (number: number) => number % share === 0
          storing(
            context,
            auditLog(count, (number) => (isBrunos(number) ? ids.bruno : ids.ada)),
          )
          const all = Array.from({ length: count }, (_, index) => count - index)
          const numbersOf = (pages: ReadonlyArray<ReadonlyArray<ListedAction>>) =>
            pages.flat().map(({ number }) => number)
          const [adasPages, brunosPages] = [yield* everyPage(adas), yield* everyPage(brunos)]
          expect(numbersOf(adasPages)).toEqual(all)
          expect(numbersOf(brunosPages)).toEqual(all.filter(isBrunos))
          for (const page of [...adasPages, ...brunosPages]) expect(page.length).toBeLessThanOrEqual(50)
        }
      }),
    )
  }

  story("answers an untyped `before`: a number that is no version, or no number", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, ids } = yield* couple(context)
      storing(
        context,
        auditLog(3, () => ids.ada),
      )
      const numbers = (before: unknown) =>
        Effect.map(monCompte.listActions({ ...adas, before: before as number }), ({ actions }) =>
          recordsIn(actions).map(({ number }) => number),
        )
      expect(yield* numbers(null)).toEqual([3, 2, 1])
      expect(yield* numbers(Number.POSITIVE_INFINITY)).toEqual([3, 2, 1])
      expect(yield* numbers(1e300)).toEqual([3, 2, 1])
      expect(yield* numbers(2.5)).toEqual([2, 1])
      for (const before of [0, -1, Number.NEGATIVE_INFINITY, Number.NaN, "x", {}, []]) {
        expect(yield* numbers(before)).toEqual([])
      }
    }),
  )
})
