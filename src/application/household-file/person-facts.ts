import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { civilDateAt } from "../../domain/civil-date/civil-date.ts"
import type { AgePolicy } from "../../domain/civil-date/over-fifteen.ts"
import { partnerOf, personFactsOf } from "../../domain/household/person-facts.ts"
import { leftTo } from "../../domain/mandate/status.ts"
import { type Action, type Decision, decide, type Facts, type Subject } from "../../domain/rights/rights.ts"
import { type AggregateId, Storage } from "../../ports/storage.ts"
import type { SignedInPerson } from "../caller/session.ts"
import { NotPermitted } from "../contract/file-refusals.ts"
import { Policies } from "../contract/policies.ts"
import { readAggregate } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import type { LoadedFile, LoadedRows } from "./load-file.ts"

/** The facts about a person that rights are decided from, and their partner's account, on which the facts depend. */
export interface LoadedFacts {
  readonly facts: Facts
  /** Guard it in the commit of everything that is decided from `facts`. */
  readonly partner: LoadedAccount | undefined
}

/** The account of the person's partner in this file, or `null`. */
export const partnerAccountId = (file: LoadedFile, person: string): AggregateId | null => {
  const partner = partnerOf(file.state, person)
  return partner === null ? null : Account.stream.id(partner)
}

/** The facts about a person. `rows` has the account of their partner, if they have one. */
export const readFacts = Effect.fnUntraced(function* (
  person: SignedInPerson,
  file: LoadedFile,
  rows: LoadedRows,
  at: number,
) {
  const { age } = yield* Policies
  const partnerId = partnerAccountId(file, person.id)
  const partner = partnerId === null ? undefined : yield* readAggregate(Account.machine, partnerId, rows.get(partnerId))
  const loaded: LoadedFacts = { facts: factsOf(person, file, partner, age, at), partner }
  return loaded
})

export const factsOf = (
  person: SignedInPerson,
  { state }: LoadedFile,
  partner: LoadedAccount | undefined,
  agePolicy: AgePolicy,
  at: number,
): Facts => ({
  ...personFactsOf(state, {
    person: person.id,
    today: civilDateAt(at),
    agePolicy,
    account: person.account.state._tag,
    partnerAccount: partner?.state._tag ?? "Legacy",
    openedOnFacts: Account.wasOpenedOnFacts(person.account.state),
    partnerOpenedOnFacts: partner !== undefined && Account.wasOpenedOnFacts(partner.state),
  }),
  leaves: leftTo(person.mandates.state, civilDateAt(at)),
})

/** Loads the facts about a person, for an answer that changes nothing. */
export const loadFacts = Effect.fnUntraced(function* (person: SignedInPerson, file: LoadedFile, at: number) {
  const partnerId = partnerAccountId(file, person.id)
  if (partnerId === null) return yield* readFacts(person, file, new Map(), at)
  const storage = yield* Storage
  const { rows } = yield* storage.load([partnerId])
  return yield* readFacts(person, file, new Map(rows.map((row) => [partnerId, row])), at)
})

export type Permitted = Extract<Decision, { readonly permitted: true }>

/** The decision that permits an action, or the refusal by its rule. */
export const mustBePermitted = (
  facts: Facts,
  action: Action,
  subject: Subject = "Self",
): Effect.Effect<Permitted, NotPermitted> => {
  return permittedBy(decide(facts, action, subject))
}

/** A decision that permits, or its refusal. */
export const permittedBy = (decision: Decision): Effect.Effect<Permitted, NotPermitted> => {
  if (decision.permitted) return Effect.succeed(decision)
  const { change, reason, rule } = decision
  return Effect.fail(new NotPermitted({ rule, reason, change }))
}
