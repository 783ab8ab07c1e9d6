import { randomUUID } from "node:crypto"
import type { AggregateId, Commit, Outcome } from "../../src/ports/storage.ts"

/** An aggregate, and the version at which it was read. */
type Read = readonly [AggregateId, number]

/** A commit that leaves its name wherever a commit writes. */
export const commit = (changes: readonly [Read, ...Array<Read>], guards: ReadonlyArray<Read> = []): Commit => {
  const by = randomUUID()
  const change = ([aggregate, expectedVersion]: Read) =>
    ({ aggregate, expectedVersion, state: { _tag: "S", by }, events: [{ _tag: "E", by }], secret: null }) as const
  const [first, ...rest] = changes
  return {
    commandId: by,
    at: 0,
    changes: [change(first), ...rest.map(change)],
    guards: guards.map(([aggregate, version]) => ({ aggregate, version })),
    claims: [{ key: `nir/${by}`, owner: first[0] }],
    messages: [{ id: by, dueAt: 9e15, body: { _tag: "M", by } }],
    answer: { _tag: "A", by },
  }
}

/** The second commit, wanting the key of the first. */
export const withKeyOf = (first: Commit, second: Commit): Commit => ({
  ...second,
  claims: second.claims.map(({ owner }) => ({ key: first.claims[0]?.key ?? "", owner })),
})

/** Others have written, and not ended, when ours comes. */
export interface Meeting {
  /** What was kept before. */
  readonly before?: ReadonlyArray<Commit>
  readonly others: ReadonlyArray<Commit>
  readonly ours: Commit
}

export interface Race {
  readonly name: string
  /** What ours is told once the others are kept. Null: it may have to be tried again, and is kept then. */
  readonly told: Outcome["_tag"] | null
  /** On two aggregates that are new in every race. */
  readonly make: (x: AggregateId, y: AggregateId) => Meeting
}

const there = (...ids: ReadonlyArray<AggregateId>) => ids.map((id) => commit([[id, 0]]))
const elsewhere = (guards: ReadonlyArray<Read>) => commit([[`account/c${randomUUID()}`, 0]], guards)

const changes: ReadonlyArray<Race> = [
  {
    name: "a change of what was changed meanwhile",
    told: "Conflict",
    make: (x) => ({ before: there(x), others: [commit([[x, 1]])], ours: commit([[x, 1]]) }),
  },
  {
    name: "two changes, of which one rests on what was changed meanwhile",
    told: "Conflict",
    make: (x, y) => ({
      before: there(x, y),
      others: [commit([[y, 1]])],
      ours: commit([
        [x, 1],
        [y, 1],
      ]),
    }),
  },
  {
    name: "a creation of what was created meanwhile",
    told: "Conflict",
    make: (x) => ({ others: there(x), ours: commit([[x, 0]]) }),
  },
  {
    name: "a creation of two, of which one was created meanwhile",
    told: "Conflict",
    make: (x, y) => ({
      others: there(y),
      ours: commit([
        [x, 0],
        [y, 0],
      ]),
    }),
  },
  {
    name: "a change of one and a creation of another, which was created meanwhile",
    told: "Conflict",
    make: (x, y) => ({
      before: there(x),
      others: there(y),
      ours: commit([
        [x, 1],
        [y, 0],
      ]),
    }),
  },
]

const guards: ReadonlyArray<Race> = [
  {
    name: "a guard of what was changed meanwhile",
    told: "Conflict",
    make: (x, y) => ({ before: there(x, y), others: [commit([[y, 1]])], ours: commit([[x, 1]], [[y, 1]]) }),
  },
  {
    name: "a guard, by one that creates, of what was changed meanwhile",
    told: "Conflict",
    make: (x, y) => ({ before: there(y), others: [commit([[y, 1]])], ours: commit([[x, 0]], [[y, 1]]) }),
  },
  {
    name: "a guard of what was guarded meanwhile",
    told: "Committed",
    make: (x, y) => ({ before: there(y), others: [elsewhere([[y, 1]])], ours: commit([[x, 0]], [[y, 1]]) }),
  },
  {
    name: "a change of what was guarded meanwhile",
    told: "Committed",
    make: (x) => ({ before: there(x), others: [elsewhere([[x, 1]])], ours: commit([[x, 1]]) }),
  },
  {
    name: "a guard of nothing, where something was created meanwhile",
    told: "Conflict",
    make: (x, y) => ({ others: there(y), ours: commit([[x, 0]], [[y, 0]]) }),
  },
  {
    name: "a guard of nothing, where something was created and changed meanwhile",
    told: "Conflict",
    make: (x, y) => ({
      before: there(x),
      others: [...there(y), commit([[y, 1]])],
      ours: commit([[x, 1]], [[y, 0]]),
    }),
  },
  {
    name: "a guard of nothing, which was guarded meanwhile",
    told: null,
    make: (x, y) => ({ others: [elsewhere([[y, 0]])], ours: commit([[x, 0]], [[y, 0]]) }),
  },
  {
    name: "a creation of what was guarded as nothing meanwhile",
    told: null,
    make: (x) => ({ others: [elsewhere([[x, 0]])], ours: commit([[x, 0]]) }),
  },
]

const skews: ReadonlyArray<Race> = [
  {
    name: "each guarding what the other changes",
    told: "Conflict",
    make: (x, y) => ({
      before: there(x, y),
      others: [commit([[x, 1]], [[y, 1]])],
      ours: commit([[y, 1]], [[x, 1]]),
    }),
  },
  {
    name: "each guarding what the other creates",
    told: "Conflict",
    make: (x, y) => ({ others: [commit([[x, 0]], [[y, 0]])], ours: commit([[y, 0]], [[x, 0]]) }),
  },
  {
    name: "each guarding what the other changes, where one is there and one is not",
    told: "Conflict",
    make: (x, y) => ({
      before: there(x),
      others: [commit([[x, 1]], [[y, 0]])],
      ours: commit([[y, 0]], [[x, 1]]),
    }),
  },
]

const keys: ReadonlyArray<Race> = [
  {
    name: "a key that was taken meanwhile",
    told: "Conflict",
    make: (x, y) => {
      const [first, second] = [commit([[x, 0]]), commit([[y, 0]])]
      return { others: [first], ours: withKeyOf(first, second) }
    },
  },
]

const twin = (name: string, version: number, guarded: boolean): Race => ({
  name,
  told: "AlreadyApplied",
  make: (x, y) => {
    const same = commit(
      [
        [x, version],
        [y, version],
      ],
      guarded ? [[`account/d${randomUUID()}`, 0]] : [],
    )
    const before = version === 0 ? [] : [commit([[x, 0]]), commit([[y, 0]])]
    return { before, others: [same, commit([[x, version + 1]])], ours: same }
  },
})
const twins: ReadonlyArray<Race> = [
  twin("the same command, kept meanwhile and built upon", 1, false),
  twin("the same command, which creates, kept meanwhile and built upon", 0, false),
  twin("the same command, with a guard of nothing, kept meanwhile and built upon", 1, true),
]

/** All that two commits can do to each other, the second waiting for the first. */
export const races: ReadonlyArray<Race> = [...changes, ...guards, ...skews, ...keys, ...twins]
