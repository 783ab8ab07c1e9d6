import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { erasePerson } from "../../src/application/use-cases/creation/erase-person.ts"
import * as Account from "../../src/domain/account/account.ts"
import * as Challenge from "../../src/domain/challenge/challenge.ts"
import * as DataKey from "../../src/domain/data-key/data-key.ts"
import * as Migration from "../../src/domain/migration/migration.ts"
import * as Sessions from "../../src/domain/session/sessions.ts"
import { fold } from "../../src/domain/state-machine/decider.ts"
import type { TestContext } from "./test-context.ts"

export const forget = (ticket: string) => erasePerson({ agent: "Agent 7", person: ticket.slice(0, 36) })

export const dataKeys = ({ storage }: TestContext) =>
  storage.snapshot().rows.flatMap(({ aggregate, secret }) => (aggregate.startsWith("data-key/") ? [secret] : []))

/** Whatever stands in a snapshot under names that hold ciphertexts. */
export const ciphertexts = (value: unknown): ReadonlyArray<string> => {
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([name, part]) =>
    ["nir", "provisional", "sealed"].includes(name) && typeof part === "string" ? [part] : ciphertexts(part),
  )
}

const MACHINES = [Account.machine, DataKey.machine, Sessions.machine, Challenge.machine, Migration.machine]

/** The aggregates whose journal does not add up to their state. */
export const notFolding = ({ storage }: TestContext) =>
  storage.snapshot().rows.flatMap(({ aggregate, journal, state }) => {
    // biome-ignore lint/suspicious/noExplicitAny: a machine of any kind, fed with its own events.
    const machine: any = MACHINES.find(({ name }) => aggregate.startsWith(`${name}/`))
    if (machine === undefined) return []
    const events = journal.map(({ event }) => Schema.decodeUnknownSync(machine.Event)(event))
    const folded = Schema.encodeSync(machine.State)(fold(machine, events as never))
    return JSON.stringify(folded) === JSON.stringify(Schema.encodeSync(machine.State)(state as never))
      ? []
      : [aggregate]
  })

export const inAll = (context: TestContext) =>
  JSON.stringify(context.storage.snapshot(), (_, part) => (Redacted.isRedacted(part) ? Redacted.value(part) : part))
