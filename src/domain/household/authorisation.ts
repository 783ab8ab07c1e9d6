/**
 * Authorisation: the delegation inside its household.
 *
 * The household says to whom it can be given and what ends it; the delegation itself keeps to its own machine. Each one
 * has the next number of its file, so none comes twice. One whose last day is over has expired, noted or not: giving
 * another notes it first.
 */
import * as Result from "effect/Result"
import { civilDateAt } from "../civil-date/civil-date.ts"
import type { Actor } from "../delegation/actor.ts"
import * as Delegation from "../delegation/delegation.ts"
import { type Answer, refuse } from "./answer.ts"
import type { Order } from "./command.ts"
import type { Open } from "./file.ts"
import { NoCurrentSpouse, NoDelegation, NotTheSpouse } from "./refusal.ts"

/** What ends the delegation when something it rests on falls away: nothing where none is in force. */
export const endOfDelegation = (
  { delegation }: Open,
  cause: Delegation.CauseAround,
  by: Actor,
  at: number,
): ReadonlyArray<Delegation.Event> =>
  delegation._tag === "Granted" ? Result.getOrThrow(Delegation.decide({ _tag: "End", cause, by, at }, delegation)) : []

/** Gives it to the current spouse. Given already in the same terms, that is noted, and it keeps its number. */
export const grant = (file: Open, { at, by, lastDay, to }: Order<"GrantDelegation">): Answer => {
  const { couple, delegation, delegations, holder } = file
  if (by !== holder.person) return refuse(new Delegation.NotTheHolder())
  if (couple === null) return refuse(new NoCurrentSpouse())
  if (to !== couple.spouse.person) return refuse(new NotTheSpouse())
  const isInForce = delegation._tag === "Granted" && !Delegation.isOver(delegation.lastDay, civilDateAt(at))
  const expired =
    delegation._tag === "Granted" && !isInForce
      ? Delegation.decide({ _tag: "Expire", at }, delegation)
      : Result.succeed([])
  const command = { _tag: "Grant", id: delegations + 1, holder: by, spouse: to, lastDay, at } as const
  const granted = Delegation.decide(command, isInForce ? delegation : Delegation.initial)
  return Result.flatMap(expired, (before) => Result.map(granted, (after) => [...before, ...after]))
}

export const revoke = (file: Open, { at, by }: Order<"RevokeDelegation">): Answer =>
  by !== file.holder.person
    ? refuse(new Delegation.NotTheHolder())
    : inForce(file, (delegation) => Delegation.decide({ _tag: "Revoke", by, at }, delegation))

export const renounce = (file: Open, { at, by }: Order<"RenounceDelegation">): Answer =>
  by !== file.couple?.spouse.person
    ? refuse(new Delegation.NotTheDelegate())
    : inForce(file, (delegation) => Delegation.decide({ _tag: "Renounce", by, at }, delegation))

export const expire = (file: Open, { at }: Order<"ExpireDelegation">): Answer =>
  inForce(file, (delegation) => Delegation.decide({ _tag: "Expire", at }, delegation))

/** Only the accounts of holder and delegate bear a delegation. */
export const recordAccountClosed = (file: Open, { at, by, person }: Order<"RecordAccountClosed">): Answer =>
  inForce(file, (delegation) =>
    delegation.holder === person || delegation.spouse === person
      ? Delegation.decide({ _tag: "End", cause: "AccountClosed", by, at }, delegation)
      : refuse(new NoDelegation()),
  )

type Granted = Extract<Delegation.State, { readonly _tag: "Granted" }>

const inForce = ({ delegation }: Open, decide: (delegation: Granted) => Answer): Answer =>
  delegation._tag === "Granted" ? decide(delegation) : refuse(new NoDelegation())

/** The file after something happened to its delegation. A grant begins a new one, and counts it. */
export const withDelegation = (file: Open, event: Delegation.Event): Open =>
  event._tag === "DelegationGranted"
    ? { ...file, delegation: Delegation.evolve(Delegation.initial, event), delegations: event.id }
    : { ...file, delegation: Delegation.evolve(file.delegation, event) }
