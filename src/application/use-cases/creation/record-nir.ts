import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import { Nir } from "../../../domain/nir/nir.ts"
import { ProvisionalIdentifier } from "../../../domain/provisional-identifier/provisional-identifier.ts"
import { asAgent } from "../../caller/agent.ts"
import { inheritCounters } from "../../caller/inherit-counters.ts"
import { endRecoveries, inheritRecoveries } from "../../code/end-recoveries.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { AccountIsClosed, HasIdentifier, NirTaken } from "../../contract/file-refusals.ts"
import { IdentifierRefused } from "../../contract/refusals.ts"
import { abandonWizard } from "../../household-file/abandon-wizard.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { announce } from "../../outbox/announce.ts"
import { type BlindIndexes, blindIndexes, claimsOf } from "../../secrets/blind-index.ts"
import { getOrCreateDataKey, type LoadedDataKey, open, readDataKey, seal } from "../../secrets/data-key.ts"
import { indexIdentifier, readIdentifier } from "../../secrets/identifier.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"
import { wizardIds } from "../../wizard/wizard.ts"

/** The NIR belongs to the person: they sign in with it from now on, and no longer with a provisional identifier. */
export interface NirRecorded {
  readonly _tag: "NirRecorded"
  /** The id of the person. */
  readonly person: string
}

/**
 * What ends with a provisional identifier: a recovery that is under way. The wrong passwords and codes that were typed with
 * it count for the number, which is no fresh budget for a person who guesses.
 */
const retire = Effect.fnUntraced(function* (
  dataKey: LoadedDataKey,
  sealed: string | null,
  next: { readonly nir: Nir; readonly indexes: BlindIndexes },
  at: number,
) {
  if (sealed === null) return { aggregates: [], changes: [] }
  const revealed = yield* open(dataKey, sealed, "provisional")
  const former = yield* blindIndexes("provisional", [revealed])
  return {
    aggregates: yield* endRecoveries("provisional", revealed, at),
    changes: [
      ...(yield* inheritCounters(former, next.indexes, at)),
      ...(yield* inheritRecoveries(ProvisionalIdentifier.restore(revealed), next.nir, at)),
    ],
  }
})

/**
 * Records the social security number of a person who had none. The account and its history stay, and the provisional
 * identifier is retired in the same commit. It then opens nothing: its unused tickets and a wizard under way end too.
 *
 * The contacts of an open space are notified: the person must sign in with the number from now on.
 *
 * A number that another account has is refused with `NirTaken`: two accounts are never merged silently. Sessions go on.
 */
export const recordNir = Effect.fn("Agency.recordNir")(function* (request: AgencyInput<"recordNir">) {
  const nir = yield* readIdentifier(request.nir, "nir")
  if (!(nir instanceof Nir)) return yield* new IdentifierRefused({ next: "EnterNumber", defects: [], field: "nir" })
  const person = yield* findPerson(request.person)
  const { indexes, keys } = yield* indexIdentifier(nir)
  const id = Account.stream.id(person)
  const reads = { aggregates: wizardIds(person), keys }
  yield* asAgent("RecordNir", request, reads, ({ agent }, rows, at, owner) =>
    Effect.gen(function* () {
      const [accountRow, , , keyRow] = rows
      const account = yield* readAccount(person, accountRow)
      if (account.state._tag === "Closed") return yield* new AccountIsClosed()
      if (owner !== null && owner.id !== id) return yield* new NirTaken()
      if (account.state.owner?.nir) return yield* new HasIdentifier()
      const dataKey = yield* getOrCreateDataKey(yield* readDataKey(person, keyRow), at)
      const recorded = yield* executeOrDie(account, {
        _tag: "RecordNir",
        nir: yield* seal(dataKey, nir.reveal(), "nir"),
        agent,
        at,
      })
      const retired = yield* retire(dataKey, account.state.owner?.provisional ?? null, { nir, indexes }, at)
      const aggregates = [recorded, dataKey, ...(yield* abandonWizard(account, rows, at)), ...retired.aggregates]
      const writes = yield* planOf(aggregates, retired.changes)
      const messages =
        account.state._tag === "Active" ? yield* announce(person, account.state.contacts, "IdentifierReplaced", at) : []
      return { ...writes, claims: claimsOf(keys, id, null), messages }
    }),
  )
  const answer: NirRecorded = { _tag: "NirRecorded", person }
  return answer
})
