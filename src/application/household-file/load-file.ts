import * as Effect from "effect/Effect"
import type * as Result from "effect/Result"
import * as Account from "../../domain/account/account.ts"
import { type CivilDate, civilDateAt, parse } from "../../domain/civil-date/civil-date.ts"
import * as Household from "../../domain/household/household.ts"
import { partnerOf, standingOf } from "../../domain/household/standing.ts"
import { type Action, type Decision, decide, type Facts, type Subject } from "../../domain/rights/rights.ts"
import { type AggregateId, type Row, Storage } from "../../ports/storage.ts"
import type { LoadedAccount, SignedInPerson } from "../caller/person.ts"
import { CauseUnknown, FileUnknown, NotPermitted } from "../contract/file-refusals.ts"
import { Policies } from "../contract/policies.ts"
import { type Aggregate, readAggregate } from "../unit-of-work/aggregate.ts"

/** A household file as it was read, and what has been decided on it since. */
export type LoadedFile = Aggregate<Household.State, Household.Command, Household.Event, Household.Refusal>

const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** Where the file of a reference is kept. What cannot be a reference is one that nobody has. */
export const parseFileReference = (reference: unknown): Effect.Effect<AggregateId, FileUnknown> =>
  typeof reference === "string" && reference.length <= 64 && REFERENCE.test(reference)
    ? Effect.succeed<AggregateId>(Household.stream.id(reference))
    : Effect.fail(new FileUnknown())

export const referenceOf = ({ id }: { readonly id: AggregateId }) => Household.stream.keyOf(id)

export const readFile = (id: AggregateId, row: Row | undefined) => readAggregate(Household.machine, id, row)

/** A day as somebody gave it, `YYYY-MM-DD`. */
export const readDay = (day: unknown) => Effect.fromResult(parse(day))

/** The same, where the day of today is meant if none is given. */
export const readDayOrToday = (day: unknown, at: number) =>
  day === undefined || day === null ? Effect.succeed(civilDateAt(at)) : readDay(day)

/** The same, where no day may be meant. */
export const readDayOrNone = (
  day: unknown,
): Effect.Effect<CivilDate | null, Effect.Error<ReturnType<typeof readDay>>> =>
  day === undefined || day === null ? Effect.succeed(null) : readDay(day)

/** One of the causes a file knows. */
export const readCause = <const Causes extends ReadonlyArray<string>>(
  { literals }: { readonly literals: Causes },
  cause: unknown,
): Effect.Effect<Causes[number], CauseUnknown> => {
  const known = literals.find((literal) => literal === cause)
  return known === undefined ? Effect.fail(new CauseUnknown()) : Effect.succeed(known)
}

export const readAccounts = Effect.fnUntraced(function* (persons: ReadonlyArray<string>) {
  if (persons.length === 0) return []
  const storage = yield* Storage
  const { rows } = yield* storage.load(persons.map(Account.stream.id))
  return yield* Effect.forEach(persons, (person, index) =>
    readAggregate(Account.machine, Account.stream.id(person), rows[index]),
  )
})

/** What a person is to a file now, and the account of the other of the couple that this rests on. */
export interface LoadedStanding {
  readonly facts: Facts
  /** To be guarded in the commit of whatever is decided by `facts`. */
  readonly partner: LoadedAccount | undefined
}

export const loadStanding = Effect.fnUntraced(function* (person: SignedInPerson, { state }: LoadedFile, at: number) {
  const { age: agePolicy } = yield* Policies
  const other = partnerOf(state, person.id)
  const [partner] = yield* readAccounts(other === null ? [] : [other])
  const facts = standingOf(state, {
    person: person.id,
    today: civilDateAt(at),
    agePolicy,
    account: person.account.state._tag,
    partnerAccount: partner?.state._tag ?? "Legacy",
  })
  const now: LoadedStanding = { facts, partner }
  return now
})

export type Permitted = Extract<Decision, { readonly permitted: true }>

/** The decision that permits it, or the refusal by its rule. */
export const mustBePermitted = (
  { facts }: LoadedStanding,
  action: Action,
  subject: Subject = "Self",
): Effect.Effect<Permitted, NotPermitted> => {
  const decision = decide(facts, action, subject)
  if (decision.permitted) return Effect.succeed(decision)
  const { change, reason, rule } = decision
  return Effect.fail(new NotPermitted({ rule, reason, change }))
}

/** What a file answers, but for a step it does not have: rights and readers have told that before. */
export const failWithHouseholdRefusal = <A>(result: Result.Result<A, Household.Refusal>) =>
  Effect.catchTag(Effect.fromResult(result), "NotAllowed", Effect.die)
