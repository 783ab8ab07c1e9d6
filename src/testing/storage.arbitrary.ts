import * as Redacted from "effect/Redacted"
import * as fc from "fast-check"
import type { AggregateId, Change, Claim, Commit, Json, Message } from "../ports/storage.ts"

/**
 * What a law of storage is tried with: commits on aggregates that the storage has never seen.
 *
 * Command ids, keys and message ids are all different, and every message is due since before 1970, so
 * that it is due by a test clock that stands at 0. Commits hold no guard.
 */
export interface StorageSample {
  readonly first: Commit
  /** On top of `first`: the same aggregates, at version 1. */
  readonly next: Commit
  /** In the place of `first`: the same aggregates, at version 0. */
  readonly rival: Commit
  /** On other aggregates, at version 0. */
  readonly elsewhere: Commit
  /** An aggregate that none of the commits changes. */
  readonly stranger: AggregateId
}

/** Text as every database can keep it: no NUL, no lone surrogate. */
const text = fc.string({ unit: "grapheme", maxLength: 12 })

/** JSON as it comes back from a database: no `undefined`, no `-0`, no `NaN`. */
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    text,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("at", "number", "é", "constructor", ""), tie("value"), { noNullPrototype: true }),
  ),
})).value

/** A state, an event, an answer or the body of a message. */
export const json: fc.Arbitrary<Json> = fc
  .record({ _tag: fc.constantFrom("Draft", "Active", "Closed"), content: value, b: value, a: value })
  .map((fields) => fields)

const secret = fc.option(
  text.map((held) => Redacted.make(`$test$${held}`)),
  { freq: 2 },
)

const change = (aggregate: AggregateId, expectedVersion: number): fc.Arbitrary<Change> =>
  fc
    .record({ state: json, events: fc.array(json, { minLength: 1, maxLength: 3 }), secret })
    .map((content) => ({ aggregate, expectedVersion, ...content }))

const claim = (name: string, owners: readonly [AggregateId, ...ReadonlyArray<AggregateId>]) => (index: number) =>
  fc.constantFrom(...owners).map((owner): Claim => ({ key: `key/${name}/${index}`, owner }))

const message = (name: string) => (index: number) =>
  fc
    .record({ dueAt: fc.integer({ min: -1_000, max: 0 }), body: json })
    .map((rest): Message => ({ id: `message/${name}/${index}`, ...rest }))

/** One to as many as `most`, each made from its place in the row. */
const several = <A>(most: number, one: (index: number) => fc.Arbitrary<A>): fc.Arbitrary<readonly [A, ...Array<A>]> =>
  fc
    .integer({ min: 0, max: most - 1 })
    .chain((more) => fc.tuple(one(0), ...Array.from({ length: more }, (_, index) => one(index + 1))))

const commit = (
  name: string,
  aggregates: readonly [AggregateId, ...ReadonlyArray<AggregateId>],
  version: number,
): fc.Arbitrary<Commit> => {
  const [head, ...tail] = aggregates
  return fc.record({
    commandId: fc.constant(`command/${name}`),
    at: fc.nat(4_102_444_800_000),
    changes: fc.tuple(change(head, version), ...tail.map((aggregate) => change(aggregate, version))),
    guards: fc.constant([]),
    claims: several(2, claim(name, aggregates)),
    messages: several(4, message(name)),
    answer: json,
  })
}

/** One to all of some aggregates of one name, the first always among them. */
const among = (first: AggregateId, ...others: ReadonlyArray<AggregateId>) =>
  fc.shuffledSubarray([...others]).map((chosen) => [first, ...chosen] as const)

/** Ids share their end or their beginning: an adapter must not take a part of an id for the whole. */
const sampleNamed = (name: string): fc.Arbitrary<StorageSample> =>
  fc
    .tuple(
      among(`account/${name}`, `migration/${name}`, `challenge/${name}`),
      among(`household/${name}`, `delegation/${name}`),
    )
    .chain(([mine, others]) =>
      fc.record({
        first: commit(`${name}/first`, mine, 0),
        next: commit(`${name}/next`, mine, 1),
        rival: commit(`${name}/rival`, mine, 0),
        elsewhere: commit(`${name}/elsewhere`, others, 0),
        stranger: fc.constant<AggregateId>(`account/${name}.other`),
      }),
    )

/** Samples for the laws of storage. Two samples share no name, but a sample and what it shrinks to do. */
export const storageSample: fc.Arbitrary<StorageSample> = fc.noShrink(fc.noBias(fc.uuid())).chain(sampleNamed)
