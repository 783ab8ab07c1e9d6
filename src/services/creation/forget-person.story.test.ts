import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import * as Account from "../../account/account.ts"
import * as DataKey from "../../account/data-key.ts"
import * as Sessions from "../../account/sessions.ts"
import * as Challenge from "../../challenge/challenge.ts"
import { fold } from "../../machine/decider.ts"
import * as Migration from "../../migration/migration.ts"
import { Keys } from "../../ports/keys.ts"
import { deliverDue } from "../delivery/deliver.ts"
import { MonCompte } from "../mon-compte.ts"
import {
  ADA,
  atCode,
  atContact,
  close,
  codes,
  hashes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  signedIn,
  started,
  story,
  tagOf,
  type World,
  whileTimePasses,
} from "../world.model.ts"
import { forgetPerson } from "./forget-person.ts"

const forget = (ticket: string) => forgetPerson({ agent: "Agent 7", person: ticket.slice(0, 36) })

const signIn = (password: string) =>
  Effect.flatMap(MonCompte, (monCompte) => tagOf(monCompte.signIn({ identifier: ADA.nir, password })))

const dataKeys = ({ storage }: World) =>
  storage.snapshot().rows.flatMap(({ aggregate, secret }) => (aggregate.startsWith("data-key/") ? [secret] : []))

/** Whatever stands in a snapshot under names that hold ciphertexts. */
const ciphertexts = (value: unknown): ReadonlyArray<string> => {
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([name, part]) =>
    ["nir", "provisional", "sealed"].includes(name) && typeof part === "string" ? [part] : ciphertexts(part),
  )
}

const MACHINES = [Account.machine, DataKey.machine, Sessions.machine, Challenge.machine, Migration.machine]

/** The aggregates whose journal does not add up to their state. */
const notFolding = ({ storage }: World) =>
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

const inAll = (w: World) =>
  JSON.stringify(w.storage.snapshot(), (_, part) => (Redacted.isRedacted(part) ? Redacted.value(part) : part))

describe("a person is forgotten", () => {
  story("nothing sealed about them can be opened any more, in states, journal and messages", (w) =>
    Effect.gen(function* () {
      const keys = yield* Keys
      const ticket = yield* migrated(w)
      const person = ticket.slice(0, 36)
      const [dataKey] = dataKeys(w)
      if (dataKey === null || dataKey === undefined) throw new Error("There is a data key.")
      const sealed = ciphertexts(w.storage.snapshot())
      expect(sealed.length).toBeGreaterThan(5)
      expect(yield* keys.open(dataKey, person, sealed[0] ?? "")).toBe(ADA.nir.replaceAll(" ", "").slice(0, 13))
      expect(yield* forget(ticket)).toEqual({ _tag: "PersonForgotten", person })
      expect(dataKeys(w)).toEqual([null])
      expect(hashes(w)).toEqual([])
      expect(inAll(w)).not.toContain(Redacted.value(dataKey))
      // The key of somebody else, made since, opens none of it.
      const another = yield* keys.newDataKey(person)
      const left = ciphertexts(w.storage.snapshot())
      expect(left).toContain(sealed[0])
      const exits = yield* Effect.forEach(left, (one) => Effect.exit(keys.open(another, person, one)))
      expect(exits.every(Exit.hasDies)).toBe(true)
    }),
  )

  story("signing in answers as to anybody unknown, and sessions are over", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(w)
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
      if (answer._tag !== "SignedIn") throw new Error(answer._tag)
      yield* forget(ticket)
      expect(yield* signIn(PASSWORD)).toBe("Refused")
      expect(yield* tagOf(monCompte.whoAmI({ session: answer.session }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.progress({ ticket }))).toBe("TicketUnknown")
    }),
  )

  story("the journal is whole, and adds up to the tombstone", (w) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(w)
      yield* signIn(PASSWORD)
      const before = w.storage.snapshot().rows
      yield* TestClock.adjust("1 minute")
      yield* forget(ticket)
      const after = w.storage.snapshot().rows
      for (const { aggregate, journal } of before) {
        const now = after.find((row) => row.aggregate === aggregate)?.journal ?? []
        expect(now.slice(0, journal.length)).toEqual(journal)
      }
      expect(notFolding(w)).toEqual([])
      const stateOf = (kind: string) => after.find(({ aggregate }) => aggregate.startsWith(kind))?.state
      expect(stateOf("account/")).toEqual({ _tag: "Closed", at: 60_000 })
      expect(stateOf("data-key/")).toEqual({ _tag: "Destroyed", at: 60_000 })
    }),
  )

  story("whoever has that number begins anew, as somebody nobody knows, and stays so when it is said again", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(w)
      const asked = { agent: "Agent 7", person: ticket.slice(0, 36), commandId: "forget" }
      yield* forgetPerson(asked)
      const again = yield* migrated(w)
      expect(again.slice(0, 36)).not.toBe(ticket.slice(0, 36))
      expect(yield* signIn(PASSWORD)).toBe("SignedIn")
      const { length } = w.storage.snapshot().claims
      yield* forgetPerson(asked)
      yield* forget(ticket)
      expect(yield* signIn(PASSWORD)).toBe("SignedIn")
      expect(w.storage.snapshot().claims).toHaveLength(length)
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("Refused")
    }),
  )

  story("twice, or by two agents at once, is as good as once", (w) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(w)
      const both = Effect.all([tagOf(forget(ticket)), tagOf(forget(ticket))], { concurrency: 2 })
      const answers = yield* whileTimePasses(both)
      expect(answers).toEqual(["PersonForgotten", "PersonForgotten"])
      const { rows } = w.storage.snapshot()
      yield* forget(ticket)
      expect(w.storage.snapshot().rows).toEqual(rows)
    }),
  )
})

