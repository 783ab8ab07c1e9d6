import { isDeepStrictEqual } from "node:util"
import * as Schema from "effect/Schema"
import type { StorageSnapshot, StoredAggregate } from "../../adapters/memory/tables.ts"
import * as Account from "../../src/domain/account/account.ts"
import * as AgentCommand from "../../src/domain/audit/agent-command.ts"
import * as AgentReads from "../../src/domain/audit/agent-reads.ts"
import * as AuditLog from "../../src/domain/audit/audit-log.ts"
import * as AccountAllowance from "../../src/domain/challenge/account-allowance.ts"
import * as AnnouncementAllowance from "../../src/domain/challenge/announcement-allowance.ts"
import * as Challenge from "../../src/domain/challenge/challenge.ts"
import * as MessageBudget from "../../src/domain/challenge/message-budget.ts"
import * as SendAllowance from "../../src/domain/challenge/send-allowance.ts"
import * as DataKey from "../../src/domain/data-key/data-key.ts"
import * as Device from "../../src/domain/device/device.ts"
import * as Household from "../../src/domain/household/household.ts"
import { membershipChanges } from "../../src/domain/household/membership-changes.ts"
import * as Memberships from "../../src/domain/household/memberships.ts"
import * as LockOut from "../../src/domain/lock-out/lock-out.ts"
import * as Caseload from "../../src/domain/mandate/caseload.ts"
import * as Mandates from "../../src/domain/mandate/mandates.ts"
import * as Migration from "../../src/domain/migration/migration.ts"
import * as Recovery from "../../src/domain/recovery/recovery.ts"
import * as Sessions from "../../src/domain/session/sessions.ts"
import { type Decider, fold } from "../../src/domain/state-machine/decider.ts"
import type { Stream } from "../../src/domain/state-machine/stream.ts"
import type { Tagged } from "../../src/domain/state-machine/table.ts"
import type { Json } from "../../src/ports/storage.ts"

// biome-ignore lint/suspicious/noExplicitAny: a decider of any state. The audit compares only JSON.
type AnyDecider = Decider<any, any, any, any>

/** The decider of each category of aggregates. */
const deciders: ReadonlyMap<string, AnyDecider> = new Map(
  [
    Account.machine,
    LockOut.register,
    Migration.machine,
    Challenge.machine,
    SendAllowance.register,
    AccountAllowance.register,
    MessageBudget.register,
    AnnouncementAllowance.register,
    Household.machine,
    Memberships.register,
    Mandates.register,
    Caseload.register,
    AuditLog.register,
    AgentCommand.register,
    AgentReads.register,
    Sessions.register,
    Recovery.register,
    DataKey.machine,
    Device.register,
  ].map((decider: AnyDecider) => [decider.name, decider]),
)

const deciderOf = ({ aggregate }: StoredAggregate) => deciders.get(aggregate.split("/")[0] ?? "")

/** The state that the journal of an aggregate leads to, in its stored form. */
const foldJournal = (decider: AnyDecider, { journal }: StoredAggregate): Json => {
  const decode = Schema.decodeUnknownSync(decider.Event)
  const state: Tagged = fold(
    decider,
    journal.map(({ event }) => decode(event)),
  )
  return JSON.parse(JSON.stringify(Schema.encodeSync(decider.State)(state)))
}

const equalsJournal = (stored: StoredAggregate): boolean => {
  const decider = deciderOf(stored)
  if (decider === undefined) return true
  return isDeepStrictEqual(JSON.parse(JSON.stringify(stored.state)), foldJournal(decider, stored))
}

/** Each command has one answer and raises the version by one. */
const hasOneVersionPerCommand = ({ answers, version }: StoredAggregate): boolean =>
  answers.length === version && new Set(answers.map(({ commandId }) => commandId)).size === version

/** The ids of the messages that carry the codes of a challenge, one for each code, in order. */
const codeMessageIds = ({ journal }: StoredAggregate): ReadonlyArray<string> => {
  let challenge = ""
  let number = 0
  return journal.flatMap(({ event }) => {
    if (event._tag === "Issued") {
      challenge = String(event["challenge"])
      number = 0
    }
    if (event._tag !== "Issued" && event._tag !== "Resent") return []
    number += 1
    return [`${challenge}.${number}`]
  })
}

