import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT, couple } from "../../../test/stories/family.ts"
import { ADA, migrated, PASSWORD, session, story, type TestContext } from "../../../test/stories/test-context.ts"
import { Agency } from "../agency.ts"
import { MonCompte } from "../mon-compte.ts"
import { deliverDue } from "./deliver-due.ts"

const deliverAll: Effect.Effect<void, unknown, Effect.Services<ReturnType<typeof deliverDue>>> = Effect.flatMap(
  deliverDue(),
  (delivered) => (delivered > 0 ? deliverAll : Effect.void),
)

/** How many announcements of one kind the carrier was asked to send. */
const countOf = ({ mailbox }: TestContext, kind: string) =>
  mailbox.announced().filter(({ about }) => about === kind).length

/** Changes the password several times, each in a new session, with a minute after each. */
const changePasswords = Effect.fnUntraced(function* (times: number, first: string = PASSWORD) {
  const monCompte = yield* MonCompte
  let current = first
  for (let time = 0; time < times; time += 1) {
    const password = `${first}x${time}`
    yield* monCompte.changePassword({
      session: yield* session(ADA, current),
      current,
      password,
      confirmation: password,
    })
    yield* deliverAll
    yield* TestClock.adjust("1 minute")
    current = password
  }
  return current
})

describe("a flood of announcements", () => {
  story("caused by ten changes of the password within the hour is one message", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      yield* changePasswords(10)
      expect(countOf(context, "PasswordChanged")).toBe(1)
      expect(
        context.storage.snapshot().outbox.filter(({ message }) => message.body._tag === "SendAnnouncement"),
      ).toEqual([])
    }),
  )

  story("does not suppress the announcement of the next hour", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      const current = yield* changePasswords(2)
      yield* TestClock.adjust("58 minutes")
      yield* changePasswords(1, current)
      expect(countOf(context, "PasswordChanged")).toBe(2)
    }),
  )

  story("of six compromises in a day delays the sixth to the next day, and loses no message", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const ticket = yield* migrated(context)
      for (let time = 0; time < 6; time += 1) {
        yield* agency.declareCompromised({ agent: AGENT, person: ticket.slice(0, 36) })
        yield* deliverAll
        yield* TestClock.adjust("1 hour")
      }
      expect(countOf(context, "MustChangePassword")).toBe(5)
      yield* TestClock.adjust("17 hours")
      yield* deliverAll
      expect(countOf(context, "MustChangePassword")).toBe(5)
      yield* TestClock.adjust("1 hour")
      yield* TestClock.adjust("1 second")
      yield* deliverAll
      expect(countOf(context, "MustChangePassword")).toBe(6)
    }),
  )

  story("ends with a true one: an authorisation given again after its end is announced again", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* couple(context)
      yield* deliverAll
      for (const verb of ["grantDelegation", "revokeDelegation", "grantDelegation"] as const) {
        yield* monCompte[verb](adas)
        yield* deliverAll
        yield* TestClock.adjust("1 minute")
      }
      const kinds = context.mailbox.announced().map(({ about }) => about)
      expect(kinds.filter((about) => about.startsWith("Delegation")).at(-1)).toBe("DelegationGranted")
    }),
  )
})

describe("an announcement that is counted", () => {
  story("is sent although the worker crashed between its count and the carrier", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      context.mailbox.setFault("Down")
      yield* changePasswords(1)
      expect(countOf(context, "PasswordChanged")).toBe(0)
      context.mailbox.setFault(null)
      yield* TestClock.adjust("20 minutes")
      yield* deliverAll
      expect(countOf(context, "PasswordChanged")).toBe(1)
    }),
  )
})
