import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import { UnlockCause } from "../../../domain/lock-out/lock-out.ts"
import { Storage } from "../../../ports/storage.ts"
import { asAgent } from "../../caller/agent.ts"
import { clearCounters } from "../../caller/attempt.ts"
import { allCounters } from "../../caller/creation-counters.ts"
import { unlockRecoveries } from "../../code/unlock-recoveries.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { PersonUnknown } from "../../contract/file-refusals.ts"
import {
  foundPerson,
  type PersonReference,
  readPersonReference,
  readsOfPerson,
} from "../../household-file/resolve-person.ts"
import { readCause } from "../../household-file/typed-input.ts"
import { announce } from "../../outbox/announce.ts"
import { blindIndexes } from "../../secrets/blind-index.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { kindOf } from "../../secrets/identifier.ts"
import { identifiersOnRecord } from "../../secrets/identifiers-on-record.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** Passwords can be tried again: the counts of wrong ones start at zero. */
export interface AccountUnlocked {
  readonly _tag: "AccountUnlocked"
  /** The id of the person; `null` for a number that has no personal space yet. */
  readonly person: string | null
}

/** The account of a person, and every identifier of theirs. */
const loadPerson = Effect.fnUntraced(function* (person: string) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([Account.stream.id(person), DataKey.stream.id(person)])
  const account = yield* readAccount(person, rows[0])
  const dataKey = yield* readDataKey(person, rows[1])
  const identifiers = dataKey.state._tag === "Created" ? yield* identifiersOnRecord(account, dataKey) : []
  return { account, identifiers }
})

/** The identifier that the agent typed, for a person without an account. */
const typedIdentifiers = (reference: PersonReference) =>
  reference._tag === "Id"
    ? []
    : [{ kind: kindOf(reference.identifier), revealed: reference.identifier.reveal() } as const]

/**
 * Ends the waits of a person who proved to an agent who they are, also the one after too many failures in a row.
 *
 * Every counter of the person starts at zero: of each identifier, also for proofs of identity and for codes of
 * recoveries, and of the browsers that remember them. So the same password can be tried 25 times more in this day. The
 * lock-out records the agent and the cause. An account without waits is unlocked too. Nothing else changes: a closed
 * account stays closed.
 *
 * Every contact of an active account is notified, because an impostor may have deceived the agent.
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
      const loaded = person === null ? null : yield* loadPerson(person)
      const identifiers = loaded?.identifiers ?? typedIdentifiers(reference)
      const indexes = yield* Effect.forEach(identifiers, ({ kind, revealed }) => blindIndexes(kind, [revealed]))
      const counters = yield* clearCounters(person, indexes.flatMap(allCounters), { agent: request.agent, cause, at })
      const recoveries = yield* unlockRecoveries(identifiers, request.agent, at)
      const writes = yield* planOf(loaded === null ? [] : [loaded.account], [...counters, ...recoveries])
      const state = loaded?.account.state
      const messages =
        person === null || state?._tag !== "Active"
          ? []
          : yield* announce(person, state.contacts, "AccountUnlocked", at)
      return { ...writes, messages, note: person ?? "", person }
    }),
  )
  const note = outcome._tag === "Committed" ? outcome.plan.person : outcome.note
  const answer: AccountUnlocked = { _tag: "AccountUnlocked", person: note === undefined || note === "" ? null : note }
  return answer
})
