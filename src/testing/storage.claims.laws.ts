import type { AggregateId, Change, Claim } from "../ports/storage.ts"
import { all, same } from "./port.laws.ts"
import { atOnce, held, idsOf, isCommitted, isConflict, law, type StorageLaw, UNKNOWN } from "./storage.trial.laws.ts"

/** What storage promises of unique keys. */
export const claimLaws: ReadonlyArray<StorageLaw> = [
  law("a key finds the aggregate that claimed it, and nobody before", function* (storage, { elsewhere, first }) {
    const [{ key, owner }] = first.claims as readonly [Claim]
    const before = yield* storage.find(key)
    yield* storage.commit(elsewhere)
    yield* storage.commit(first)
    return all(before === null, (yield* storage.find(key)) === owner, (yield* storage.find(`${key}/other`)) === null)
  }),
  law("a key claimed by another conflicts, and nothing of the commit is kept", function* (storage, sample) {
    const { elsewhere, first } = sample
    yield* storage.commit(first)
    const before = yield* held(storage, first, elsewhere)
    const [owner] = idsOf(elsewhere) as readonly [AggregateId]
    const taken = first.claims.map(({ key }) => ({ key, owner }))
    const outcomes = [
      yield* storage.commit({ ...elsewhere, claims: [...elsewhere.claims, ...taken] }),
      yield* storage.commit({ ...elsewhere, claims: [...taken, ...elsewhere.claims] }),
    ]
    return all(outcomes.every(isConflict), same(yield* held(storage, first, elsewhere), before))
  }),
  law("an owner may claim its key again", function* (storage, { first, next }) {
    yield* storage.commit(first)
    const again = yield* storage.commit({ ...next, claims: [...next.claims, ...first.claims] })
    const owners = yield* atOnce(first.claims.map(({ key }) => storage.find(key)))
    return all(
      isCommitted(again),
      same(
        owners,
        first.claims.map(({ owner }) => owner),
      ),
    )
  }),
  law("one commit cannot claim a key for two owners", function* (storage, { first, stranger }) {
    const twice = first.claims.map(({ key }) => ({ key, owner: stranger }))
    const outcome = yield* storage.commit({ ...first, claims: [...first.claims, ...twice] })
    const owners = yield* atOnce(first.claims.map(({ key }) => storage.find(key)))
    return all(
      isConflict(outcome),
      owners.every((owner) => owner === null),
    )
  }),
  law("of many that claim a key at once, exactly one gets it", function* (storage, { first, stranger }) {
    const key = `${first.commandId}/key`
    const owners = [1, 2, 3, 4, 5].map((number): AggregateId => `${stranger}.${number}`)
    const outcomes = yield* atOnce(
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
    return all(
      same(winners, [yield* storage.find(key)]),
      outcomes.filter(isConflict).length === owners.length - 1,
      rows.every((row) => same(row, UNKNOWN)),
    )
  }),
  law("of several keys the first that is held is found", function* (storage, { elsewhere, first }) {
    yield* storage.commit(first)
    yield* storage.commit(elsewhere)
    const [mine, theirs] = [first.claims[0], elsewhere.claims[0]] as [Claim, Claim]
    const nobody = `${mine.key}/nobody`
    const found = [
      yield* storage.find(nobody, mine.key, theirs.key),
      yield* storage.find(theirs.key, nobody, mine.key),
      yield* storage.find(nobody, `${nobody}/either`),
    ]
    return same(found, [mine.owner, theirs.owner, null])
  }),
  law("the owner of the first key that is held is loaded beside what is asked for", function* (storage, sample) {
    const { elsewhere, first } = sample
    yield* storage.commit(first)
    yield* storage.commit(elsewhere)
    const [mine, theirs] = [first.claims[0], elsewhere.claims[0]] as [Claim, Claim]
    const nobody = `${mine.key}/nobody`
    const ids = idsOf(elsewhere)
    const plain = yield* storage.load(ids, elsewhere.commandId)
    const [row] = (yield* storage.load([mine.owner])).rows
    const both = yield* storage.loadOwner([nobody, mine.key, theirs.key], ids, elsewhere.commandId)
    const alone = yield* storage.loadOwner([theirs.key, mine.key], [])
    const none = yield* storage.loadOwner([nobody], ids)
    return all(
      same(both, { ...plain, owner: { id: mine.owner, row } }),
      same([alone.owner?.id, alone.rows, alone.answer], [theirs.owner, [], null]),
      same(none, { rows: plain.rows, answer: null, owner: null }),
    )
  }),
  law("an owner whose name has several parts is loaded as another is", function* (storage, { elsewhere, first, next }) {
    const [claim] = first.claims as readonly [Claim]
    const [one] = first.changes as readonly [Change]
    const owner: AggregateId = `account/${one.aggregate.split("/")[1]}.part.other`
    const key = `${claim.key}/parted`
    yield* storage.commit(first)
    yield* storage.commit(elsewhere)
    const outcome = yield* storage.commit({
      ...next,
      changes: [{ ...one, aggregate: owner, expectedVersion: 0 }],
      claims: [{ key, owner }],
    })
    const [row] = (yield* storage.load([owner])).rows
    const found = yield* storage.loadOwner([key], idsOf(elsewhere))
    return all(isCommitted(outcome), row?.version === 1, same(found.owner, { id: owner, row }))
  }),
  law("a released key is free, for whoever claims it next", function* (storage, { elsewhere, first, next }) {
    yield* storage.commit(first)
    const outcome = yield* storage.commit({ ...next, claims: [], releases: first.claims })
    const before = yield* atOnce(first.claims.map(({ key }) => storage.find(key)))
    const [owner] = idsOf(elsewhere) as readonly [AggregateId]
    const taken = first.claims.map(({ key }) => ({ key, owner }))
    const again = yield* storage.commit({ ...elsewhere, claims: taken })
    const after = yield* atOnce(first.claims.map(({ key }) => storage.find(key)))
    return all(
      isCommitted(outcome),
      isCommitted(again),
      before.every((one) => one === null),
      after.every((one) => one === owner),
    )
  }),
  law("nobody releases the key of another", function* (storage, { elsewhere, first, stranger }) {
    yield* storage.commit(first)
    const wrong = first.claims.map(({ key }) => ({ key, owner: stranger }))
    const unknown = { key: `${first.commandId}/unknown`, owner: stranger }
    const outcome = yield* storage.commit({ ...elsewhere, releases: [...wrong, unknown] })
    const owners = yield* atOnce(first.claims.map(({ key }) => storage.find(key)))
    return all(
      isCommitted(outcome),
      same(
        owners,
        first.claims.map(({ owner }) => owner),
      ),
    )
  }),
  law("a commit that is not kept releases nothing", function* (storage, { first, next, rival }) {
    yield* storage.commit(first)
    const stale = yield* storage.commit({ ...rival, claims: [], releases: first.claims })
    const replay = yield* storage.commit({ ...next, commandId: first.commandId, claims: [], releases: first.claims })
    const owners = yield* atOnce(first.claims.map(({ key }) => storage.find(key)))
    return all(
      isConflict(stale),
      replay._tag === "AlreadyApplied",
      same(
        owners,
        first.claims.map(({ owner }) => owner),
      ),
    )
  }),
  law("one commit cannot claim and release a key", function* (storage, { first, next }) {
    yield* storage.commit(first)
    const before = yield* held(storage, first, next)
    const outcome = yield* storage.commit({
      ...next,
      claims: [...next.claims, ...first.claims],
      releases: first.claims,
    })
    return all(isConflict(outcome), same(yield* held(storage, first, next), before))
  }),
]
