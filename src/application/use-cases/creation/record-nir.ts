import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import { Nir } from "../../../domain/nir/nir.ts"
import { Storage } from "../../../ports/storage.ts"
import { asAgent } from "../../caller/agent.ts"

import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { AccountIsClosed, HasIdentifier, NirTaken, PersonUnknown } from "../../contract/file-refusals.ts"
import { IdentifierRefused } from "../../contract/refusals.ts"
import { resolvePerson } from "../../household-file/resolve-person.ts"
import { claimsOf } from "../../secrets/blind-index.ts"
import { getOrCreateDataKey, readDataKey, seal } from "../../secrets/data-key.ts"
import { findableBy, readIdentifier } from "../../secrets/identifier.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"

/** The number is the person's: they sign in with it from now on, and no longer with a provisional identifier. */
export interface NirRecorded {
  readonly _tag: "NirRecorded"
  /** The id of the person. */
  readonly person: string
}

/**
 * Records the social security number of somebody who had none: the same account, its history kept, and the provisional
 * identifier retired for good, in one step.
 *
 * A number that another account has is `NirTaken`: two accounts are never made one in silence. Sessions go on.
 */
export const recordNir = Effect.fn("Agency.recordNir")(function* (asked: AgencyInput<"recordNir">) {
  const nir = yield* readIdentifier(asked.nir)
  if (!(nir instanceof Nir)) return yield* new IdentifierRefused({ next: "EnterNumber", defects: [] })
  const { changes, person } = yield* resolvePerson(asked.person, yield* Clock.currentTimeMillis)
  // A number that nobody has, in the place of a person, is no reason to make one.
  if (changes.length > 0) return yield* new PersonUnknown()
  const { keys } = yield* findableBy(nir)
  const id = Account.stream.id(person)
  const storage = yield* Storage
  yield* asAgent("RecordNir", asked, [id, DataKey.stream.id(person)], (_, [accountRow, keyRow], at) =>
    Effect.gen(function* () {
      const account = yield* readAggregate(Account.machine, id, accountRow)
      if (account.state._tag === "Closed") return yield* new AccountIsClosed()
      const holder = yield* storage.find(...keys)
      if (holder !== null && holder !== id) return yield* new NirTaken()
      if (account.state.owner?.nir) return yield* new HasIdentifier()
      const dataKey = yield* getOrCreateDataKey(yield* readDataKey(person, keyRow), at)
      const gain = execute(account, { _tag: "GainNir", nir: yield* seal(dataKey, nir.reveal()), at })
      const gained = yield* Effect.orDie(Effect.fromResult(gain))
      return {
        changes: [toChange(gained), ...(dataKey.events.length > 0 ? [toChange(dataKey)] : [])] as const,
        claims: claimsOf(keys, id, null),
      }
    }),
  )
  const answer: NirRecorded = { _tag: "NirRecorded", person }
  return answer
})
