import * as Effect from "effect/Effect"
import type { AggregateId, Change, Claim, Commit } from "../../../ports/storage.ts"
import { allTrue, isSame } from "../compare.ts"
import { idsOf } from "./commits.ts"
import { isCommitted, isConflict, readAll, UNKNOWN_ROW } from "./observations.ts"
import { inParallel, type StorageLaw, type Store, storageLaw } from "./storage-law.ts"

const findEach = (storage: Store, claims: ReadonlyArray<Claim>) =>
  Effect.forEach(claims, ({ key }) => storage.find(key))

const ownersOf = (claims: ReadonlyArray<Claim>) => claims.map(({ owner }) => owner)

/** The claims of a commit, made by another owner. */
const claimsFor = (owner: AggregateId, { claims }: Commit): ReadonlyArray<Claim> =>
  claims.map(({ key }) => ({ key, owner }))

/** The laws of unique keys. */
export const claimLaws: ReadonlyArray<StorageLaw> = [
  storageLaw(
    "find returns the aggregate that claimed a key, and null before the claim",
    function* (storage, { elsewhere, first }) {
      const [{ key, owner }] = first.claims as readonly [Claim]
      const before = yield* storage.find(key)
      yield* storage.commit(elsewhere)
      yield* storage.commit(first)
      return allTrue(
        before === null,
        (yield* storage.find(key)) === owner,
        (yield* storage.find(`${key}/other`)) === null,
      )
    },
  ),
  storageLaw(
    "a claim of a key that has another owner conflicts, and nothing is committed",
    function* (storage, { elsewhere, first }) {
      yield* storage.commit(first)
      const before = yield* readAll(storage, first, elsewhere)
      const [owner] = idsOf(elsewhere) as readonly [AggregateId]
      const taken = claimsFor(owner, first)
      const outcomes = [
        yield* storage.commit({ ...elsewhere, claims: [...elsewhere.claims, ...taken] }),
        yield* storage.commit({ ...elsewhere, claims: [...taken, ...elsewhere.claims] }),
      ]
      return allTrue(outcomes.every(isConflict), isSame(yield* readAll(storage, first, elsewhere), before))
    },
  ),
  storageLaw("an owner can claim its key again", function* (storage, { first, next }) {
    yield* storage.commit(first)
    const again = yield* storage.commit({ ...next, claims: [...next.claims, ...first.claims] })
    return allTrue(isCommitted(again), isSame(yield* findEach(storage, first.claims), ownersOf(first.claims)))
  }),
  storageLaw("one commit cannot claim a key for two owners", function* (storage, { first, unchanged }) {
    const outcome = yield* storage.commit({ ...first, claims: [...first.claims, ...claimsFor(unchanged, first)] })
    const owners = yield* findEach(storage, first.claims)
    return allTrue(
      isConflict(outcome),
      owners.every((owner) => owner === null),
    )
  }),
  storageLaw("exactly one of several parallel claims of a key succeeds", function* (storage, { first, unchanged }) {
    const key = `${first.commandId}/key`
    const owners = [1, 2, 3, 4, 5].map((number): AggregateId => `${unchanged}.${number}`)
    const outcomes = yield* inParallel(
      owners.map((owner) =>
        storage.commit({
          ...first,
          changes: [{ ...first.changes[0], aggregate: owner }],
          claims: [{ key, owner }],
          messages: [],
        }),
      ),
    )
    const winners = owners.filter((_, index) => outcomes[index]?._tag === "Committed")
    const { rows } = yield* storage.load(owners.filter((owner) => !winners.includes(owner)))
    return allTrue(
      isSame(winners, [yield* storage.find(key)]),
      outcomes.filter(isConflict).length === owners.length - 1,
      rows.every((row) => isSame(row, UNKNOWN_ROW)),
    )
  }),
  storageLaw("find returns the owner of the first claimed key of several", function* (storage, { elsewhere, first }) {
    yield* storage.commit(first)
    yield* storage.commit(elsewhere)
    const [claimA, claimB] = [first.claims[0], elsewhere.claims[0]] as [Claim, Claim]
    const unclaimed = `${claimA.key}/unclaimed`
    const owners = [
      yield* storage.find(unclaimed, claimA.key, claimB.key),
      yield* storage.find(claimB.key, unclaimed, claimA.key),
      yield* storage.find(unclaimed, `${unclaimed}/too`),
    ]
    return isSame(owners, [claimA.owner, claimB.owner, null])
  }),
  storageLaw(
    "loadOwner returns the owner of the first claimed key, and the requested rows",
    function* (storage, { elsewhere, first }) {
      yield* storage.commit(first)
      yield* storage.commit(elsewhere)
      const [claimA, claimB] = [first.claims[0], elsewhere.claims[0]] as [Claim, Claim]
      const unclaimed = `${claimA.key}/unclaimed`
      const ids = idsOf(elsewhere)
      const loaded = yield* storage.load(ids, elsewhere.commandId)
      const [row] = (yield* storage.load([claimA.owner])).rows
      const withRows = yield* storage.loadOwner([unclaimed, claimA.key, claimB.key], ids, elsewhere.commandId)
      const withoutRows = yield* storage.loadOwner([claimB.key, claimA.key], [])
      const withoutOwner = yield* storage.loadOwner([unclaimed], ids)
      return allTrue(
        isSame(withRows, { ...loaded, owner: { id: claimA.owner, row } }),
        isSame([withoutRows.owner?.id, withoutRows.rows, withoutRows.answer], [claimB.owner, [], null]),
        isSame(withoutOwner, { rows: loaded.rows, answer: null, owner: null }),
      )
    },
  ),
  storageLaw("loadOwner loads an owner whose id has several parts", function* (storage, { elsewhere, first, next }) {
    const [claim] = first.claims as readonly [Claim]
    const [change] = first.changes as readonly [Change]
    const owner: AggregateId = `account/${change.aggregate.split("/")[1]}.part.other`
    const key = `${claim.key}/parts`
    yield* storage.commit(first)
    yield* storage.commit(elsewhere)
    const outcome = yield* storage.commit({
      ...next,
      changes: [{ ...change, aggregate: owner, expectedVersion: 0 }],
      claims: [{ key, owner }],
    })
    const [row] = (yield* storage.load([owner])).rows
    const loaded = yield* storage.loadOwner([key], idsOf(elsewhere))
    return allTrue(isCommitted(outcome), row?.version === 1, isSame(loaded.owner, { id: owner, row }))
  }),
  storageLaw("a released key can be claimed by another aggregate", function* (storage, { elsewhere, first, next }) {
    yield* storage.commit(first)
    const release = yield* storage.commit({ ...next, claims: [], releases: first.claims })
    const afterRelease = yield* findEach(storage, first.claims)
    const [owner] = idsOf(elsewhere) as readonly [AggregateId]
    const claim = yield* storage.commit({ ...elsewhere, claims: claimsFor(owner, first) })
    const afterClaim = yield* findEach(storage, first.claims)
    return allTrue(
      isCommitted(release),
      isCommitted(claim),
      afterRelease.every((found) => found === null),
      afterClaim.every((found) => found === owner),
    )
  }),
  storageLaw("only its owner can release a key", function* (storage, { elsewhere, first, unchanged }) {
    yield* storage.commit(first)
    const unknown = { key: `${first.commandId}/unknown`, owner: unchanged }
    const outcome = yield* storage.commit({ ...elsewhere, releases: [...claimsFor(unchanged, first), unknown] })
    return allTrue(isCommitted(outcome), isSame(yield* findEach(storage, first.claims), ownersOf(first.claims)))
  }),
  storageLaw("a commit that is not applied releases nothing", function* (storage, { first, next, rival }) {
    yield* storage.commit(first)
    const stale = yield* storage.commit({ ...rival, claims: [], releases: first.claims })
    const replay = yield* storage.commit({ ...next, commandId: first.commandId, claims: [], releases: first.claims })
    return allTrue(
      isConflict(stale),
      replay._tag === "AlreadyApplied",
      isSame(yield* findEach(storage, first.claims), ownersOf(first.claims)),
    )
  }),
  storageLaw("one commit cannot claim and release the same key", function* (storage, { first, next }) {
    yield* storage.commit(first)
    const before = yield* readAll(storage, first, next)
    const outcome = yield* storage.commit({
      ...next,
      claims: [...next.claims, ...first.claims],
      releases: first.claims,
    })
    return allTrue(isConflict(outcome), isSame(yield* readAll(storage, first, next), before))
  }),
]
