/**
 * Data key: what everything kept about one person is sealed under.
 *
 * It is made when the first thing is to be kept about the person, and stands beside this state as a secret, itself
 * encrypted. Destroying it makes all that was sealed under it unreadable for ever, wherever it is kept: that is how a
 * person is forgotten while the journal stays whole. A destroyed one is never made again; one that must go while its
 * place is still needed is replaced.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"

const at = Schema.Finite

// States

export const State = Schema.TaggedUnion({ NotMade: {}, Held: { since: at }, Destroyed: { at } })
export type State = typeof State.Type

export const initial: State = { _tag: "NotMade" }

// Commands

export const Command = Schema.TaggedUnion({
  Make: { at },
  /** The same key, encrypted under the key of the ring that is active now. */
  Rewrap: { at },
  /** Another key in the place of this one: what was sealed under it is unreadable for ever. */
  Replace: { at },
  Destroy: { at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({ Made: { at }, Rewrapped: { at }, Replaced: { at }, Destroyed: { at } })
export type Event = typeof Event.Type

export type Refusal = NotAllowed

// The table: state, then command, then where it may lead. A missing cell is a refusal.

export const table = {
  NotMade: { Make: ["Held"], Destroy: ["Destroyed"] },
  Held: { Rewrap: ["Held"], Replace: ["Held"], Destroy: ["Destroyed"] },
  Destroyed: {},
} as const satisfies Table<State, Command>

const destroy = (_: State, { at }: { readonly at: number }) => Result.succeed([{ _tag: "Destroyed", at } as const])

export const decide = decideBy<State, Command, Event>()(table)({
  NotMade: { Make: (_, { at }) => Result.succeed([{ _tag: "Made", at }]), Destroy: destroy },
  Held: {
    Rewrap: (_, { at }) => Result.succeed([{ _tag: "Rewrapped", at }]),
    Replace: (_, { at }) => Result.succeed([{ _tag: "Replaced", at }]),
    Destroy: destroy,
  },
  Destroyed: {},
})

/** Events follow only the states that cause them; one out of place changes nothing. */
export const evolve = evolveBy<State, Event>({
  Made: (state, { at }) => (state._tag === "NotMade" ? { _tag: "Held", since: at } : state),
  Rewrapped: (state) => state,
  Replaced: (state, { at }) => (state._tag === "Held" ? { _tag: "Held", since: at } : state),
  Destroyed: (state, { at }) => (state._tag === "Destroyed" ? state : { _tag: "Destroyed", at }),
})

/** Where its states and events are stored. */
export const stream = streamOf("data-key")

export const machine: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
