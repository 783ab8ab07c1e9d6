import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import type { LoadedAccount } from "../../caller/person.ts"
import type { Input } from "../../contract/inputs.ts"
import {
  failWithHouseholdRefusal,
  type LoadedFile,
  mustBePermitted,
  readDay,
  referenceOf,
} from "../../household-file/load-file.ts"
import { barSharedContacts, disableLegacyPassword } from "../../household-file/separation.ts"
import { sideEffectsOf } from "../../household-file/side-effects.ts"
import { withMember } from "../../household-file/with-member.ts"
import { execute } from "../../unit-of-work/aggregate.ts"

/** The separation is declared, now or before. */
export interface Separated {
  readonly _tag: "Separated"
}

/**
 * One of the couple declares their separation, in their own name; it takes effect at once.
 *
 * In one commit the couple and the management authorisation end, both are told at their own contacts, a contact that
 * both have stops serving for recovery, and the 8-digit password of a file that was never migrated is put out of use,
 * with the contacts on record of it where who declares reads one of them.
 * Declared again, by either, it is noted and changes nothing. There is no undo.
 *
 * `fact` is the day they parted, `YYYY-MM-DD`, today at the latest.
 */
export const declareSeparation = Effect.fn("MonCompte.declareSeparation")(function* (
  asked: Input<"declareSeparation">,
) {
  const fact = yield* readDay(asked.fact)
  yield* withMember(
    "DeclareSeparation",
    asked,
    () => [],
    ({ at, file, person, standing }) =>
      Effect.gen(function* () {
        yield* mustBePermitted(standing, "DeclareSeparation")
        const { partner } = standing
        const declared = yield* failWithHouseholdRefusal(
          execute(file, { _tag: "DeclareSeparation", by: person.id, fact, at }),
        )
        // Declared before: whoever would be told knows.
        if (partner === undefined) return { file: declared }
        const { memberships, messages } = yield* sideEffectsOf(file.state, declared, [person.account, partner], at)
        const { one, other } = yield* barSharedContacts(person.account, partner, at)
        const after = opensByLegacyPassword(file, partner)
          ? yield* disableLegacyPassword(partner, person.account, at)
          : { account: other.account, wizard: [] }
        return {
          account: one.account,
          file: declared,
          partner: after.account,
          others: [...after.wizard, ...one.recovery, ...other.recovery, ...memberships],
          messages,
        }
      }).pipe(
        // Who leaves a file joins no other.
        Effect.catchTag("InAnotherFile", Effect.die),
      ),
  )
  const separated: Separated = { _tag: "Separated" }
  return separated
})

/** Whether an account is one that the 8-digit password of the file still opens the wizard of. */
const opensByLegacyPassword = (file: LoadedFile, { id, state }: LoadedAccount): boolean =>
  (state._tag === "Legacy" || state._tag === "Migrating") &&
  ((file.state._tag === "Open" && id === Account.stream.id(file.state.holder.person)) ||
    state.owner?.file === referenceOf(file))
