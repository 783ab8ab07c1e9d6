/**
 * Memberships: the files that one person is in, and was in.
 *
 * Each file knows its members. This aggregate is the other side: it lists the files of a person, and limits in how many
 * they are at once. An adult, holder or spouse, is in one open file at most. A child may be in two, one of each parent.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CivilDate } from "../civil-date/civil-date.ts"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"

const at = Schema.Finite
const file = Schema.String

/** The kind of a person in a file. Holder and spouse can swap roles: both are adults. */
export const Kind = Schema.Literals(["Adult", "Child", "Dependant"])
export type Kind = typeof Kind.Type

/** One stay in one file, from the day `since` to the day before `until`; `null` while it continues. */
export const Membership = Schema.Struct({ file, kind: Kind, since: CivilDate, until: Schema.NullOr(CivilDate) })
export type Membership = typeof Membership.Type

/** The most open files at the same time, by kind. */
export const AT_MOST: Readonly<Record<Kind, number>> = { Adult: 1, Child: 2, Dependant: 1 }

// States

export const State = Schema.TaggedUnion({
  /** In the order in which they were recorded. */
  Listed: { memberships: Schema.Array(Membership) },
})
export type State = typeof State.Type

export const initial: State = { _tag: "Listed", memberships: [] }

// Commands

export const Command = Schema.TaggedUnion({
  Join: { file, kind: Kind, since: CivilDate, at },
  Leave: { file, until: CivilDate, at },
  /** The earlier stays of another account of the same person. */
  Inherit: { memberships: Schema.Array(Membership), at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  Joined: { file, kind: Kind, since: CivilDate, at },
  Left: { file, until: CivilDate, at },
  Inherited: { memberships: Schema.Array(Membership), at },
})
export type Event = typeof Event.Type

// Refusals

/** The person is already in the most open files for their kind: one for an adult or a dependant, two for a child. */
export class InAnotherFile extends Schema.TaggedError<InAnotherFile>()("InAnotherFile", { kind: Kind }) {
  override get message(): string {
    return "This person is already in another open file, and must leave it first."
  }
}

/** The person is not in that file. */
export class NotInThatFile extends Schema.TaggedError<NotInThatFile>()("NotInThatFile", {}) {
  override get message(): string {
    return "This person is not in that file."
  }
}

export type Refusal = InAnotherFile | NotInThatFile

/** The current memberships. */
export const current = ({ memberships }: State): ReadonlyArray<Membership> =>
  memberships.filter(({ until }) => until === null)

const isIn = (state: State, file: string) => current(state).some((membership) => membership.file === file)

const isFull = (state: State, kind: Kind) =>
  current(state).filter((membership) => membership.kind === kind).length >= AT_MOST[kind]

export const decide = decideByCommand<State, Command, Event, Refusal>({
  Join: (state, { at, file, kind, since }) =>
    isFull(state, kind) || isIn(state, file)
      ? Result.fail(new InAnotherFile({ kind }))
      : happened({ _tag: "Joined", file, kind, since, at }),
  Leave: (state, { at, file, until }) =>
    isIn(state, file) ? happened({ _tag: "Left", file, until, at }) : Result.fail(new NotInThatFile()),
  Inherit: (_, { at, memberships }) =>
    happened({ _tag: "Inherited", memberships: memberships.filter(({ until }) => until !== null), at }),
})

export const evolve = evolveBy<State, Event>({
  Joined: (state, { file, kind, since }) => ({
    ...state,
    memberships: [...state.memberships, { file, kind, since, until: null }],
  }),
  Inherited: (state, { memberships }) => ({ ...state, memberships: [...memberships, ...state.memberships] }),
  Left: (state, { file, until }) => ({
    ...state,
    memberships: state.memberships.map((membership) =>
      membership.file === file && membership.until === null ? { ...membership, until } : membership,
    ),
  }),
})

/** The ids under which memberships are stored. */
export const stream = streamOf("memberships")

export const register: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}