const membership = (person: string, file: string) => `${person} in ${file}`

/** The memberships that a household file records. */
const membershipsInFile = ({ aggregate, state }: StoredAggregate) =>
  membershipChanges(Household.initial, Schema.decodeUnknownSync(Household.State)(state)).flatMap(
    ({ joined, person }) => (joined === null ? [] : [membership(person, Household.stream.keyOf(aggregate))]),
  )

/** The memberships that a person's own aggregate records. */
const membershipsOfPerson = ({ aggregate, state }: StoredAggregate) =>
  Memberships.current(Schema.decodeUnknownSync(Memberships.State)(state)).map(({ file }) =>
    membership(Memberships.stream.keyOf(aggregate), file),
  )

const isIn =
  ({ category }: Stream<string>) =>
  ({ aggregate, version }: StoredAggregate) =>
    aggregate.startsWith(`${category}/`) && version > 0

/** One violation for each id that is not in the set. */
const missing = (violation: string, ids: Iterable<string>, set: ReadonlySet<string>) =>
  [...ids].filter((id) => !set.has(id)).map((id) => `${violation}: ${id}`)

/**
 * The invariants that a snapshot violates, in words. Empty if the storage is consistent.
 *
 * The invariants hold at every moment, even if processes crashed. Each state equals the fold of its journal, each command
 * has one version, and states agree with messages, keys and memberships. `sent` are the ids of the messages that a
 * carrier has accepted.
 */
export const audit = (
  { acknowledged, claims, outbox, rows }: StorageSnapshot,
  sent: ReadonlySet<string>,
): ReadonlyArray<string> => {
  const written = rows.filter(({ version }) => version > 0)
  const pending = new Set(outbox.map(({ message }) => message.id))
  const known = new Set([...pending, ...acknowledged])
  const challenges = rows.filter(isIn(Challenge.stream))
  const codes = new Set(challenges.flatMap(codeMessageIds))
  const codeMessages = outbox.flatMap(({ message: { body, id } }) => (body._tag === "SendCode" ? [id] : []))
  const currentCodes = challenges.flatMap((stored) =>
    stored.state?._tag === "Open" ? codeMessageIds(stored).slice(-1) : [],
  )
  const draftExpiries = rows.filter(isIn(Migration.stream)).flatMap(({ state }) => {
    const draft: unknown = state?.["draft"]
    return typeof draft === "object" && draft !== null ? [`draft/${String(Reflect.get(draft, "ticket"))}`] : []
  })
  const inFiles = rows.filter(isIn(Household.stream)).flatMap(membershipsInFile)
  const ofPersons = rows.filter(isIn(Memberships.stream)).flatMap(membershipsOfPerson)
  const accounts = rows.filter(isIn(Account.stream)).map(({ aggregate }) => aggregate)
  const owners = claims.filter(({ key }) => key.startsWith("nir/")).map(({ owner }) => owner)
  return [
    ...written
      .filter((stored) => !equalsJournal(stored))
      .map(({ aggregate }) => `the state differs from its journal: ${aggregate}`),
    ...written
      .filter((stored) => !hasOneVersionPerCommand(stored))
      .map(({ aggregate }) => `the version differs from the number of commands: ${aggregate}`),
    ...missing("a code has no message", codes, known),
    ...missing("a message carries a code that no journal contains", codeMessages, codes),
    ...missing("a current code is neither pending nor sent", currentCodes, new Set([...pending, ...sent])),
    ...missing("a draft has no message that expires it", draftExpiries, pending),
    ...missing("a member's own record lacks the file", inFiles, new Set(ofPersons)),
    ...missing("a file lacks a member who records it", ofPersons, new Set(inFiles)),
    ...missing("an account has no key", accounts, new Set<string>(owners)),
    ...missing("a key has no account", owners, new Set<string>(accounts)),
    ...(new Set(owners).size === owners.length ? [] : ["an account has two keys"]),
  ]
}
