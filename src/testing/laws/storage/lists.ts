import type { AggregateId, Change, Commit } from "../../../ports/storage.ts"
import type { StorageSample } from "../../generators/storage.ts"
import { allTrue, isSame } from "../compare.ts"
import { type StorageLaw, type Store, storageLaw } from "./storage-law.ts"

/** A category that only this sample has. It contains SQL wildcards, which must match only themselves. */
const categoryOf = ({ unchanged }: StorageSample) => `list_%${unchanged.slice("account/".length)}`

const creationOf = (ids: ReadonlyArray<AggregateId>, { first }: StorageSample): Commit => {
  const [head, ...tail] = ids.map((aggregate): Change => ({ ...first.changes[0], aggregate, expectedVersion: 0 }))
  return { ...first, changes: [head as Change, ...tail], claims: [], messages: [] }
}

const listPages = function* (storage: Store, category: string, limit: number) {
  const pages: Array<ReadonlyArray<AggregateId>> = []
  for (let after: AggregateId | null = null; ; after = pages.at(-1)?.at(-1) ?? null) {
    const page: ReadonlyArray<AggregateId> = yield* storage.list({ category, after, limit })
    if (page.length === 0) return pages
    pages.push(page)
  }
}

const idsOfCategory = (category: string, count: number) =>
  Array.from({ length: count }, (_, index): AggregateId => `${category}/${(index * 7) % 11}.${index}`)

/** The laws of lists of aggregates. */
export const listLaws: ReadonlyArray<StorageLaw> = [
  storageLaw("list returns every aggregate of a category once, page by page", function* (storage, sample) {
    const ids = idsOfCategory(categoryOf(sample), 5)
    yield* storage.commit(creationOf(ids, sample))
    const pages = yield* listPages(storage, categoryOf(sample), 2)
    return isSame(pages.flat().toSorted(), ids.toSorted())
  }),
  storageLaw("list returns at most the requested number of aggregates", function* (storage, sample) {
    const category = categoryOf(sample)
    yield* storage.commit(creationOf(idsOfCategory(category, 5), sample))
    const lengths = [
      (yield* storage.list({ category, after: null, limit: 3 })).length,
      (yield* storage.list({ category, after: null, limit: 9 })).length,
      (yield* storage.list({ category, after: null, limit: 0 })).length,
    ]
    return isSame(lengths, [3, 5, 0])
  }),
  storageLaw("list returns only aggregates of the requested category", function* (storage, sample) {
    const category = categoryOf(sample)
    const similar: ReadonlyArray<AggregateId> = [
      `${category}s/1`,
      `${category.replace("_", "-")}/1`,
      `${category.replace("%", "")}/1`,
      `a${category}/1`,
      `a/${category}/1`,
    ]
    yield* storage.commit(creationOf([`${category}/1`, ...similar], sample))
    return isSame(yield* storage.list({ category, after: null, limit: 9 }), [`${category}/1`])
  }),
  storageLaw("list omits aggregates that were only guarded or loaded", function* (storage, sample) {
    const category = categoryOf(sample)
    const [created, guarded] = [`${category}/1`, `${category}/2`] as const
    yield* storage.load([created, guarded])
    yield* storage.commit({ ...creationOf([created], sample), guards: [{ aggregate: guarded, version: 0 }] })
    return isSame(yield* storage.list({ category, after: null, limit: 9 }), [created])
  }),
  storageLaw("list repeats and skips nothing if aggregates are created between two pages", function* (storage, sample) {
    const category = categoryOf(sample)
    const ids = idsOfCategory(category, 6)
    yield* storage.commit(creationOf(ids, sample))
    const firstPage = yield* storage.list({ category, after: null, limit: 3 })
    const later = ids.map((id): AggregateId => `${id}.later`)
    yield* storage.commit({ ...creationOf(later, sample), commandId: `${sample.first.commandId}/later` })
    const rest: Array<AggregateId> = []
    for (let after = firstPage.at(-1) ?? null; after !== null; after = rest.at(-1) ?? null) {
      const page = yield* storage.list({ category, after, limit: 4 })
      if (page.length === 0) break
      rest.push(...page)
    }
    const listed = [...firstPage, ...rest]
    return allTrue(
      ids.every((id) => listed.includes(id)),
      new Set(listed).size === listed.length,
    )
  }),
]
