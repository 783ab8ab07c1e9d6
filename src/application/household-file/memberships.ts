import * as Effect from "effect/Effect"
import type * as Household from "../../domain/household/household.ts"
import { membershipChanges } from "../../domain/household/membership-changes.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import type { AggregateId } from "../../ports/storage.ts"
import { type Aggregate, execute, readAggregate } from "../unit-of-work/aggregate.ts"
import { type LoadedFile, type LoadedRows, referenceOf } from "./load-file.ts"

/** The files of one person: the other side of what each file knows about its members. */
export type LoadedMemberships = Aggregate<
  Memberships.State,
  Memberships.Command,
  Memberships.Event,
  Memberships.Refusal
>

/** The memberships that change with a file: those of every person who joined or left it. */
export const changedMemberships = (before: Household.State, { state }: LoadedFile): ReadonlyArray<AggregateId> =>
  membershipChanges(before, state).map(({ person }) => Memberships.stream.id(person))

/**
 * Updates the memberships of every person who joined or left a file. `rows` has those of `changedMemberships`.
 *
 * Fails with `InAnotherFile` if a person is already in the most files for their role.
 */
export const updateMemberships = (before: Household.State, file: LoadedFile, rows: LoadedRows, at: number) =>
  Effect.forEach(membershipChanges(before, file.state), ({ joined, left: until, person }) =>
    Effect.gen(function* () {
      const id = Memberships.stream.id(person)
      const reference = referenceOf(file)
      let memberships: LoadedMemberships = yield* readAggregate(Memberships.register, id, rows.get(id))
      if (until !== null) {
        memberships = yield* Effect.fromResult(execute(memberships, { _tag: "Leave", file: reference, until, at }))
      }
      return joined === null
        ? memberships
        : yield* Effect.fromResult(execute(memberships, { _tag: "Join", file: reference, ...joined, at }))
    }).pipe(
      // The file and the memberships are committed together and were read at one moment, so they agree.
      Effect.catchTag("NotInThatFile", Effect.die),
    ),
  )
