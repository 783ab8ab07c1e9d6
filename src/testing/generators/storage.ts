import * as Redacted from "effect/Redacted"
import * as fc from "fast-check"
import type { AggregateId, Change, Claim, Commit, Json, Message } from "../../ports/storage.ts"

/**
 * A sample for the laws of storage: commits of aggregates that the storage does not know.
 *
 * Command ids, keys and message ids are unique. Each message is due before 1970-01-01, so that it is due under a
 * `TestClock` at 0. The commits have no guards.
 */
export interface StorageSample {
  readonly first: Commit
  /** Follows `first`: changes the same aggregates at version 1. */
  readonly next: Commit
  /** Competes with `first`: changes the same aggregates at version 0. */
  readonly rival: Commit
  /** Changes other aggregates at version 0. */
  readonly elsewhere: Commit
  /** An aggregate that no commit changes. */
  readonly unchanged: AggregateId
}

/** Text that every database stores unchanged: no NUL, no lone surrogate. */
const text = fc.string({ unit: "grapheme", maxLength: 12 })

/** JSON that every database returns unchanged: no `undefined`, no `-0`, no `NaN`. */
const jsonValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
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
const json: fc.Arbitrary<Json> = fc
  .record({ _tag: fc.constantFrom("Draft", "Active", "Closed"), content: jsonValue, b: jsonValue, a: jsonValue })
  .map((fields) => fields)

const secret = fc.option(
  text.map((content) => Redacted.make(`$test$${content}`)),
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

/** A list of 1 to `max` elements, each made from its index. */
const listOf = <A>(max: number, element: (index: number) => fc.Arbitrary<A>): fc.Arbitrary<readonly [A, ...Array<A>]> =>
  fc
    .integer({ min: 0, max: max - 1 })
    .chain((more) => fc.tuple(element(0), ...Array.from({ length: more }, (_, index) => element(index + 1))))

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
    claims: listOf(2, claim(name, aggregates)),
    messages: listOf(4, message(name)),
    answer: json,
  })
}

/** Some of these aggregates in any order. The first is always included. */
const subset = (first: AggregateId, ...others: ReadonlyArray<AggregateId>) =>
  fc.shuffledSubarray([...others]).map((chosen) => [first, ...chosen] as const)

/** Ids share a prefix or a suffix, so that an adapter that compares only part of an id breaks a law. */
const sampleOf = (name: string): fc.Arbitrary<StorageSample> =>
  fc
    .tuple(
      subset(`account/${name}`, `migration/${name}`, `challenge/${name}`),
      subset(`household/${name}`, `delegation/${name}`),
    )
    .chain(([aggregates, otherAggregates]) =>
      fc.record({
        first: commit(`${name}/first`, aggregates, 0),
        next: commit(`${name}/next`, aggregates, 1),
        rival: commit(`${name}/rival`, aggregates, 0),
        elsewhere: commit(`${name}/elsewhere`, otherAggregates, 0),
        unchanged: fc.constant<AggregateId>(`account/${name}.other`),
      }),
    )

/** Samples for `storageLaws`. Two samples share no names, except a sample and its shrunk forms. */
export const storageSample: fc.Arbitrary<StorageSample> = fc.noShrink(fc.noBias(fc.uuid())).chain(sampleOf)
