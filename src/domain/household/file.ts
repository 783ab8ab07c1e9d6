import * as Schema from "effect/Schema"
import { BirthDate } from "../civil-date/birth-date.ts"
import { CivilDate } from "../civil-date/civil-date.ts"
import { Actor } from "../delegation/actor.ts"
import * as Delegation from "../delegation/delegation.ts"

/**
 * The content of a household file. Persons are opaque ids, never social security numbers.
 *
 * Every stay in the file is dated, from the day `since` to the day before `until`.
 */
const person = Schema.String
const since = CivilDate

export const Role = Schema.Literals(["Holder", "Spouse", "Child", "Dependant"])
export type Role = typeof Role.Type

export const Member = Schema.Struct({ person, since })
export type Member = typeof Member.Type

export const Child = Schema.Struct({
  person,
  /** The day, or the day and the month, may be unknown. */
  birth: BirthDate,
  since,
  /** The first day on which the child is over 15, where an agent decided it. */
  overFifteenFrom: Schema.optional(CivilDate),
})
export type Child = typeof Child.Type

/** What an agent saw before deciding on the age of a person whose day of birth is unknown. */
export const AgeEvidence = Schema.Literals(["CivilRecord", "CourtDecision", "IdentityDocument"])

/** Why a member who is not the holder left. `Mistake`: the member should never have been in the file. */
export const LeavingCause = Schema.Literals(["LeftHome", "OwnFile", "NoLongerDependant", "Mistake"])

/** Why the holder changed, except by a death. `HolderLeft`: the former holder leaves the file. */
export const HolderChangeCause = Schema.Literals(["Agreement", "FundDecision", "HolderLeft"])

/** Why a file was closed, except by the death of its last holder. */
export const ClosingCause = Schema.Literals(["NoMoreRights", "HolderRequest", "MovedToOtherFund", "Duplicate"])

/** Why a stay in the file, in one role, ended. */
export const StayEnd = Schema.Literals([
  ...LeavingCause.literals,
  "Separation",
  "Death",
  "HolderChanged",
  "HolderLeft",
  "FileClosed",
  // The file became one with another, in which the member goes on.
  "FilesMerged",
  // The stay ended by a death that was recorded by mistake, or the stay of the spouse who held the file meanwhile.
  "DeathUndone",
  // The person had two accounts, and this is the one that went.
  "Merged",
])
export type StayEnd = typeof StayEnd.Type

/** A stay that has ended. */
export const FormerMember = Schema.Struct({ person, role: Role, since, until: CivilDate, cause: StayEnd })
export type FormerMember = typeof FormerMember.Type

/** The couple of the holder and the spouse. It continues when the two swap roles; their stays do not. */
export const Couple = Schema.Struct({ spouse: Member, formed: CivilDate })
export type Couple = typeof Couple.Type

export const CoupleEnd = Schema.Literals([
  "Separation",
  "SpouseLeft",
  "HolderLeft",
  "Death",
  "FileClosed",
  "DeathUndone",
])
export type CoupleEnd = typeof CoupleEnd.Type

export const FormerCouple = Schema.Struct({
  holder: person,
  spouse: person,
  formed: CivilDate,
  until: CivilDate,
  cause: CoupleEnd,
  /** The agent who recorded a separation. Absent if one of the couple declared it in their personal space. */
  recordedBy: Schema.optional(Actor),
})
export type FormerCouple = typeof FormerCouple.Type

/** The members of a file at one moment: all that is needed to open it again. */
export const FileMembers = Schema.Struct({
  holder: person,
  spouse: Schema.NullOr(person),
  /** With the days from which they were in it. */
  children: Schema.Array(Child),
  dependants: Schema.Array(person),
})
export type FileMembers = typeof FileMembers.Type

const past = {
  opened: CivilDate,
  former: Schema.Array(FormerMember),
  formerCouples: Schema.Array(FormerCouple),
  /** The current delegation, or the last one. */
  delegation: Delegation.State,
  /** How many delegations this file has had. It is the number of the last one, so that no number is used twice. */
  delegations: Schema.Int,
  /** The files that became one with this one, each with its last holder. */
  merged: Schema.optional(Schema.Array(Schema.Struct({ file: Schema.String, holder: person }))),
}

export const State = Schema.TaggedUnion({
  NotOpened: {},
  Open: {
    ...past,
    holder: Member,
    couple: Schema.NullOr(Couple),
    children: Schema.Array(Child),
    dependants: Schema.Array(Member),
  },
  Closed: { ...past, closed: CivilDate },
})
export type State = typeof State.Type
export type Open = Extract<State, { readonly _tag: "Open" }>
