import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Memberships from "../../../domain/household/memberships.ts"
import { ProvisionalIdentifier } from "../../../domain/provisional-identifier/provisional-identifier.ts"
import { ProvisionalIssuer } from "../../../ports/provisional-issuer.ts"
import { Storage } from "../../../ports/storage.ts"
import { asAgent } from "../../caller/agent.ts"

import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { AccountIsClosed, HasIdentifier, PersonUnknown } from "../../contract/file-refusals.ts"
import { Policies } from "../../contract/policies.ts"
import { CommandIdRefused } from "../../contract/refusals.ts"

import { claimsOf } from "../../secrets/blind-index.ts"
import { getOrCreateDataKey, open, readDataKey, seal } from "../../secrets/data-key.ts"
import { findableBy } from "../../secrets/identifier.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"
import { isCommandId } from "../../unit-of-work/transact.ts"

/** A provisional identifier was issued. `identifier` is to be told to the person it is for, and to nobody else. */
export interface ProvisionalIssued {
  readonly _tag: "ProvisionalIssued"
  /** The id of the person. */
  readonly person: string
  readonly identifier: string
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Somebody new is made by the command itself: the same command makes the same person. */
const personOf = Effect.fnUntraced(function* (asked: AgencyInput<"issueProvisional">) {
  const { commandId, person } = asked
  if (person !== undefined && person !== null) {
    if (typeof person !== "string" || person.length !== 36 || !ID.test(person)) return yield* new PersonUnknown()
    return { person, isNew: false }
  }
  if (!isCommandId(commandId)) return yield* new CommandIdRefused()
  // Under no key, so that the same command makes the same person after a key was replaced too. The id is no secret.
  const named = new TextEncoder().encode(`mon-compte/person/${commandId}`)
  const bytes = yield* Effect.promise(() => globalThis.crypto.subtle.digest("SHA-256", named))
  const hex = Array.from(new Uint8Array(bytes).subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("")
  // Version 8, of one's own making (RFC 9562, 5.8).
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
  return { person: id, isNew: true }
})

/**
 * Issues a provisional identifier to somebody who has no social security number yet: to a person there is, or to a new
 * one. Told again where the command comes again; another command for the same person is refused.
 */
export const issueProvisional = Effect.fn("Agency.issueProvisional")(function* (
  given: AgencyInput<"issueProvisional">,
) {
  const random = yield* SecureRandom.SecureRandom
  const asked = { ...given, commandId: given.commandId ?? (yield* random.uuidV4()) }
  const issuer = yield* ProvisionalIssuer
  const { provisional: policy } = yield* Policies
  const { isNew, person } = yield* personOf(asked)
  const ids = [Account.stream.id(person), DataKey.stream.id(person), Memberships.stream.id(person)] as const
  yield* asAgent("IssueProvisional", asked, ids, (_, [accountRow, keyRow, membershipsRow], at) =>
    Effect.gen(function* () {
      const isKnown = (accountRow?.version ?? 0) > 0 || (membershipsRow?.version ?? 0) > 0
      if (!isNew && !isKnown) return yield* new PersonUnknown()
      const account = yield* readAggregate(Account.machine, Account.stream.id(person), accountRow)
      if (account.state._tag === "Closed") return yield* new AccountIsClosed()
      const owner = account.state.owner
      if (account.state._tag !== "Legacy" || owner?.nir || owner?.provisional) return yield* new HasIdentifier()
      const identifier = ProvisionalIdentifier.parse(yield* issuer.issue, policy)
      if (identifier === null) return yield* Effect.die(new Error("The issuer does not keep the policy's pattern."))
      const { keys } = yield* findableBy(identifier)
      const dataKey = yield* getOrCreateDataKey(yield* readDataKey(person, keyRow), at)
      const provisional = yield* seal(dataKey, identifier.reveal())
      const gained = yield* Effect.orDie(
        Effect.fromResult(execute(account, { _tag: "GainProvisional", provisional, at })),
      )
      return {
        changes: [toChange(gained), ...(dataKey.events.length > 0 ? [toChange(dataKey)] : [])] as const,
        // One that was issued before is somebody's for ever: the commit conflicts, and another is drawn.
        claims: claimsOf(keys, account.id, null),
      }
    }),
  )
  const storage = yield* Storage
  const { rows } = yield* storage.load(ids)
  const { state } = yield* readAggregate(Account.machine, Account.stream.id(person), rows[0])
  const sealed = "owner" in state ? (state.owner?.provisional ?? null) : null
  if (sealed === null) return yield* new PersonUnknown()
  const answer: ProvisionalIssued = {
    _tag: "ProvisionalIssued",
    person,
    identifier: yield* open(yield* readDataKey(person, rows[1]), sealed),
  }
  return answer
})
