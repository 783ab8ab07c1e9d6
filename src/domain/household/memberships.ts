/**
 * Memberships: the files one person is in, and was in.
 *
 * A file knows its members; this is the same seen from the person, so that they can be shown their files, and so that
 * nobody runs two households at once. An adult, holder or spouse, is in one open file at most. A child may be in two:
 * that of each parent.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CivilDate } from "../civil-date/civil-date.ts"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"

const at = Schema.Finite
const file = Schema.String

/** As what somebody is in a file. Holder and spouse may change places: both are its adults. */
export const Kind = Schema.Literals(["Adult", "Child", "Dependant"])
export type Kind = typeof Kind.Type

/** One stay in one file, from the day `since` to the day before `until`; `null` while it lasts. */
export const Membership = Schema.Struct({ file, kind: Kind, since: CivilDate, until: Schema.NullOr(CivilDate) })
export type Membership = typeof Membership.Type

/** In how many open files at once. */
export const AT_MOST: Readonly<Record<Kind, number>> = { Adult: 1, Child: 2, Dependant: 1 }

// States

export const State = Schema.TaggedUnion({
  /** In the order in which they began to be known. */
  Listed: { memberships: Schema.Array(Membership) },
})
export type State = typeof State.Type

export const initial: State = { _tag: "Listed", memberships: [] }

// Commands

export const Command = Schema.TaggedUnion({
  Join: { file, kind: Kind, since: CivilDate, at },
  Leave: { file, until: CivilDate, at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  Joined: { file, kind: Kind, since: CivilDate, at },
  Left: { file, until: CivilDate, at },
})
export type Event = typeof Event.Type

// Refusals

/** The person is in as many open files, in this role, as one can be: an adult or a dependant in one, a child in two. */
export class InAnotherFile extends Schema.TaggedError<InAnotherFile>()("InAnotherFile", { kind: Kind }) {
  override get message(): string {
    return "This person is in another open file already: they leave that one first."
  }
}

/** The person is not in that file. */
export class NotInThatFile extends Schema.TaggedError<NotInThatFile>()("NotInThatFile", {}) {
  override get message(): string {
    return "This person is not in that file."
  }
}

type OwnRefusal = InAnotherFile | NotInThatFile
export type Refusal = NotAllowed | OwnRefusal

export const table = { Listed: { Join: ["Listed"], Leave: ["Listed"] } } as const satisfies Table<State, Command>

/** The memberships that last. */
export const current = ({ memberships }: State): ReadonlyArray<Membership> =>
  memberships.filter(({ until }) => until === null)

const isIn = (state: State, file: string) => current(state).some((membership) => membership.file === file)

const isFull = (state: State, kind: Kind) =>
  current(state).filter((membership) => membership.kind === kind).length >= AT_MOST[kind]

export const decide = decideBy<State, Command, Event, OwnRefusal>()(table)({
  Listed: {
    Join: (state, { at, file, kind, since }) =>
      isFull(state, kind) || isIn(state, file)
        ? Result.fail(new InAnotherFile({ kind }))
        : Result.succeed([{ _tag: "Joined", file, kind, since, at }]),
    Leave: (state, { at, file, until }) =>
      isIn(state, file) ? Result.succeed([{ _tag: "Left", file, until, at }]) : Result.fail(new NotInThatFile()),
  },
})

export const evolve = evolveBy<State, Event>({
  Joined: (state, { file, kind, since }) => ({
    ...state,
    memberships: [...state.memberships, { file, kind, since, until: null }],
  }),
  Left: (state, { file, until }) => ({
    ...state,
    memberships: state.memberships.map((membership) =>
      membership.file === file && membership.until === null ? { ...membership, until } : membership,
    ),
  }),
})

/** Where its states and events are stored. */
export const stream = streamOf("memberships")

export const machine: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}
