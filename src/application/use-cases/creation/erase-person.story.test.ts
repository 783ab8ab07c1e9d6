import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { allStored, ciphertexts, dataKeys, erase, inconsistentJournals } from "../../../../test/stories/erasure.ts"
import {
  ADA,
  hashes,
  migrated,
  PASSWORD,
  signInTag,
  story,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { Keys } from "../../../ports/keys.ts"
import { MonCompte } from "../../mon-compte.ts"
import { erasePerson } from "./erase-person.ts"

describe("erasing a person", () => {
  story("makes everything sealed about them unreadable, in states, journal and messages", (context) =>
    Effect.gen(function* () {
      const keys = yield* Keys
      const ticket = yield* migrated(context)
      const person = ticket.slice(0, 36)
      const [dataKey] = dataKeys(context)
      if (dataKey === null || dataKey === undefined) throw new Error("There is a data key.")
      const sealed = ciphertexts(context.storage.snapshot())
      expect(sealed.length).toBeGreaterThan(5)
      expect(yield* keys.open(dataKey, person, sealed[0] ?? "", "nir")).toBe(ADA.nir.replaceAll(" ", "").slice(0, 13))
      expect(yield* erase(ticket)).toEqual({ _tag: "PersonErased", person })
      expect(dataKeys(context)).toEqual([null])
      expect(hashes(context)).toEqual([])
      expect(allStored(context)).not.toContain(Redacted.value(dataKey))
      // A new data key for the same person opens none of it.
      const another = yield* keys.newDataKey(person)
      const left = ciphertexts(context.storage.snapshot())
      expect(left).toContain(sealed[0])
      const exits = yield* Effect.forEach(left, (ciphertext) =>
        Effect.exit(keys.open(another, person, ciphertext, "nir")),
      )
      expect(exits.every(Exit.hasDies)).toBe(true)
    }),
  )

  story("ends their sessions, and sign-in answers as for an unknown identifier", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
      if (answer._tag !== "SignedIn") throw new Error(answer._tag)
      yield* erase(ticket)
      expect(yield* signInTag(PASSWORD)).toBe("Refused")
      expect(yield* tagOf(monCompte.whoAmI({ session: answer.session }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("TicketUnknown")
    }),
  )

  story("keeps the journal complete and consistent with the final states", (context) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(context)
      yield* signInTag(PASSWORD)
      const before = context.storage.snapshot().rows
      yield* TestClock.adjust("1 minute")
      yield* erase(ticket)
      const after = context.storage.snapshot().rows
      for (const { aggregate, journal } of before) {
        const complete = after.find((row) => row.aggregate === aggregate)?.journal ?? []
        expect(complete.slice(0, journal.length)).toEqual(journal)
      }
      expect(inconsistentJournals(context)).toEqual([])
      const stateOf = (kind: string) => after.find(({ aggregate }) => aggregate.startsWith(kind))?.state
      expect(stateOf("account/")).toEqual({ _tag: "Closed", at: 60_000 })
      expect(stateOf("data-key/")).toEqual({ _tag: "Destroyed", at: 60_000 })
    }),
  )

  story(
    "lets them register again with the same NIR as a new person, whom a repeated erasure does not affect",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* migrated(context)
        const request = { agent: "Agent 7", person: ticket.slice(0, 36), commandId: "erase" }
        yield* erasePerson(request)
        const again = yield* migrated(context)
        expect(again.slice(0, 36)).not.toBe(ticket.slice(0, 36))
        expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
        const { length } = context.storage.snapshot().claims
        yield* erasePerson(request)
        yield* erase(ticket)
        expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
        expect(context.storage.snapshot().claims).toHaveLength(length)
        expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("Refused")
      }),
  )

  story("twice, also at the same time, has the same result as once", (context) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(context)
      const both = Effect.all([tagOf(erase(ticket)), tagOf(erase(ticket))], { concurrency: 2 })
      const answers = yield* whileTimePasses(both)
      expect(answers).toEqual(["PersonErased", "PersonErased"])
      const { rows } = context.storage.snapshot()
      yield* erase(ticket)
      expect(context.storage.snapshot().rows).toEqual(rows)
    }),
  )
})

describe("erasing a person by mistake", () => {
  story("is refused for an identifier, an unknown person and a value that is not a person", (context) =>
    Effect.gen(function* () {
      const ticket = yield* migrated(context)
      const stranger = ticket.slice(0, 35) + (ticket[35] === "0" ? "1" : "0")
      for (const person of [ADA.nir, stranger, "", null, 7, {}, "a".repeat(10_000_000)]) {
        const request = { agent: "Agent 7", person: person as string }
        expect(yield* tagOf(erasePerson(request))).toBe("PersonUnknown")
      }
      expect(yield* tagOf(erasePerson({ agent: "", person: ticket.slice(0, 36) }))).toBe("AgentMissing")
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
    }),
  )
})
