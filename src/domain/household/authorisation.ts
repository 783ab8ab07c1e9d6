/**
 * Authorisation: the delegation of a household file.
 *
 * The household decides who can receive it and what ends it; the delegation has its own state machine. Each delegation
 * has the next number of its file, so no number is used twice. A delegation whose last day is over has expired,
 * recorded or not: giving another one records that first.
 */
import * as Result from "effect/Result"
import { civilDateAt } from "../civil-date/civil-date.ts"
import type { Actor } from "../delegation/actor.ts"
import * as Delegation from "../delegation/delegation.ts"
import type { CommandOf } from "../state-machine/decision.ts"
import type { Command } from "./command.ts"
import { type HouseholdDecision, refuse } from "./decision.ts"
import type { Open } from "./file.ts"
import { NoCurrentSpouse, NoDelegation, NotTheSpouse } from "./refusal.ts"

/** Ends the delegation, if one is in force, because something that it depends on has ended. */
export const endOfDelegation = (
  { delegation }: Open,
  cause: Delegation.ExternalCause,
  by: Actor,
  at: number,
): ReadonlyArray<Delegation.Event> =>
  delegation._tag === "Granted" ? Result.getOrThrow(Delegation.decide({ _tag: "End", cause, by, at }, delegation)) : []

/** Gives a delegation to the current spouse. A second grant in the same terms is recorded, and can confirm it. */
export const grant = (
  file: Open,
  { at, by, lastDay, to, toActive }: CommandOf<Command, "GrantDelegation">,
): HouseholdDecision => {
  const { couple, delegation, delegations, holder } = file
  if (by !== holder.person) return refuse(new Delegation.NotTheHolder())
  if (couple === null) return refuse(new NoCurrentSpouse())
  if (to !== couple.spouse.person) return refuse(new NotTheSpouse())
  const isInForce = delegation._tag === "Granted" && !Delegation.isOver(delegation.lastDay, civilDateAt(at))
  const expired =
    delegation._tag === "Granted" && !isInForce
      ? Delegation.decide({ _tag: "Expire", at }, delegation)
      : Result.succeed([])
  const terms = { holder: by, spouse: to, lastDay, ...(toActive === true ? { toActive } : {}) }
  const command = { _tag: "Grant", id: delegations + 1, ...terms, at } as const
  const granted = Delegation.decide(command, isInForce ? delegation : Delegation.initial)
  return Result.flatMap(expired, (before) => Result.map(granted, (after) => [...before, ...after]))
}

export const revoke = (file: Open, { at, by }: CommandOf<Command, "RevokeDelegation">): HouseholdDecision =>
  by !== file.holder.person
    ? refuse(new Delegation.NotTheHolder())
    : inForce(file, (delegation) => Delegation.decide({ _tag: "Revoke", by, at }, delegation))

export const renounce = (file: Open, { at, by }: CommandOf<Command, "RenounceDelegation">): HouseholdDecision =>
  by !== file.couple?.spouse.person
    ? refuse(new Delegation.NotTheDelegate())
    : inForce(file, (delegation) => Delegation.decide({ _tag: "Renounce", by, at }, delegation))

export const expire = (file: Open, { at }: CommandOf<Command, "ExpireDelegation">): HouseholdDecision =>
  inForce(file, (delegation) => Delegation.decide({ _tag: "Expire", at }, delegation))

/** A delegation depends on the accounts of the holder and the delegate only. */
export const recordAccountClosed = (
  file: Open,
  { at, by, person }: CommandOf<Command, "RecordAccountClosed">,
): HouseholdDecision =>
  inForce(file, (delegation) =>
    delegation.holder === person || delegation.spouse === person
      ? Delegation.decide({ _tag: "End", cause: "AccountClosed", by, at }, delegation)
      : refuse(new NoDelegation()),
  )

/** A mandate outranks the delegation that the protected person gave, and leaves one that they received. */
export const recordProtection = (
  file: Open,
  { at, by, person }: CommandOf<Command, "RecordProtection">,
): HouseholdDecision =>
  inForce(file, (delegation) =>
    delegation.holder === person
      ? Delegation.decide({ _tag: "End", cause: "HolderProtected", by, at }, delegation)
      : refuse(new NoDelegation()),
  )

type Granted = Extract<Delegation.State, { readonly _tag: "Granted" }>

const inForce = ({ delegation }: Open, decide: (delegation: Granted) => HouseholdDecision): HouseholdDecision =>
  delegation._tag === "Granted" ? decide(delegation) : refuse(new NoDelegation())

/** The file after an event of its delegation. A grant starts a new delegation and increments the count. */
export const withDelegation = (file: Open, event: Delegation.Event): Open =>
  event._tag === "DelegationGranted"
    ? { ...file, delegation: Delegation.evolve(Delegation.initial, event), delegations: event.id }
    : { ...file, delegation: Delegation.evolve(file.delegation, event) }
