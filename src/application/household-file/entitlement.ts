import * as Effect from "effect/Effect"
import { civilDateAt } from "../../domain/civil-date/civil-date.ts"
import { overFifteenFrom } from "../../domain/civil-date/over-fifteen.ts"
import type { AccountState } from "../../domain/delegation/status.ts"
import * as Household from "../../domain/household/household.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import { personFactsOf } from "../../domain/household/person-facts.ts"
import { type Row, Storage } from "../../ports/storage.ts"
import { CreationRefused, TooYoung } from "../contract/creation-refusals.ts"
import { Policies } from "../contract/policies.ts"
import { readAggregate } from "../unit-of-work/aggregate.ts"
import { type LoadedFile, readFile } from "./load-file.ts"

/**
 * The files that entitle a person to a personal space, and their memberships. Guard them where the space is opened.
 *
 * A holder, a spouse, a dependant and a child over 15 are entitled. A child who is too young in every file gets
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
  if (ids.length === 0) return yield* new CreationRefused()
  const { rows } = yield* storage.load(ids)
  const files: ReadonlyArray<LoadedFile> = yield* Effect.forEach(ids, (id, index) => readFile(id, rows[index]))
  const question = { person, today: civilDateAt(at), agePolicy, account, partnerAccount: account }
  const roles = files.map(({ state }) => personFactsOf(state, question).role)
  if (roles.some((role) => role !== "YoungerChild" && role !== "Outsider")) return [memberships, ...files]
  const births = files.flatMap(({ state }) =>
    state._tag === "Open" ? state.children.filter((child) => child.person === person).map(({ birth }) => birth) : [],
  )
  const [birth] = births
  if (birth === undefined) return yield* new CreationRefused()
  return yield* new TooYoung({ from: overFifteenFrom(birth, agePolicy) })
})
