import * as Effect from "effect/Effect"
import * as Memberships from "../../../domain/household/memberships.ts"
import { partnerOf } from "../../../domain/household/person-facts.ts"
import type { AggregateId } from "../../../ports/storage.ts"
import { withGraveAct } from "../../caller/grave-act.ts"
import type { SignedInPerson } from "../../caller/session.ts"
import type { Input } from "../../contract/inputs.ts"
import { failWithHouseholdRefusal, type LoadedFile } from "../../household-file/load-file.ts"
import { mustBePermitted } from "../../household-file/person-facts.ts"
import { readsOfFormerPartner } from "../../household-file/shared-contacts.ts"
import { sideEffectsWithoutJoining } from "../../household-file/side-effects.ts"
import { readDay } from "../../household-file/typed-input.ts"
import { withMember } from "../../household-file/with-member.ts"
import { execute } from "../../unit-of-work/aggregate.ts"

/** The separation is declared, by this command or an earlier one. */
export interface Separated {
  readonly _tag: "Separated"
}

/** Everything that a separation may change, besides the file and the two accounts: read in one round trip. */
const readsOfSeparation = (file: LoadedFile, { id }: SignedInPerson): ReadonlyArray<AggregateId> => {
  const partner = partnerOf(file.state, id)
  if (partner === null) return []
  return [id, partner].flatMap((person) => [Memberships.stream.id(person), ...readsOfFormerPartner(person)])
}

/**
 * Declares the separation of a couple, by one of the two in their own name. It takes effect at once.
 *
 * One commit ends the couple and the management authorisation, and notifies both at their own contacts. As after every
 * end of a couple, it bars a contact that both have from recovery, and disables the 8-digit password of a file that was
 * never migrated. A second declaration, by either, is recorded and changes nothing. The person cannot undo it:
 * show `previewSeparation` first.
 *
 * `fact` is the day they parted, `YYYY-MM-DD`, today at the latest. Refused with `ReauthenticationRequired` if the policy
 * `graveActs` requires the current password and it is missing.
 */
export const declareSeparation = Effect.fn("MonCompte.declareSeparation")(function* (
  request: Input<"declareSeparation">,
) {
  const fact = yield* readDay(request.fact)
  const confirmed = withGraveAct(request.current)
  yield* withMember(
    "DeclareSeparation",
    request,
    { withFile: readsOfSeparation },
    ({ at, facts, file, partner, person, rows }) => {
      const declare = Effect.gen(function* () {
        const declared = yield* failWithHouseholdRefusal(
          execute(file, { _tag: "DeclareSeparation", by: person.id, fact, at }),
        )
        // A second declaration: both were notified of the first.
        if (partner === undefined) return { file: declared }
        const accounts = [person.account, partner]
        const { aggregates, messages } = yield* sideEffectsWithoutJoining(file.state, declared, accounts, at, rows)
        return { file: declared, others: aggregates, messages }
      })
      return Effect.andThen(mustBePermitted(facts, "DeclareSeparation"), confirmed(person, at, declare))
    },
  )
  const separated: Separated = { _tag: "Separated" }
  return separated
})
