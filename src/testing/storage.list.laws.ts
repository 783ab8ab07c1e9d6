import type { AggregateId, Change, Commit } from "../ports/storage.ts"
import { all, same } from "./port.laws.ts"
import type { StorageSample } from "./storage.arbitrary.ts"
import { law, type StorageLaw, type Store } from "./storage.trial.laws.ts"

/** A kind of the sample's own: whatever else the storage holds is of another. Wildcards of SQL are letters like any. */
const kindOf = ({ stranger }: StorageSample) => `list_%${stranger.slice("account/".length)}`

const made = ({ first }: StorageSample, ids: ReadonlyArray<AggregateId>): Commit => {
  const [head, ...tail] = ids.map((aggregate): Change => ({ ...first.changes[0], aggregate, expectedVersion: 0 }))
  return { ...first, changes: [head as Change, ...tail], claims: [], messages: [] }
}

/** Every page, one after the other. */
const pages = function* (storage: Store, kind: string, limit: number) {
  const all: Array<ReadonlyArray<AggregateId>> = []
  for (let after: AggregateId | null = null; ; after = all.at(-1)?.at(-1) ?? null) {
    const page: ReadonlyArray<AggregateId> = yield* storage.list({ kind, after, limit })
    if (page.length === 0) return all
    all.push(page)
  }
}

const numbered = (kind: string, count: number) =>
  Array.from({ length: count }, (_, index): AggregateId => `${kind}/${(index * 7) % 11}.${index}`)

/** What storage promises of lists. */
export const listLaws: ReadonlyArray<StorageLaw> = [
  law("every aggregate of a kind is listed once, page after page", function* (storage, sample) {
    const ids = numbered(kindOf(sample), 5)
    yield* storage.commit(made(sample, ids))
    const all = yield* pages(storage, kindOf(sample), 2)
    return same(all.flat().toSorted(), ids.toSorted())
  }),
  law("no more are listed than asked for", function* (storage, sample) {
    const kind = kindOf(sample)
    yield* storage.commit(made(sample, numbered(kind, 5)))
    const lengths = [
      (yield* storage.list({ kind, after: null, limit: 3 })).length,
      (yield* storage.list({ kind, after: null, limit: 9 })).length,
      (yield* storage.list({ kind, after: null, limit: 0 })).length,
    ]
    return same(lengths, [3, 5, 0])
  }),
  law("nothing of another kind is listed", function* (storage, sample) {
    const kind = kindOf(sample)
    const alike = [
      `${kind}s/1`,
      `${kind.replace("_", "-")}/1`,
      `${kind.replace("%", "")}/1`,
      `a${kind}/1`,
      `a/${kind}/1`,
    ]
    yield* storage.commit(made(sample, [`${kind}/1`, ...(alike as ReadonlyArray<AggregateId>)]))
    return same(yield* storage.list({ kind, after: null, limit: 9 }), [`${kind}/1`])
  }),
  law("what was only guarded or loaded is not listed", function* (storage, sample) {
    const kind = kindOf(sample)
    const [one, other] = [`${kind}/1`, `${kind}/2`] as const
    yield* storage.load([one, other])
    yield* storage.commit({ ...made(sample, [one]), guards: [{ aggregate: other, version: 0 }] })
    return same(yield* storage.list({ kind, after: null, limit: 9 }), [one])
  }),
  law("pages go on where they were, whatever is made meanwhile", function* (storage, sample) {
    const kind = kindOf(sample)
    const ids = numbered(kind, 6)
    yield* storage.commit(made(sample, ids))
    const first = yield* storage.list({ kind, after: null, limit: 3 })
    const later = ids.map((id): AggregateId => `${id}.later`)
    yield* storage.commit({ ...made(sample, later), commandId: `${sample.first.commandId}/later` })
    const rest: Array<AggregateId> = []
    for (let after = first.at(-1) ?? null; after !== null; after = rest.at(-1) ?? null) {
      const page = yield* storage.list({ kind, after, limit: 4 })
      if (page.length === 0) break
      rest.push(...page)
    }
    const found = [...first, ...rest]
    return all(
      ids.every((id) => found.includes(id)),
      new Set(found).size === found.length,
    )
  }),
]
