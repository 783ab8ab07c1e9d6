import * as fc from "fast-check"
import type { AggregateId, Change, Commit } from "../../src/ports/storage.ts"

const KINDS = ["account", "migration", "household"] as const
const few = fc.nat(2)
const version = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(3) })

export const idOf = (name: string, which: number): AggregateId => `${KINDS[which] ?? "account"}/${name}`
export const keyOf = (name: string, which: number) => `key/${name}.${which}`
export const messageOf = (name: string, which: number) => `message/${name}/${which}`

/**
 * What a commit expects is mostly right: `null` stands for the present version, which only the run knows. So both
 * commits that are kept and those that conflict are many.
 */
export interface Draft {
  readonly command: number
  readonly changes: ReadonlyArray<{ readonly which: number; readonly version: number | null; readonly text: string }>
  readonly guards: ReadonlyArray<{ readonly which: number; readonly version: number | null }>
  readonly claims: ReadonlyArray<{ readonly key: number; readonly owner: number }>
  readonly releases: ReadonlyArray<{ readonly key: number; readonly owner: number }>
  readonly messages: ReadonlyArray<{ readonly which: number; readonly due: number }>
}

/** One call of the storage, with ids so few that calls meet. */
export type Step =
  | { readonly _tag: "Commit"; readonly draft: Draft }
  | { readonly _tag: "Lease"; readonly lasts: number }
  | { readonly _tag: "Acknowledge"; readonly message: number }
  | { readonly _tag: "Postpone"; readonly lease: number; readonly by: number }
  | { readonly _tag: "Advance"; readonly milliseconds: number }

const draft: fc.Arbitrary<Draft> = fc.record({
  command: fc.nat(12),
  changes: fc.uniqueArray(fc.record({ which: few, version, text: fc.string({ maxLength: 5 }) }), {
    selector: ({ which }) => which,
    minLength: 1,
    maxLength: 3,
  }),
  guards: fc.array(fc.record({ which: few, version }), { maxLength: 2 }),
  claims: fc.array(fc.record({ key: few, owner: few }), { maxLength: 2 }),
  releases: fc.array(fc.record({ key: few, owner: few }), { maxLength: 1 }),
  messages: fc.array(fc.record({ which: fc.nat(4), due: fc.integer({ min: -20, max: 20 }) }), { maxLength: 2 }),
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

/** A run of calls. */
export const script = fc.array(step, { minLength: 5, maxLength: 40 })

/** The commit of a draft, where `present` tells versions and `now` the time. */
export const toCommit = (
  { changes, claims, command, guards, messages, releases }: Draft,
  name: string,
  present: (id: AggregateId) => number,
  now: number,
): Commit => {
  const [head, ...tail] = changes.map(({ text, version, which }): Change => {
    const aggregate = idOf(name, which)
    const state = { _tag: "S", text }
    return { aggregate, expectedVersion: version ?? present(aggregate), state, events: [state], secret: null }
  })
  return {
    commandId: `c${command}`,
    at: now,
    changes: [head as Change, ...tail],
    guards: guards.map(({ version, which }) => {
      const aggregate = idOf(name, which)
      return { aggregate, version: version ?? present(aggregate) }
    }),
    claims: claims.map(({ key, owner }) => ({ key: keyOf(name, key), owner: idOf(name, owner) })),
    releases: releases.map(({ key, owner }) => ({ key: keyOf(name, key), owner: idOf(name, owner) })),
    messages: messages.map(({ due, which }) => ({
      id: messageOf(name, which),
      dueAt: now + due,
      body: { _tag: "M", due },
    })),
    answer: { _tag: "A", command, at: now },
  }
}
