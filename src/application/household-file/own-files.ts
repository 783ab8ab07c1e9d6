import * as Effect from "effect/Effect"
import * as Household from "../../domain/household/household.ts"
import type * as Memberships from "../../domain/household/memberships.ts"
import { type StayView, stayView } from "../../domain/household/stay-view.ts"
import { Storage } from "../../ports/storage.ts"
import type { SignedInPerson } from "../caller/session.ts"
import { type DelegationView, delegationViewOf, idsOf } from "./delegation-view.ts"
import { type LoadedFile, readFile } from "./load-file.ts"
import { loadFacts } from "./person-facts.ts"

/** One stay of a person in a file, with what they may know of it. */
export interface OwnFile extends Memberships.Membership, StayView {
  /** The management authorisation that the person gave or received in it; `None` for every other person. */
  readonly authorisation: DelegationView
}

/** The most stays that are described in one answer: the latest ones. The limit bounds the reads of one call. */
const MOST_STAYS = 50

/** Describes the stays of a person: the files are read in one round trip, and the account of the partner in another. */
export const describeStays = Effect.fnUntraced(function* (
  person: SignedInPerson,
  memberships: ReadonlyArray<Memberships.Membership>,
  at: number,
) {
  const stays = memberships.slice(-MOST_STAYS)
  const ids = [...new Set(stays.map(({ file }) => Household.stream.id(file)))]
  if (ids.length === 0) return []
  const storage = yield* Storage
  const { rows } = yield* storage.load(ids)
  const described = yield* Effect.forEach(ids, (id, place) =>
    Effect.gen(function* () {
      const file: LoadedFile = yield* readFile(id, rows[place])
      const { facts } = yield* loadFacts(person, file, at)
      return { file, authorisation: delegationViewOf(file, person, facts, at) }
    }),
  )
  return stays.flatMap((stay): ReadonlyArray<OwnFile> => {
    const found = described[ids.indexOf(Household.stream.id(stay.file))]
    if (found === undefined) return []
    return [{ ...stay, ...stayView(found.file.state, idsOf(person), stay.until), authorisation: found.authorisation }]
  })
})
