import * as Effect from "effect/Effect"
import type { CivilDate } from "../../domain/civil-date/civil-date.ts"
import type * as Delegation from "../../domain/delegation/delegation.ts"
import type { Facts } from "../../domain/rights/rights.ts"
import type { AggregateId } from "../../ports/storage.ts"
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
  /** Its number in the file. Each new one has the next number. */
  readonly number: number | null
  /** The last day, inclusive (Europe/Paris); `null` where there is none, or the authorisation is over. */
  readonly lastDay: CivilDate | null
  /** What ended it, where an end is recorded. */
  readonly cause: Delegation.EndCause | null
}

/** The delegation of a file as one person may see it. Only the holder and the spouse see one. */
const viewOf = ({ state }: LoadedFile, { delegation: status }: Facts): DelegationView => {
  const delegation = status === "None" || state._tag === "NotOpened" ? null : state.delegation
  return {
    _tag: "DelegationView",
    status,
    number: delegation !== null && delegation._tag !== "NotGranted" ? delegation.id : null,
    lastDay: delegation?._tag === "Granted" ? delegation.lastDay : null,
    cause: delegation?._tag === "Ended" ? delegation.cause : null,
  }
}

/** The delegation after a command of the holder or the spouse. */
export const delegationAfter = Effect.fnUntraced(function* ({ at, partner, person }: Member, file: LoadedFile) {
  const { age } = yield* Policies
  return viewOf(file, factsOf(person, file, partner, age, at))
})

/** Loads the delegation of a file for one person. */
export const loadDelegationView = Effect.fnUntraced(function* (request: { readonly session: string }, id: AggregateId) {
  const { at, person, rows } = yield* viewAsPerson(request, [id])
  const file = yield* readFile(id, rows[0])
  const { facts } = yield* loadFacts(person, file, at)
  return viewOf(file, facts)
})
