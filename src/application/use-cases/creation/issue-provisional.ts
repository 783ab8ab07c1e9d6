import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Memberships from "../../../domain/household/memberships.ts"
import { ProvisionalIdentifier } from "../../../domain/provisional-identifier/provisional-identifier.ts"
import { ProvisionalIssuer } from "../../../ports/provisional-issuer.ts"
import { Storage } from "../../../ports/storage.ts"
import { asAgent, readAgent } from "../../caller/agent.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { AccountIsClosed, HasIdentifier, PersonUnknown } from "../../contract/file-refusals.ts"
import { Policies } from "../../contract/policies.ts"
import { readPersonId } from "../../household-file/resolve-person.ts"
import { claimsOf } from "../../secrets/blind-index.ts"
import { getOrCreateDataKey, open, readDataKey, seal } from "../../secrets/data-key.ts"
import { indexIdentifier } from "../../secrets/identifier.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"
import { scopedCommandId } from "../../unit-of-work/command-id.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** A provisional identifier was issued. Give `identifier` to its person, and to no other person. */
export interface ProvisionalIssued {
  readonly _tag: "ProvisionalIssued"
  /** The id of the person. */
  readonly person: string
  readonly identifier: string
}

/**
 * The id of the person that a command creates: the same command of the same agent always creates the same person.
 * `commandId` has its scope, so that the same id of another agent creates another person.
 *
 * It is a hash of the command id without a key, so that a key rotation does not change it. The id is no secret.
 */
const personOfCommand = Effect.fnUntraced(function* (commandId: string) {
  const name = new TextEncoder().encode(`mon-compte/person/${commandId}`)
  const bytes = yield* Effect.promise(() => globalThis.crypto.subtle.digest("SHA-256", name))
  const hex = Array.from(new Uint8Array(bytes).subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("")
  // Version 8: an id in a format of our own (RFC 9562, 5.8).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
})

const VERB = "IssueProvisional"

const readPerson = Effect.fnUntraced(function* ({ agent, commandId, person }: AgencyInput<"issueProvisional">) {
  const { agent: name } = yield* readAgent(agent)
  if (person !== undefined && person !== null) {
    const id = readPersonId(person)
    return id === null ? yield* new PersonUnknown() : { person: id, isNew: false }
  }
  const scoped = yield* scopedCommandId({ caller: { kind: "agent", name }, verb: VERB }, commandId)
  return { person: yield* personOfCommand(scoped), isNew: true }
})

/** The identifier that the same command issued before. */
const loadIssued = Effect.fnUntraced(function* (person: string) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([Account.stream.id(person), DataKey.stream.id(person)])
  const { state } = yield* readAccount(person, rows[0])
  const sealed = "owner" in state ? (state.owner?.provisional ?? null) : null
  if (sealed === null) return yield* new PersonUnknown()
  return yield* open(yield* readDataKey(person, rows[1]), sealed, "provisional")
})

/**
 * Issues a provisional identifier to a person without a social security number: a known person, or a new one.
 *
 * The same command answers the same identifier again. Another command for the same person is refused.
 */
export const issueProvisional = Effect.fn("Agency.issueProvisional")(function* (
  given: AgencyInput<"issueProvisional">,
) {
  const random = yield* SecureRandom.SecureRandom
  const request = { ...given, commandId: given.commandId ?? (yield* random.uuidV4()) }
  const issuer = yield* ProvisionalIssuer
  const { provisional: policy } = yield* Policies
  const { isNew, person } = yield* readPerson(request)
  const ids = [Account.stream.id(person), DataKey.stream.id(person), Memberships.stream.id(person)] as const
  const outcome = yield* asAgent(VERB, request, ids, ({ agent }, [accountRow, keyRow, membershipsRow], at) =>
    Effect.gen(function* () {
      const isKnown = (accountRow?.version ?? 0) > 0 || (membershipsRow?.version ?? 0) > 0
      if (!isNew && !isKnown) return yield* new PersonUnknown()
      const account = yield* readAccount(person, accountRow)
      if (account.state._tag === "Closed") return yield* new AccountIsClosed()
      const { owner } = account.state
      if (account.state._tag !== "Legacy" || owner?.nir || owner?.provisional) return yield* new HasIdentifier()
      const identifier = ProvisionalIdentifier.parse(yield* issuer.issue, policy)
      if (identifier === null) return yield* Effect.die(new Error("The issuer does not follow the policy's pattern."))
      const { keys } = yield* indexIdentifier(identifier)
      const dataKey = yield* getOrCreateDataKey(yield* readDataKey(person, keyRow), at)
      const provisional = yield* seal(dataKey, identifier.reveal(), "provisional")
      const recorded = yield* executeOrDie(account, { _tag: "RecordProvisional", provisional, agent, at })
      return {
        ...(yield* planOf([recorded, dataKey])),
        // An identifier that was issued before still has its owner: the commit conflicts, and another one is drawn.
        claims: claimsOf(keys, account.id, null),
        issued: identifier.reveal(),
      }
    }),
  )
  const answer: ProvisionalIssued = {
    _tag: "ProvisionalIssued",
    person,
    identifier: outcome._tag === "Committed" ? outcome.plan.issued : yield* loadIssued(person),
  }
  return answer
})
