import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import { UnlockCause } from "../../../domain/lock-out/lock-out.ts"
import { Storage } from "../../../ports/storage.ts"
import { asAgent } from "../../caller/agent.ts"
import { clearCounters } from "../../caller/attempt.ts"
import { allCounters } from "../../caller/creation-counters.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { PersonUnknown } from "../../contract/file-refusals.ts"
import { foundPerson, readPersonReference, readsOfPerson } from "../../household-file/resolve-person.ts"
import { readCause } from "../../household-file/typed-input.ts"
import { type BlindIndexes, blindIndexes } from "../../secrets/blind-index.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { identifiersOnRecord } from "../../secrets/identifiers-on-record.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** Passwords can be tried again: the counts of wrong ones start at zero. */
export interface AccountUnlocked {
  readonly _tag: "AccountUnlocked"
  /** The id of the person; `null` for a number that has no personal space yet. */
  readonly person: string | null
}

/** The blind indexes of every identifier of a person. */
const indexesOfPerson = Effect.fnUntraced(function* (person: string) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([Account.stream.id(person), DataKey.stream.id(person)])
  const account = yield* readAccount(person, rows[0])
  const dataKey = yield* readDataKey(person, rows[1])
  if (dataKey.state._tag !== "Created") return []
  const owned = yield* identifiersOnRecord(account, dataKey)
  return yield* Effect.forEach(owned, ({ kind, revealed }) => blindIndexes(kind, [revealed]))
})

/**
 * Ends the waits of a person who proved to an agent who they are, also the one after too many failures in a row.
 *
 * Every counter of the person starts at zero: of each identifier, also for proofs of identity, and of the browsers that
 * remember them. So the same
 * password can be tried 25 times more in this day. The lock-out records the agent and the cause. An account without
 * waits is unlocked without an effect. Nothing else changes: a closed account stays closed.
 *
 * A holder who has not migrated yet is unlocked by their social security number. Refused with `PersonUnknown` for an
 * unknown id or provisional identifier, and with `CauseUnknown`.
 */
export const unlockAccount = Effect.fn("Agency.unlockAccount")(function* (request: AgencyInput<"unlockAccount">) {
  const cause = yield* readCause(UnlockCause, request.cause)
  const reference = yield* readPersonReference(request.person)
  const reads = readsOfPerson(reference)
  const outcome = yield* asAgent("UnlockAccount", request, reads, (_, rows, at, owner) =>
    Effect.gen(function* () {
      const person = foundPerson(reference, rows, owner)?.person ?? null
      if (person === null && reference._tag === "Id") return yield* new PersonUnknown()
      const typed: ReadonlyArray<BlindIndexes> = reference._tag === "Id" ? [] : [reference.indexes]
      const indexes = (person === null ? typed : yield* indexesOfPerson(person)).flatMap(allCounters)
      const clearing = { agent: request.agent, cause, at }
      return { ...(yield* planOf([], yield* clearCounters(person, indexes, clearing))), note: person ?? "", person }
    }),
  )
  const note = outcome._tag === "Committed" ? outcome.plan.person : outcome.note
  const answer: AccountUnlocked = { _tag: "AccountUnlocked", person: note === undefined || note === "" ? null : note }
  return answer
})