describe("whatever the account had come to", () => {
  story("a wizard under way: what was typed goes, and its code is not sent", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      expect(hashes(w)).toHaveLength(1)
      yield* forget(ticket)
      expect(hashes(w)).toEqual([])
      yield* deliverDue()
      expect(codes(w)).toEqual([])
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: "000000" }))).toBe("TicketUnknown")
      yield* TestClock.adjust("1 hour")
      yield* deliverDue()
      expect(w.storage.snapshot().outbox).toEqual([])
      expect(notFolding(w)).toEqual([])
    }),
  )

  story("a code that was read: it is worth nothing", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(w)
      yield* forget(ticket)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("TicketUnknown")
    }),
  )

  story("another contact asked for: no challenge stays open, and the code is not sent", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(w)
      const sent = codes(w).length
      yield* monCompte.changeContact({ session: open, current: PASSWORD, contact: "other@example.org" })
      yield* forget(open)
      const challenges = w.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("challenge/"))
      expect(challenges.map(({ state }) => state?._tag).sort()).toEqual(["Cancelled", "Proved"])
      yield* deliverDue()
      expect(codes(w)).toHaveLength(sent)
      expect(w.storage.snapshot().outbox.map(({ message }) => message.body._tag)).toEqual(["DraftEnds"])
    }),
  )

  story("just recognised, or closed long ago: the number is free", (w) =>
    Effect.gen(function* () {
      const { ticket } = yield* started()
      yield* close(w, ticket)
      expect(yield* signIn(ADA.legacy)).toBe("Refused")
      yield* forget(ticket)
      expect(w.storage.snapshot().claims).toEqual([])
      expect(yield* signIn(ADA.legacy)).toBe("MigrationRequired")
    }),
  )

  story("found under keys of the ring old and new: it is found under none", (w) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(w)
      w.keys.rotate()
      yield* signIn(PASSWORD)
      expect(w.storage.snapshot().claims).toHaveLength(2)
      yield* forget(ticket)
      expect(w.storage.snapshot().claims).toEqual([])
    }),
  )

  story("a recovery under way: nothing kept of it can be read, and whoever has the number next may recover", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const keys = yield* Keys
      const person = yield* migrated(w)
      const { ticket } = yield* monCompte.recover({ identifier: ADA.nir })
      const code = yield* latestCode(w)
      w.keys.rotate()
      yield* monCompte.recover({ identifier: ADA.nir })
      const kept = () => w.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("recovery/"))
      const ids = kept().map(({ aggregate }) => aggregate.slice("recovery/".length))
      expect(ids).toHaveLength(2)
      yield* forget(person)
      const { rows } = yield* w.storage.service.load(ids.map((id) => `data-key/${id}` as const))
      for (const [index, { journal }] of kept().entries()) {
        const sealed = journal.flatMap(({ event }) => ("identifier" in event ? [String(event["identifier"])] : []))
        const secret = rows[index]?.secret
        if (secret === null || secret === undefined) throw new Error("There is a data key.")
        expect(sealed).toHaveLength(1)
        expect(Exit.hasDies(yield* Effect.exit(keys.open(secret, ids[index] ?? "", sealed[0] ?? "")))).toBe(true)
      }
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("NotAllowed")
      yield* migrated(w)
      expect((yield* monCompte.recover({ identifier: ADA.nir }))._tag).toBe("CodeSentIfKnown")
    }),
  )

  story("the messages of others to the same address go out", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(w)
      yield* forget(ticket)
      const other = yield* atContact()
      yield* monCompte.sendCode({ ticket: other, contact: MAIL })
      expect(yield* latestCode(w)).toMatch(/^\d{6}$/)
    }),
  )
})

describe("nobody is forgotten by mistake", () => {
  story("an identifier, an unknown person and no person at all are refused", (w) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(w)
      const stranger = ticket.slice(0, 35) + (ticket[35] === "0" ? "1" : "0")
      for (const person of [ADA.nir, stranger, "", null, 7, {}, "a".repeat(10_000_000)]) {
        const asked = { agent: "Agent 7", person: person as string }
        expect(yield* tagOf(forgetPerson(asked))).toBe("PersonUnknown")
      }
      expect(yield* tagOf(forgetPerson({ agent: "", person: ticket.slice(0, 36) }))).toBe("AgentMissing")
      expect(yield* signIn(PASSWORD)).toBe("SignedIn")
    }),
  )
})
