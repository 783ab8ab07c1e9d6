/**
 * ReplacePerson: two accounts were of one person, and one of them goes. Wherever the file names the one that goes, it names
 * the one that stays, since the same day and in the same role.
 *
 * The journal keeps the former id. An authorisation in force ends: an account that it depends on is closed.
 */
import * as Result from "effect/Result"
import type { CivilDate } from "../civil-date/civil-date.ts"
import { type CommandOf, type Decision, happened } from "../state-machine/decision.ts"
import { endOfDelegation } from "./authorisation.ts"
import type { Command } from "./command.ts"
import type { Event, Happened } from "./event.ts"
import type { FileMembers, FormerMember, State } from "./file.ts"
import { isOrWasIn, memberOf } from "./members.ts"
import { AlreadyMember, NotAMember } from "./refusal.ts"

type Opened = Exclude<State, { readonly _tag: "NotOpened" }>

interface Dated {
  readonly since: CivilDate
  /** `null` while the stay continues. */
  readonly until: CivilDate | null
}

/** Whether two stays have a day in common. An empty stay has none. */
const overlap = (one: Dated, other: Dated) =>
  (other.until === null || one.since < other.until) &&
  (one.until === null || other.since < one.until) &&
  one.since !== one.until &&
  other.since !== other.until

const staysOf = (file: Opened, person: string): ReadonlyArray<Dated> => {
  const present = file._tag === "Open" ? memberOf(file, person) : undefined
  const former = file.former.filter((stay) => stay.person === person)
  return present === undefined ? former : [...former, { since: present.since, until: null }]
}

/** Whether the one that goes is a member now, and the one that stays was one at the same time. */
const areBothIn = (file: Opened, from: string, to: string) =>
  staysOf(file, from).some((stay) => stay.until === null && staysOf(file, to).some((other) => overlap(stay, other)))

export const replacePerson = (
  file: Opened,
  { at, by, from, to }: CommandOf<Command, "ReplacePerson">,
): Decision<Event, AlreadyMember | NotAMember> => {
  if (!isOrWasIn(file, from)) return Result.fail(new NotAMember())
  const replaced = { _tag: "PersonReplaced", from, to, by, at } as const
  if (file._tag === "Closed") return happened(replaced)
  if (areBothIn(file, from, to)) return Result.fail(new AlreadyMember())
  const { delegation } = file
  const isParty = delegation._tag === "Granted" && [delegation.holder, delegation.spouse].includes(from)
  return happened(...(isParty ? endOfDelegation(file, "AccountClosed", by, at) : []), replaced)
}

/** A couple or a delegation with the new ids, unless both of its persons would be the same. */
const withBoth = <A extends { readonly holder: string; readonly spouse: string }>(
  pair: A,
  id: (p: string) => string,
): A => (id(pair.holder) === id(pair.spouse) ? pair : { ...pair, holder: id(pair.holder), spouse: id(pair.spouse) })

/** The file after a person was replaced. The one that goes keeps an empty stay, which says where they were. */
export const withPersonReplaced = (state: State, { from, to }: Happened<"PersonReplaced">): State => {
  if (state._tag === "NotOpened") return state
  const id = (person: string) => (person === from ? to : person)
  const named = <A extends { readonly person: string }>(item: A): A => ({ ...item, person: id(item.person) })
  const { delegation } = state
  const kept = staysOf(state, to)
  // A file that had both at once goes on naming both for those days.
  const renamed = {
    former: state.former.map((stay) => (kept.some((other) => overlap(stay, other)) ? stay : named(stay))),
    formerCouples: state.formerCouples.map((couple) => withBoth(couple, id)),
    delegation: delegation._tag === "NotGranted" ? delegation : withBoth(delegation, id),
  }
  if (state._tag === "Closed") return { ...state, ...renamed }
  const stay = memberOf(state, from)
  const empty: ReadonlyArray<FormerMember> =
    stay === undefined ? [] : [{ person: from, role: stay.role, since: stay.since, until: stay.since, cause: "Merged" }]
  return {
    ...state,
    ...renamed,
    former: [...renamed.former, ...empty],
    holder: named(state.holder),
    couple: state.couple === null ? null : { ...state.couple, spouse: named(state.couple.spouse) },
    children: state.children.map(named),
    dependants: state.dependants.map(named),
  }
}

/** Earlier members under the names that they have now. A person who had two accounts in the list is in it once. */
export const membersAfterReplacement = (
  { children, dependants, holder, spouse }: FileMembers,
  { from, to }: Happened<"PersonReplaced">,
): FileMembers => {
  const id = (person: string) => (person === from ? to : person)
  const named = new Set<string>()
  const isNew = (person: string) => !named.has(person) && named.add(person) !== undefined
  named.add(id(holder))
  const partner = spouse === null || !isNew(id(spouse)) ? null : id(spouse)
  return {
    holder: id(holder),
    spouse: partner,
    children: children.map((child) => ({ ...child, person: id(child.person) })).filter(({ person }) => isNew(person)),
    dependants: dependants.map(id).filter(isNew),
  }
}
