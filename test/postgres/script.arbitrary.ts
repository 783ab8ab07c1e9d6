import * as fc from "fast-check"
import type { AggregateId, Change, Commit } from "../../src/ports/storage.ts"

const KINDS = ["account", "migration", "household"] as const
const smallIndex = fc.nat(2)
const version = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(3) })

export const idOf = (name: string, index: number): AggregateId => `${KINDS[index] ?? "account"}/${name}`
export const keyOf = (name: string, index: number) => `key/${name}.${index}`
export const messageOf = (name: string, index: number) => `message/${name}/${index}`

/**
 * A commit before the run fills in its versions. A version of `null` stands for the current version, which only the
 * run knows. Most versions are null, so that many commits succeed and many conflict.
 */
export interface Draft {
  readonly command: number
  readonly changes: ReadonlyArray<{ readonly index: number; readonly version: number | null; readonly text: string }>
  readonly guards: ReadonlyArray<{ readonly index: number; readonly version: number | null }>
  readonly claims: ReadonlyArray<{ readonly key: number; readonly owner: number }>
  readonly releases: ReadonlyArray<{ readonly key: number; readonly owner: number }>
  readonly messages: ReadonlyArray<{ readonly index: number; readonly due: number }>
}

/** One call of the storage. There are only three ids, so that calls compete. */
export type Step =
  | { readonly _tag: "Commit"; readonly draft: Draft }
  | { readonly _tag: "Lease"; readonly lasts: number }
  | { readonly _tag: "Acknowledge"; readonly message: number }
  | { readonly _tag: "Postpone"; readonly lease: number; readonly by: number }
  | { readonly _tag: "Advance"; readonly milliseconds: number }

const draft: fc.Arbitrary<Draft> = fc.record({
  command: fc.nat(12),
  changes: fc.uniqueArray(fc.record({ index: smallIndex, version, text: fc.string({ maxLength: 5 }) }), {
    selector: ({ index }) => index,
    minLength: 1,
    maxLength: 3,
  }),
  guards: fc.array(fc.record({ index: smallIndex, version }), { maxLength: 2 }),
  claims: fc.array(fc.record({ key: smallIndex, owner: smallIndex }), { maxLength: 2 }),
  releases: fc.array(fc.record({ key: smallIndex, owner: smallIndex }), { maxLength: 1 }),
  messages: fc.array(fc.record({ index: fc.nat(4), due: fc.integer({ min: -20, max: 20 }) }), { maxLength: 2 }),
})

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: draft.map((draft): Step => ({ _tag: "Commit", draft })) },
  { weight: 2, arbitrary: fc.nat(20).map((lasts): Step => ({ _tag: "Lease", lasts })) },
  { weight: 1, arbitrary: fc.nat(4).map((message): Step => ({ _tag: "Acknowledge", message })) },
  {
    weight: 1,
    arbitrary: fc
      .record({ lease: fc.nat(9), by: fc.integer({ min: -5, max: 20 }) })
      .map((rest): Step => ({ _tag: "Postpone", ...rest })),
  },
  { weight: 1, arbitrary: fc.nat(15).map((milliseconds): Step => ({ _tag: "Advance", milliseconds })) },
)

/** A sequence of calls. */
export const script = fc.array(step, { minLength: 5, maxLength: 40 })

/** The commit of a draft. `currentVersion` returns the version of an aggregate in the run. */
export const toCommit = (
  { changes, claims, command, guards, messages, releases }: Draft,
  name: string,
  currentVersion: (id: AggregateId) => number,
  now: number,
): Commit => {
  const [head, ...tail] = changes.map(({ index, text, version }): Change => {
    const aggregate = idOf(name, index)
    const state = { _tag: "S", text }
    return { aggregate, expectedVersion: version ?? currentVersion(aggregate), state, events: [state], secret: null }
  })
  return {
    commandId: `c${command}`,
    at: now,
    changes: [head as Change, ...tail],
    guards: guards.map(({ index, version }) => {
      const aggregate = idOf(name, index)
      return { aggregate, version: version ?? currentVersion(aggregate) }
    }),
    claims: claims.map(({ key, owner }) => ({ key: keyOf(name, key), owner: idOf(name, owner) })),
    releases: releases.map(({ key, owner }) => ({ key: keyOf(name, key), owner: idOf(name, owner) })),
    messages: messages.map(({ due, index }) => ({
      id: messageOf(name, index),
      dueAt: now + due,
      body: { _tag: "M", due },
    })),
    answer: { _tag: "A", command, at: now },
  }
}
