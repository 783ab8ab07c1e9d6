import { isDeepStrictEqual } from "node:util"
import * as Schema from "effect/Schema"
import type { Held, StorageSnapshot } from "../../adapters/memory/tables.ts"
import * as Account from "../../src/domain/account/account.ts"
import * as AuditLog from "../../src/domain/audit/audit-log.ts"
import * as Challenge from "../../src/domain/challenge/challenge.ts"
import * as SendAllowance from "../../src/domain/challenge/send-allowance.ts"
import * as DataKey from "../../src/domain/data-key/data-key.ts"
import * as Household from "../../src/domain/household/household.ts"
import * as Memberships from "../../src/domain/household/memberships.ts"
import { turnover } from "../../src/domain/household/turnover.ts"
import * as LockOut from "../../src/domain/lock-out/lock-out.ts"
import * as Migration from "../../src/domain/migration/migration.ts"
import * as Recovery from "../../src/domain/recovery/recovery.ts"
import * as Sessions from "../../src/domain/session/sessions.ts"
import { type Decider, fold } from "../../src/domain/state-machine/decider.ts"
import type { Tagged } from "../../src/domain/state-machine/table.ts"
import type { Json } from "../../src/ports/storage.ts"

// biome-ignore lint/suspicious/noExplicitAny: machines of any states; only their JSON is compared.
type AnyMachine = Decider<any, any, any, any>

/** The machine of each kind of aggregate. */
const machines: ReadonlyMap<string, AnyMachine> = new Map(
  [
    Account.machine,
    LockOut.machine,
    Migration.machine,
    Challenge.machine,
    SendAllowance.machine,
    Household.machine,
    Memberships.machine,
    AuditLog.machine,
    Sessions.machine,
    Recovery.machine,
    DataKey.machine,
  ].map((machine: AnyMachine) => [machine.name, machine]),
)

const machineOf = ({ aggregate }: Held) => machines.get(aggregate.split("/")[0] ?? "")

/** What the journal of an aggregate adds up to, as it would be stored. */
const folded = (machine: AnyMachine, { journal }: Held): Json => {
  const decode = Schema.decodeUnknownSync(machine.Event)
  const state: Tagged = fold(
    machine,
    journal.map(({ event }) => decode(event)),
  )
  return JSON.parse(JSON.stringify(Schema.encodeSync(machine.State)(state)))
}

const isFolded = (held: Held): boolean => {
  const machine = machineOf(held)
  return machine === undefined || isDeepStrictEqual(JSON.parse(JSON.stringify(held.state)), folded(machine, held))
}

/** The messages that the journal of a challenge orders: one for each code, in order. */
const ordered = ({ journal }: Held): ReadonlyArray<string> => {
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

/** Who is in which file, as the files have it, or as the people have it. */
const inFile = (person: string, file: string) => `${person} in ${file}`
const nameOf = ({ aggregate }: Held) => aggregate.slice(aggregate.indexOf("/") + 1)
const asFiles = (held: Held) =>
  turnover(Household.initial, Schema.decodeUnknownSync(Household.State)(held.state)).flatMap(({ joined, person }) =>
    joined === null ? [] : [inFile(person, nameOf(held))],
  )
const asPeople = (held: Held) =>
  Memberships.current(Schema.decodeUnknownSync(Memberships.State)(held.state)).map(({ file }) =>
    inFile(nameOf(held), file),
  )

const isKind = (kind: string) => (held: Held) => held.aggregate.startsWith(`${kind}/`) && held.version > 0

const missing = (what: string, wanted: Iterable<string>, there: ReadonlySet<string>) =>
  [...wanted].filter((id) => !there.has(id)).map((id) => `${what}: ${id}`)

/**
 * What is broken in all that is held at one moment, in words; nothing when all is well.
 *
 * Holds whatever happened to the processes that wrote it, at any moment: each state is what its journal adds up to,
 * each command counts once, states and messages go one to one, keys and accounts too. `carried` are the messages that
 * a carrier took.
 */
export const audit = (
  { acknowledged, claims, outbox, rows }: StorageSnapshot,
  carried: ReadonlySet<string>,
): ReadonlyArray<string> => {
  const written = rows.filter(({ version }) => version > 0)
  const pending = new Set(outbox.map(({ message }) => message.id))
  const known = new Set([...pending, ...acknowledged])
  const challenges = rows.filter(isKind("challenge"))
  const codes = new Set(challenges.flatMap(ordered))
  const orders = outbox.flatMap(({ message: { body, id } }) => (body._tag === "SendCode" ? [id] : []))
  const wanted = challenges.flatMap((held) => (held.state?._tag === "Open" ? ordered(held).slice(-1) : []))
  const drafts = rows.filter(isKind("migration")).flatMap(({ state }) => {
    const draft: unknown = state?.["draft"]
    return typeof draft === "object" && draft !== null ? [`draft/${String(Reflect.get(draft, "ticket"))}`] : []
  })
  const members = rows.filter(isKind("household")).flatMap(asFiles)
  const memberships = rows.filter(isKind("memberships")).flatMap(asPeople)
  const accounts = rows.filter(isKind("account")).map(({ aggregate }) => aggregate)
  const owners = claims.filter(({ key }) => key.startsWith("nir/")).map(({ owner }) => owner)
  return [
    ...written.filter((held) => !isFolded(held)).map(({ aggregate }) => `not the fold of its journal: ${aggregate}`),
    ...written
      .filter(
        ({ answers, version }) =>
          answers.length !== version || new Set(answers.map(({ commandId }) => commandId)).size !== version,
      )
      .map(({ aggregate }) => `not one version a command: ${aggregate}`),
    ...missing("a code was never ordered to be sent", codes, known),
    ...missing("a code to be sent that no journal knows", orders, codes),
    ...missing("a code that counts is neither waiting nor carried", wanted, new Set([...pending, ...carried])),
    ...missing("a draft that nothing will end", drafts, pending),
    ...missing("a member who does not know of it", members, new Set(memberships)),
    ...missing("a membership the file does not know of", memberships, new Set(members)),
    ...missing("an account without a key", accounts, new Set<string>(owners)),
    ...missing("a key without an account", owners, new Set<string>(accounts)),
    ...(new Set(owners).size === owners.length ? [] : ["an account with two keys"]),
  ]
}
