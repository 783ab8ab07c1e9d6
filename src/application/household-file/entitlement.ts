import * as Effect from "effect/Effect"
import { unknownPart } from "../../domain/civil-date/birth-date.ts"
import { civilDateAt } from "../../domain/civil-date/civil-date.ts"
import type { AccountState } from "../../domain/delegation/status.ts"
import { childOverFifteenFrom } from "../../domain/household/age.ts"
import * as Household from "../../domain/household/household.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import { personFactsOf } from "../../domain/household/person-facts.ts"
import type { OpeningRole } from "../../domain/identity/opening.ts"
import * as Caseload from "../../domain/mandate/caseload.ts"
import { type Row, Storage } from "../../ports/storage.ts"
import { CreationRefused, TooYoung } from "../contract/creation-refusals.ts"
import { Policies } from "../contract/policies.ts"
import { type AnyAggregate, readAggregate } from "../unit-of-work/aggregate.ts"
import { type LoadedFile, readFile } from "./load-file.ts"
import { readCaseload } from "./mandate-effects.ts"

/** What entitles a person to a personal space. */
export interface Entitlement {
  /** The roles of the person in all their files. */
  readonly roles: readonly [OpeningRole, ...ReadonlyArray<OpeningRole>]
  /** The memberships of the person, and their files. Guard them where the space is opened. */
  readonly guards: ReadonlyArray<AnyAggregate>
  readonly files: ReadonlyArray<LoadedFile>
}

/** Roles do not depend on delegations. */
const NOT_ASKED = { openedOnFacts: false, partnerOpenedOnFacts: false }

/** A guardian in no file is entitled by a mandate in force. */
const entitlementOfMandatary = Effect.fnUntraced(function* (person: string, memberships: AnyAggregate) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([Caseload.stream.id(person)])
  const caseload = yield* readCaseload(person, rows[0])
  if (caseload.state.cases.length === 0) return yield* new CreationRefused()
  const entitlement: Entitlement = { roles: ["Mandatary"], guards: [memberships, caseload], files: [] }
  return entitlement
})

/**
 * The roles that entitle a person to a personal space.
 *
 * A holder, a spouse, a dependant and a child over 15 are entitled, and a guardian with a mandate in force. A child who is too young in every file gets
 * `TooYoung`, with the day from which they are entitled.
 */
export const entitlementOf = Effect.fnUntraced(function* (
  person: string,
  row: Row | undefined,
  account: AccountState,
  at: number,
) {
  const { age: agePolicy } = yield* Policies
  const storage = yield* Storage
  const memberships = yield* readAggregate(Memberships.register, Memberships.stream.id(person), row)
  const ids = Memberships.current(memberships.state).map(({ file }) => Household.stream.id(file))
  if (ids.length === 0) return yield* entitlementOfMandatary(person, memberships)
  const { rows } = yield* storage.load(ids)
  const files: ReadonlyArray<LoadedFile> = yield* Effect.forEach(ids, (id, index) => readFile(id, rows[index]))
  const question = { person, today: civilDateAt(at), agePolicy, account, partnerAccount: account, ...NOT_ASKED }
  const [role, ...others] = files.flatMap(({ state }) => {
    const { role } = personFactsOf(state, question)
    return role === "YoungerChild" || role === "Outsider" ? [] : [role]
  })
  if (role !== undefined) {
    const entitlement: Entitlement = { roles: [role, ...others], guards: [memberships, ...files], files }
    return entitlement
  }
  const children = files.flatMap(({ state }) =>
    state._tag === "Open" ? state.children.filter((child) => child.person === person) : [],
  )
  const [first, second] = children.map((child) => ({
    from: childOverFifteenFrom(child, agePolicy),
    unknown: child.overFifteenFrom === undefined ? unknownPart(child.birth) : null,
  }))
  if (first === undefined) return yield* new CreationRefused()
  // In two files, the earlier day counts: one of them is enough.
  const { from, unknown } = second !== undefined && second.from < first.from ? second : first
  return yield* new TooYoung(unknown === null ? { from } : { from, unknown })
})
