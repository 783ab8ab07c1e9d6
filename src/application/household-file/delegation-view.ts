import * as Effect from "effect/Effect"
import { type CivilDate, civilDateAt } from "../../domain/civil-date/civil-date.ts"
import type * as Delegation from "../../domain/delegation/delegation.ts"
import { type DelegationEnd, delegationEnd } from "../../domain/household/delegation-end.ts"
import { type DelegationParty, delegationTexts } from "../../domain/household/delegation-texts.ts"
import type { Text } from "../../domain/language/language.ts"
import type { Facts } from "../../domain/rights/rights.ts"
import type { AggregateId } from "../../ports/storage.ts"
import type { SignedInPerson } from "../caller/session.ts"
import { viewAsPerson } from "../caller/view-as-person.ts"
import { Policies } from "../contract/policies.ts"
import { type LoadedFile, readFile } from "./load-file.ts"
import { factsOf, loadFacts } from "./person-facts.ts"
import type { Member } from "./with-member.ts"

/** The management authorisation that a person gave or was given. */
export interface DelegationView {
  readonly _tag: "DelegationView"
  /**
   * `Pending`: given, and waiting for an account to become active. `Unconfirmed`: facts alone opened the spouse's account
   * after it was given, and the holder confirms it with `grantDelegation`. `Over`: given once, and without effect now.
   */
  readonly status: "None" | "Pending" | "Unconfirmed" | "Live" | "Over"
  /** Whether the person gave it or received it; `null` where there is none. */
  readonly party: DelegationParty | null
  /** Its number in the file. Each new one has the next number. */
  readonly number: number | null
  /** When it was given, in milliseconds since the epoch; `null` once its end is recorded. */
  readonly since: number | null
  /** The last day, inclusive (Europe/Paris); `null` where there is none, or the end is recorded. */
  readonly lastDay: CivilDate | null
  /** What ended it; `null` unless it is over. */
  readonly cause: Delegation.EndCause | null
  /** Who ended it and when; `null` unless it is over. */
  readonly ended: Omit<DelegationEnd, "cause"> | null
  /** The same for people: its state, why it ended, and what they can do. */
  readonly texts: Text
}

/** The ids of a person: theirs, and those of accounts that were merged into it. */
export const idsOf = ({ account, id }: SignedInPerson): ReadonlyArray<string> => [
  id,
  ...(account.state.owner.predecessors ?? []),
]

const partyOf = (delegation: Delegation.State, persons: ReadonlyArray<string>): DelegationParty | null => {
  if (delegation._tag === "NotGranted") return null
  if (persons.includes(delegation.holder)) return "Gave"
  return persons.includes(delegation.spouse) ? "Received" : null
}

/** The delegation of a file as one person may see it. Only the two persons of a delegation see it. */
export const delegationViewOf = (
  { state }: LoadedFile,
  person: SignedInPerson,
  { delegation: now }: Facts,
  at: number,
): DelegationView => {
  const own: Delegation.State = state._tag === "NotOpened" ? { _tag: "NotGranted" } : state.delegation
  const persons = idsOf(person)
  const party = partyOf(own, persons)
  const delegation: Delegation.State = party === null ? { _tag: "NotGranted" } : own
  // The facts name no delegation in a closed file, where its end is recorded.
  const status = delegation._tag === "Ended" ? "Over" : delegation._tag === "NotGranted" ? "None" : now
  const end = status === "Over" ? delegationEnd(delegation, persons, civilDateAt(at)) : null
  const granted = delegation._tag === "Granted" ? delegation : null
  return {
    _tag: "DelegationView",
    status,
    party,
    number: delegation._tag === "NotGranted" ? null : delegation.id,
    since: granted?.at ?? null,
    lastDay: granted?.lastDay ?? null,
    cause: end?.cause ?? null,
    ended: end === null ? null : { by: end.by, at: end.at },
    texts: delegationTexts(status, party, end?.cause ?? null),
  }
}

/** The delegation after a command of the holder or the spouse. */
export const delegationAfter = Effect.fnUntraced(function* ({ at, partner, person }: Member, file: LoadedFile) {
  const { age } = yield* Policies
  return delegationViewOf(file, person, factsOf(person, file, partner, age, at), at)
})

/** Loads the delegation of a file for one person. */
export const loadDelegationView = Effect.fnUntraced(function* (request: { readonly session: string }, id: AggregateId) {
  const { at, person, rows } = yield* viewAsPerson(request, [id])
  const file = yield* readFile(id, rows[0])
  const { facts } = yield* loadFacts(person, file, at)
  return delegationViewOf(file, person, facts, at)
})
