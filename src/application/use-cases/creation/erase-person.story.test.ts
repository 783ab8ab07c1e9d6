import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { ciphertexts, dataKeys, forget, inAll, notFolding } from "../../../../test/stories/erase-person.ts"
import {
  ADA,
  enter,
  hashes,
  migrated,
  PASSWORD,
  story,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { Keys } from "../../../ports/keys.ts"
import { MonCompte } from "../../mon-compte.ts"
import { erasePerson } from "./erase-person.ts"

describe("a person is forgotten", () => {
  story("nothing sealed about them can be opened any more, in states, journal and messages", (context) =>
    Effect.gen(function* () {
      const keys = yield* Keys
      const ticket = yield* migrated(context)
      const person = ticket.slice(0, 36)
      const [dataKey] = dataKeys(context)
      if (dataKey === null || dataKey === undefined) throw new Error("There is a data key.")
      const sealed = ciphertexts(context.storage.snapshot())
      expect(sealed.length).toBeGreaterThan(5)
      expect(yield* keys.open(dataKey, person, sealed[0] ?? "")).toBe(ADA.nir.replaceAll(" ", "").slice(0, 13))
      expect(yield* forget(ticket)).toEqual({ _tag: "PersonErased", person })
      expect(dataKeys(context)).toEqual([null])
      expect(hashes(context)).toEqual([])
      expect(inAll(context)).not.toContain(Redacted.value(dataKey))
      // The key of somebody else, made since, opens none of it.
      const another = yield* keys.newDataKey(person)
      const left = ciphertexts(context.storage.snapshot())
      expect(left).toContain(sealed[0])
      const exits = yield* Effect.forEach(left, (one) => Effect.exit(keys.open(another, person, one)))
      expect(exits.every(Exit.hasDies)).toBe(true)
    }),
  )

  story("signing in answers as to anybody unknown, and sessions are over", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
      if (answer._tag !== "SignedIn") throw new Error(answer._tag)
      yield* forget(ticket)
      expect(yield* enter(PASSWORD)).toBe("Refused")
      expect(yield* tagOf(monCompte.whoAmI({ session: answer.session }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("TicketUnknown")
    }),
  )

  story("the journal is whole, and adds up to the tombstone", (context) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(context)
      yield* enter(PASSWORD)
      const before = context.storage.snapshot().rows
      yield* TestClock.adjust("1 minute")
      yield* forget(ticket)
      const after = context.storage.snapshot().rows
      for (const { aggregate, journal } of before) {
        const now = after.find((row) => row.aggregate === aggregate)?.journal ?? []
        expect(now.slice(0, journal.length)).toEqual(journal)
      }
      expect(notFolding(context)).toEqual([])
      const stateOf = (kind: string) => after.find(({ aggregate }) => aggregate.startsWith(kind))?.state
      expect(stateOf("account/")).toEqual({ _tag: "Closed", at: 60_000 })
      expect(stateOf("data-key/")).toEqual({ _tag: "Destroyed", at: 60_000 })
    }),
  )

  story(
    "whoever has that number begins anew, as somebody nobody knows, and stays so when it is said again",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* migrated(context)
        const asked = { agent: "Agent 7", person: ticket.slice(0, 36), commandId: "forget" }
        yield* erasePerson(asked)
        const again = yield* migrated(context)
        expect(again.slice(0, 36)).not.toBe(ticket.slice(0, 36))
        expect(yield* enter(PASSWORD)).toBe("SignedIn")
        const { length } = context.storage.snapshot().claims
        yield* erasePerson(asked)
        yield* forget(ticket)
        expect(yield* enter(PASSWORD)).toBe("SignedIn")
        expect(context.storage.snapshot().claims).toHaveLength(length)
        expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("Refused")
      }),
  )

  story("twice, or by two agents at once, is as good as once", (context) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(context)
      const both = Effect.all([tagOf(forget(ticket)), tagOf(forget(ticket))], { concurrency: 2 })
      const answers = yield* whileTimePasses(both)
      expect(answers).toEqual(["PersonErased", "PersonErased"])
      const { rows } = context.storage.snapshot()
      yield* forget(ticket)
      expect(context.storage.snapshot().rows).toEqual(rows)
    }),
  )
})

describe("nobody is forgotten by mistake", () => {
  story("an identifier, an unknown person and no person at all are refused", (context) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(context)
      const stranger = ticket.slice(0, 35) + (ticket[35] === "0" ? "1" : "0")
      for (const person of [ADA.nir, stranger, "", null, 7, {}, "a".repeat(10_000_000)]) {
        const asked = { agent: "Agent 7", person: person as string }
        expect(yield* tagOf(erasePerson(asked))).toBe("PersonUnknown")
      }
      expect(yield* tagOf(erasePerson({ agent: "", person: ticket.slice(0, 36) }))).toBe("AgentMissing")
      expect(yield* enter(PASSWORD)).toBe("SignedIn")
    }),
  )
})
