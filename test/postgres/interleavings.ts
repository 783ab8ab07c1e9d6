import { randomUUID } from "node:crypto"
import type { AggregateId, Commit, Outcome } from "../../src/ports/storage.ts"

/** An aggregate, and the version that the commit expects. */
type Expected = readonly [AggregateId, number]

/** A commit whose id is in everything that it writes: states, journal entries, a key, a message and an answer. */
export const commit = (
  changes: readonly [Expected, ...Array<Expected>],
  guards: ReadonlyArray<Expected> = [],
): Commit => {
  const by = randomUUID()
  const change = ([aggregate, expectedVersion]: Expected) =>
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

/** The second commit, which claims the key of the first. */
export const claimingKeyOf = (first: Commit, second: Commit): Commit => ({
  ...second,
  claims: second.claims.map(({ owner }) => ({ key: first.claims[0]?.key ?? "", owner })),
})

/** Two transactions at once: the other one has written and not ended when ours starts. */
export interface Scenario {
  /** The commits before both. */
  readonly before?: ReadonlyArray<Commit>
  /** The commits of the other transaction. */
  readonly theirs: ReadonlyArray<Commit>
  readonly ours: Commit
}

export interface Race {
  readonly name: string
  /** The outcome of our commit after theirs. Null: a first conflict is allowed, and the next try commits. */
  readonly expected: Outcome["_tag"] | null
  /** Builds the scenario on two aggregates that are new in every race. */
  readonly make: (x: AggregateId, y: AggregateId) => Scenario
}

const creationsOf = (...ids: ReadonlyArray<AggregateId>) => ids.map((id) => commit([[id, 0]]))
const commitElsewhere = (guards: ReadonlyArray<Expected>) => commit([[`account/c${randomUUID()}`, 0]], guards)

const changes: ReadonlyArray<Race> = [
  {
    name: "a change of an aggregate that the other transaction changed",
    expected: "Conflict",
    make: (x) => ({ before: creationsOf(x), theirs: [commit([[x, 1]])], ours: commit([[x, 1]]) }),
  },
  {
    name: "two changes, one of an aggregate that the other transaction changed",
    expected: "Conflict",
    make: (x, y) => ({
      before: creationsOf(x, y),
      theirs: [commit([[y, 1]])],
      ours: commit([
        [x, 1],
        [y, 1],
      ]),
    }),
  },
  {
    name: "a creation of an aggregate that the other transaction created",
    expected: "Conflict",
    make: (x) => ({ theirs: creationsOf(x), ours: commit([[x, 0]]) }),
  },
  {
    name: "a creation of two aggregates, of which the other transaction created one",
    expected: "Conflict",
    make: (x, y) => ({
      theirs: creationsOf(y),
      ours: commit([
        [x, 0],
        [y, 0],
      ]),
    }),
  },
  {
    name: "a change, and a creation of an aggregate that the other transaction created",
    expected: "Conflict",
    make: (x, y) => ({
      before: creationsOf(x),
      theirs: creationsOf(y),
      ours: commit([
        [x, 1],
        [y, 0],
      ]),
    }),
  },
]

const guards: ReadonlyArray<Race> = [
  {
    name: "a guard on an aggregate that the other transaction changed",
    expected: "Conflict",
    make: (x, y) => ({ before: creationsOf(x, y), theirs: [commit([[y, 1]])], ours: commit([[x, 1]], [[y, 1]]) }),
  },
  {
    name: "a creation with a guard on an aggregate that the other transaction changed",
    expected: "Conflict",
    make: (x, y) => ({ before: creationsOf(y), theirs: [commit([[y, 1]])], ours: commit([[x, 0]], [[y, 1]]) }),
  },
  {
    name: "a guard on an aggregate that the other transaction guarded",
    expected: "Committed",
    make: (x, y) => ({ before: creationsOf(y), theirs: [commitElsewhere([[y, 1]])], ours: commit([[x, 0]], [[y, 1]]) }),
  },
  {
    name: "a change of an aggregate that the other transaction guarded",
    expected: "Committed",
    make: (x) => ({ before: creationsOf(x), theirs: [commitElsewhere([[x, 1]])], ours: commit([[x, 1]]) }),
  },
  {
    name: "a guard on the absence of an aggregate that the other transaction created",
    expected: "Conflict",
    make: (x, y) => ({ theirs: creationsOf(y), ours: commit([[x, 0]], [[y, 0]]) }),
  },
  {
    name: "a guard on the absence of an aggregate that the other transaction created and changed",
    expected: "Conflict",
    make: (x, y) => ({
      before: creationsOf(x),
      theirs: [...creationsOf(y), commit([[y, 1]])],
      ours: commit([[x, 1]], [[y, 0]]),
    }),
  },
  {
    name: "a guard on an absence that the other transaction guarded",
    expected: null,
    make: (x, y) => ({ theirs: [commitElsewhere([[y, 0]])], ours: commit([[x, 0]], [[y, 0]]) }),
  },
  {
    name: "a creation of an aggregate whose absence the other transaction guarded",
    expected: null,
    make: (x) => ({ theirs: [commitElsewhere([[x, 0]])], ours: commit([[x, 0]]) }),
  },
]

const skews: ReadonlyArray<Race> = [
  {
    name: "two commits that each guard what the other changes",
    expected: "Conflict",
    make: (x, y) => ({
      before: creationsOf(x, y),
      theirs: [commit([[x, 1]], [[y, 1]])],
      ours: commit([[y, 1]], [[x, 1]]),
    }),
  },
  {
    name: "two commits that each guard what the other creates",
    expected: "Conflict",
    make: (x, y) => ({ theirs: [commit([[x, 0]], [[y, 0]])], ours: commit([[y, 0]], [[x, 0]]) }),
  },
  {
    name: "two commits that each guard what the other writes, of which one aggregate exists",
    expected: "Conflict",
    make: (x, y) => ({
      before: creationsOf(x),
      theirs: [commit([[x, 1]], [[y, 0]])],
      ours: commit([[y, 0]], [[x, 1]]),
    }),
  },
]

const keys: ReadonlyArray<Race> = [
  {
    name: "a claim of a key that the other transaction claimed",
    expected: "Conflict",
    make: (x, y) => {
      const [first, second] = [commit([[x, 0]]), commit([[y, 0]])]
      return { theirs: [first], ours: claimingKeyOf(first, second) }
    },
  },
]

const duplicate = (name: string, version: number, isGuarded: boolean): Race => ({
  name,
  expected: "AlreadyApplied",
  make: (x, y) => {
    const same = commit(
      [
        [x, version],
        [y, version],
      ],
      isGuarded ? [[`account/d${randomUUID()}`, 0]] : [],
    )
    const before = version === 0 ? [] : [commit([[x, 0]]), commit([[y, 0]])]
    return { before, theirs: [same, commit([[x, version + 1]])], ours: same }
  },
})
const duplicates: ReadonlyArray<Race> = [
  duplicate("the same command that the other transaction committed and followed with a change", 1, false),
  duplicate("the same creating command that the other transaction committed and followed with a change", 0, false),
  duplicate(
    "the same command with a guard on an absence that the other transaction committed and followed with a change",
    1,
    true,
  ),
]

/** Every conflict of two commits of which the second waits for the first. */
export const races: ReadonlyArray<Race> = [...changes, ...guards, ...skews, ...keys, ...duplicates]
