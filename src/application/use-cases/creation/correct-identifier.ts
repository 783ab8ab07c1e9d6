import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import { CorrectionCause } from "../../../domain/account/correction.ts"
import type { Owner } from "../../../domain/account/owner.ts"
import { Nir } from "../../../domain/nir/nir.ts"
import { ProvisionalIdentifier } from "../../../domain/provisional-identifier/provisional-identifier.ts"
import { asAgent } from "../../caller/agent.ts"
import { inheritCounters } from "../../caller/inherit-counters.ts"
import { endRecoveries, inheritRecoveries } from "../../code/end-recoveries.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { AccountIsClosed, IdentifierUnchanged, NirTaken, NoIdentifier } from "../../contract/file-refusals.ts"
import { IdentifierRefused } from "../../contract/refusals.ts"
import { abandonWizard } from "../../household-file/abandon-wizard.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { readCause } from "../../household-file/typed-input.ts"
import { announce } from "../../outbox/announce.ts"
import { claimsOf } from "../../secrets/blind-index.ts"
import { type LoadedDataKey, open, readDataKey, seal } from "../../secrets/data-key.ts"
import { type Identifier, indexIdentifier, kindOf, readIdentifier } from "../../secrets/identifier.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"
import { wizardIds } from "../../wizard/wizard.ts"

/** The person signs in with the right number from now on. The former number opens nothing. */
export interface IdentifierCorrected {
  readonly _tag: "IdentifierCorrected"
  /** The id of the person. */
  readonly person: string
}

/** The identifier that the number replaces. */
const identifierOf = Effect.fnUntraced(function* (dataKey: LoadedDataKey, owner: Owner | null) {
  if (owner?.nir) return new Nir(yield* open(dataKey, owner.nir, "nir"))
  if (!owner?.provisional) return yield* new NoIdentifier()
  const identifier: Identifier = ProvisionalIdentifier.restore(yield* open(dataKey, owner.provisional, "provisional"))
  return identifier
})

/**
 * Corrects the social security number of a person: INSEE corrected it, the mention of sex changed, a number that the person
 * had while waiting became another, or it was recorded in error.
 *
 * One commit. The account, its history, sessions and browsers stay, and its contacts are notified. The former number stays
 * on record and opens nothing: no sign-in, no creation, no recovery, also those under way. The wrong passwords and
 * the wrong codes that were typed with it count for the new number. A number that was `RecordedInError` never was theirs,
 * and is free for its owner.
 *
 * A number that another account has is refused with `NirTaken`: if both are of one person, use `mergeAccounts`. Refused with
 * `IdentifierUnchanged` for the same number, `NoIdentifier` for a person without one, and `AccountIsClosed`.
 */
export const correctIdentifier = Effect.fn("Agency.correctIdentifier")(function* (
  request: AgencyInput<"correctIdentifier">,
) {
  const cause = yield* readCause(CorrectionCause, request.cause)
  const nir = yield* readIdentifier(request.nir, "nir")
  if (!(nir instanceof Nir)) return yield* new IdentifierRefused({ next: "EnterNumber", defects: [], field: "nir" })
  const person = yield* findPerson(request.person)
  const { indexes, keys } = yield* indexIdentifier(nir)
  const id = Account.stream.id(person)
  const reads = { aggregates: wizardIds(person), keys }
  yield* asAgent("CorrectIdentifier", request, reads, ({ agent }, rows, at, owner) =>
    Effect.gen(function* () {
      const [accountRow, , , keyRow] = rows
      const account = yield* readAccount(person, accountRow)
      if (account.state._tag === "Closed") return yield* new AccountIsClosed()
      if (owner !== null && owner.id !== id) return yield* new NirTaken()
      const dataKey = yield* readDataKey(person, keyRow)
      const before = yield* identifierOf(dataKey, account.state.owner)
      if (before instanceof Nir && before.reveal() === nir.reveal()) return yield* new IdentifierUnchanged()
      const former = yield* indexIdentifier(before)
      const sealed = account.state.owner?.nir ?? null
      const isKept = sealed !== null && cause !== "RecordedInError"
      const corrected = yield* executeOrDie(account, {
        _tag: "CorrectIdentifier",
        nir: yield* seal(dataKey, nir.reveal(), "nir"),
        indexes,
        former: isKept ? { nir: sealed, indexes: former.indexes } : null,
        cause,
        agent,
        at,
      })
      const aggregates = [
        corrected,
        dataKey,
        ...(yield* abandonWizard(account, rows, at)),
        ...(yield* endRecoveries(kindOf(before), before.reveal(), at)),
      ]
      const isReleased = sealed !== null && cause === "RecordedInError"
      return {
        ...(yield* planOf(aggregates, [
          ...(yield* inheritCounters(former.indexes, indexes, at)),
          ...(yield* inheritRecoveries(before, nir, at)),
        ])),
        claims: claimsOf(keys, id, owner?.id ?? null),
        releases: isReleased ? former.keys.map((key) => ({ key, owner: id })) : [],
        messages:
          account.state._tag === "Active"
            ? yield* announce(person, account.state.contacts, "IdentifierCorrected", at)
            : [],
      }
    }),
  )
  const answer: IdentifierCorrected = { _tag: "IdentifierCorrected", person }
  return answer
})
