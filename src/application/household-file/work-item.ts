import * as Account from "../../domain/account/account.ts"
import * as AgentReads from "../../domain/audit/agent-reads.ts"
import * as AuditLog from "../../domain/audit/audit-log.ts"
import { type Reversal, reversalOf } from "../../domain/audit/reversal.ts"
import * as Household from "../../domain/household/household.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import * as Mandates from "../../domain/mandate/mandates.ts"
import type { AggregateId, RecordedEvents } from "../../ports/storage.ts"

/** Who gave a command. `Service`: it followed from the calendar, or from another command. */
export type WorkBy =
  | { readonly _tag: "Agent"; readonly agent: string }
  | { readonly _tag: "Person"; readonly person: string }
  | { readonly _tag: "Service" }

/** One command that was carried out. Persons are given by their ids: it has no identifier, contact or name. */
export interface WorkItem {
  /** Pass it to `reverseWork`. `null` where the command is about neither a file nor a personal space. */
  readonly item: string | null
  /** When, in milliseconds since the epoch. */
  readonly at: number
  readonly by: WorkBy
  /** The name of the command, such as `RemoveMember`. */
  readonly command: string
  /** The references of the files that it changed. */
  readonly files: ReadonlyArray<string>
  /** The persons whose data it changed or read. */
  readonly persons: ReadonlyArray<string>
  readonly reversal: Reversal
}

/** `agent.NAME/COMMAND:ID`, with the reference of the file before the command where it is about one. */
const COMMAND_ID = /^(agent|person)\.([^/:]*)\/(?:[^/:]*\/)?([A-Za-z]+):/

/** The name in a command id. An id that other code wrote may have one that is not encoded. */
const nameIn = (encoded: string): string => {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}

/** Who gave the command with this id, and its name. */
const readCommand = (commandId: string): { readonly by: WorkBy; readonly command: string } => {
  const [, kind, name = "", command = ""] = COMMAND_ID.exec(commandId) ?? []
  const caller = nameIn(name)
  if (kind === "agent") return { by: { _tag: "Agent", agent: caller }, command }
  if (kind === "person") return { by: { _tag: "Person", person: caller }, command }
  return { by: { _tag: "Service" }, command: "Automatic" }
}

const keysOf = (
  streams: ReadonlyArray<{ readonly category: string; readonly keyOf: (id: string) => string }>,
  entries: ReadonlyArray<RecordedEvents>,
) => [
  ...new Set(
    streams.flatMap((stream) =>
      entries.flatMap(({ aggregate }) =>
        aggregate.startsWith(`${stream.category}/`) ? [stream.keyOf(aggregate)] : [],
      ),
    ),
  ),
]

const FILES = [Household.stream, AuditLog.stream]
const PERSONS = [Account.stream, Memberships.stream, Mandates.stream, AgentReads.stream]

/** The entry that a command is mainly about: that of the file, then that of the personal space. */
const mainOf = (entries: ReadonlyArray<RecordedEvents>): RecordedEvents | undefined =>
  [Household.stream, Account.stream]
    .map(({ category }) => entries.find(({ aggregate }) => aggregate.startsWith(`${category}/`)))
    .find((entry) => entry !== undefined)

/** The item of one command, from the entries that it wrote. */
export const workItemOf = (entries: readonly [RecordedEvents, ...ReadonlyArray<RecordedEvents>]): WorkItem => {
  const [{ at, commandId }] = entries
  const main = mainOf(entries)
  const { by, command } = readCommand(commandId)
  return {
    // The ids of other aggregates, such as a lock-out, may be made from an identifier.
    item: main === undefined ? null : `${main.aggregate}@${main.version}`,
    at,
    by,
    command,
    files: keysOf(FILES, entries),
    persons: keysOf(PERSONS, entries),
    reversal: reversalOf(by._tag, command),
  }
}

const ITEM = /^((?:household|account)\/[\w.-]{1,64})@(\d{1,15})$/

/** The journal entry that an item names; `null` for an item that names none that can be reversed. */
export const readItem = (item: unknown): { readonly aggregate: AggregateId; readonly version: number } | null => {
  if (typeof item !== "string" || item.length > 100) return null
  const [, aggregate, version] = ITEM.exec(item) ?? []
  // The pattern has a slash between the category and the key.
  return aggregate === undefined ? null : { aggregate: aggregate as AggregateId, version: Number(version) }
}
