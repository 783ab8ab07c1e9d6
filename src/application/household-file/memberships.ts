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

/** A file before and after a command. */
export interface ChangedFile {
  readonly before: Household.State
  readonly file: LoadedFile
}

/**
 * Updates the memberships of every person who joined or left one of these files, in their order: a person who moves
 * leaves the first one before they join the second. `rows` has those of `changedMemberships` for each.
 *
 * Fails with `InAnotherFile` if a person is already in the most files for their role.
 */
export const updateMembershipsOf = Effect.fnUntraced(
  function* (files: ReadonlyArray<ChangedFile>, rows: LoadedRows, at: number) {
    const updated = new Map<AggregateId, LoadedMemberships>()
    for (const { before, file } of files) {
      const reference = referenceOf(file)
      for (const { joined, left: until, person } of membershipChanges(before, file.state)) {
        const id = Memberships.stream.id(person)
        let memberships = updated.get(id) ?? (yield* readAggregate(Memberships.register, id, rows.get(id)))
        if (until !== null) {
          memberships = yield* Effect.fromResult(execute(memberships, { _tag: "Leave", file: reference, until, at }))
        }
        if (joined !== null) {
          memberships = yield* Effect.fromResult(execute(memberships, { _tag: "Join", file: reference, ...joined, at }))
        }
        updated.set(id, memberships)
      }
    }
    return [...updated.values()]
  },
  // The files and the memberships are committed together and were read at one moment, so they agree.
  Effect.catchTag("NotInThatFile", Effect.die),
)

/** Updates the memberships of every person who joined or left a file: see `updateMembershipsOf`. */
export const updateMemberships = (before: Household.State, file: LoadedFile, rows: LoadedRows, at: number) =>
  updateMembershipsOf([{ before, file }], rows, at)
