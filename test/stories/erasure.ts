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

/** Erases the person of a ticket or of a session. */
export const erase = (ticket: string) => erasePerson({ agent: "Agent 7", person: ticket.slice(0, 36) })

/** The wrapped data keys in storage: `null` for one that was destroyed. */
export const dataKeys = ({ storage }: TestContext) =>
  storage.snapshot().rows.flatMap(({ aggregate, secret }) => (aggregate.startsWith("data-key/") ? [secret] : []))

/** All values in a snapshot under names of ciphertexts. */
export const ciphertexts = (value: unknown): ReadonlyArray<string> => {
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([name, part]) =>
    ["nir", "provisional", "sealed"].includes(name) && typeof part === "string" ? [part] : ciphertexts(part),
  )
}

const DECIDERS = [Account.machine, DataKey.machine, Sessions.register, Challenge.machine, Migration.machine]

/** The aggregates whose journal does not give their state. */
export const inconsistentJournals = ({ storage }: TestContext) =>
  storage.snapshot().rows.flatMap(({ aggregate, journal, state }) => {
    // biome-ignore lint/suspicious/noExplicitAny: a decider of any kind, with its own events.
    const decider: any = DECIDERS.find(({ name }) => aggregate.startsWith(`${name}/`))
    if (decider === undefined) return []
    const events = journal.map(({ event }) => Schema.decodeUnknownSync(decider.Event)(event))
    const folded = Schema.encodeSync(decider.State)(fold(decider, events as never))
    return JSON.stringify(folded) === JSON.stringify(Schema.encodeSync(decider.State)(state as never))
      ? []
      : [aggregate]
  })

/** Everything in storage as text, also the secrets. */
export const allStored = (context: TestContext) =>
  JSON.stringify(context.storage.snapshot(), (_, part) => (Redacted.isRedacted(part) ? Redacted.value(part) : part))
