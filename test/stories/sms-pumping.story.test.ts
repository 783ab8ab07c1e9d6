import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import * as Metric from "effect/Metric"
import * as References from "effect/References"
import * as TestClock from "effect/testing/TestClock"
import { defaultPolicies, Policies } from "../../src/application/contract/policies.ts"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { type MessagePolicy, messagePolicies } from "../../src/domain/challenge/message-policy.ts"
import { ADA, atContact, BOB, migrated, PASSWORD, session, story, type TestContext, tagOf } from "./test-context.ts"

/** The nth mobile that ARCEP reserves for fiction. */
const mobile = (number: number) => `06 39 98 ${`${number}`.padStart(4, "0")}`

/** Runs an effect under the standard message policy with these changes, and one share. */
const withMessages = (changes: Partial<MessagePolicy>) => {
  const policies = { ...defaultPolicies, messages: { ...messagePolicies.standard, shares: 1, ...changes } }
  return <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.provideService(effect, Policies, policies)
}

const countedRows = ({ storage }: TestContext) =>
  storage
    .snapshot()
    .rows.filter(({ aggregate }) => /^(?:send-allowance|account-allowance|message-budget)\//u.test(aggregate))
    .map(({ aggregate, version }) => `${aggregate} ${version}`)

const rowsWritten = ({ storage }: TestContext) => storage.snapshot().rows.reduce((sum, { version }) => sum + version, 0)

const usedUpCount = Effect.map(Metric.snapshot, (metrics) =>
  metrics
    .filter(({ id }) => id === "mon_compte_message_budgets_used_up")
    .reduce((sum, { state }) => sum + ("count" in state ? Number(state.count) : 0), 0),
)

/** The share of unverified codes to a destination, as the metric shows it. */
const unverifiedOf = (destination: string) =>
  Effect.map(Metric.snapshot, (metrics) => {
    const found = metrics.find(
      ({ attributes, id }) => id === "mon_compte_codes_unverified_ratio" && attributes?.["destination"] === destination,
    )
    return found !== undefined && "value" in found.state ? Number(found.state.value) : undefined
  })

const requestedCount = Effect.map(Metric.snapshot, (metrics) =>
  metrics
    .filter(({ id }) => id === "mon_compte_codes")
    .reduce((sum, { state }) => sum + ("count" in state ? Number(state.count) : 0), 0),
)

describe("SMS pumping", () => {
  story("by one wizard to 300 mobiles in six seconds sends at most 20 messages", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      const answers: Array<string> = []
      for (let number = 0; number < 300; number += 1) {
        yield* TestClock.adjust("20 millis")
        answers.push(yield* tagOf(monCompte.sendCode({ ticket, contact: mobile(number) })))
        yield* deliverDue()
      }
      expect(context.mailbox.sent()).toHaveLength(20)
      expect(answers.filter((tag) => tag === "TooManyCodesRequested")).toHaveLength(280)
      const rows = countedRows(context).length
      yield* tagOf(monCompte.sendCode({ ticket, contact: mobile(300) }))
      expect(countedRows(context)).toHaveLength(rows)
      yield* TestClock.adjust("24 hours")
      const again = yield* atContact()
      expect(yield* tagOf(monCompte.sendCode({ ticket: again, contact: mobile(300) }))).toBe("CodePending")
    }),
  )

  story("by one signed-in session to 300 mobiles sends at most 20 messages in all, resends included", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const open = yield* session()
      const before = context.mailbox.sent().length
      const answers: Array<string> = []
      for (let number = 0; number < 15; number += 1) {
        answers.push(
          yield* tagOf(monCompte.changeContact({ session: open, current: PASSWORD, contact: mobile(number) })),
        )
        yield* deliverDue()
        yield* TestClock.adjust("61 seconds")
        answers.push(yield* tagOf(monCompte.resendContactCode({ session: open })))
        yield* deliverDue()
      }
      expect(answers.slice(-2)).toEqual(["TooManyCodesRequested", "TooManyCodesRequested"])
      expect(context.mailbox.sent().length - before).toBe(19)
    }),
  )

  story("to a remote destination stops for every account at the limit of the day, and for that destination alone", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const send = (ticket: string, contact: string) => tagOf(monCompte.sendCode({ ticket, contact }))
      const ada = yield* atContact(ADA)
      const bob = yield* atContact(BOB)
      expect(yield* send(ada, "+687 75 12 34")).toBe("CodePending")
      expect(yield* send(bob, "+689 87 12 34 56")).toBe("CodePending")
      expect(yield* send(ada, "+687 75 12 35")).toBe("SendingPaused")
      expect(yield* send(bob, "+681 82 12 34")).toBe("SendingPaused")
      expect(yield* send(ada, mobile(1))).toBe("CodePending")
    }).pipe(withMessages({ destinations: [{ name: "remote", prefixes: ["+681", "+687", "+689"], perDay: 2 }] })),
  )

  story(
    "trips the breaker of the hour once: one log line and one metric, and the next hour starts again",
    (context) => {
      const logged: Array<string> = []
      const logger = Logger.make(({ fiber, message }) => {
        const line = JSON.stringify([message, fiber.getRef(References.CurrentLogAnnotations)])
        if (line.includes("budget")) logged.push(line)
      })
      return Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const before = yield* usedUpCount
        const ticket = yield* atContact()
        for (let number = 0; number < 10; number += 1)
          yield* tagOf(monCompte.sendCode({ ticket, contact: mobile(number) }))
        yield* deliverDue()
        expect(context.mailbox.sent().length).toBeLessThanOrEqual(3)
        expect(yield* Effect.flip(monCompte.sendCode({ ticket, contact: mobile(11) }))).toMatchObject({
          _tag: "SendingPaused",
          limit: "Hour",
          waitSeconds: 3_600,
        })
        expect(logged).toHaveLength(1)
        expect(logged[0]).not.toMatch(/\d{4}/u)
        expect((yield* usedUpCount) - before).toBe(1)
        yield* TestClock.adjust("1 hour")
        const next = yield* atContact()
        expect(yield* tagOf(monCompte.sendCode({ ticket: next, contact: mobile(11) }))).toBe("CodePending")
      }).pipe(withMessages({ codesPerHour: 3 }), Effect.provide(Logger.layer([logger])))
    },
  )

  story(
    "does not make the breaker reveal an account: a recovery writes the same for known and unknown numbers",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* migrated(context, ADA, mobile(1))
        const bob = yield* atContact(BOB)
        yield* monCompte.sendCode({ ticket: bob, contact: mobile(2) })
        const recover = Effect.fnUntraced(function* (identifier: string) {
          const before = rowsWritten(context)
          const { _tag, codeLength } = yield* monCompte.startRecovery({ identifier })
          return { _tag, codeLength, written: rowsWritten(context) - before }
        })
        const sent = context.mailbox.sent().length
        const known = yield* recover(ADA.nir)
        expect(yield* recover("1 85 05 78 006 085")).toEqual(known)
        yield* deliverDue()
        // Only Bob's code, which was due before.
        expect(context.mailbox.sent().length - sent).toBe(1)
      }).pipe(withMessages({ destinations: [{ name: "mainland", prefixes: ["+33"], perDay: 2 }] })),
  )

  story(
    "shows in the share of codes that are never entered, and a policy that records it refuses nothing",
    (context) => {
      const logged: Array<string> = []
      const logger = Logger.make(({ fiber, message }) => {
        const line = JSON.stringify([message, fiber.getRef(References.CurrentLogAnnotations)])
        if (line.includes("Codes of an hour")) logged.push(line)
      })
      return Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const bob = yield* atContact(BOB)
        for (let number = 0; number < 9; number += 1)
          yield* monCompte.sendCode({ ticket: bob, contact: mobile(number) })
        yield* deliverDue()
        yield* migrated(context, ADA, mobile(9))
        expect(yield* unverifiedOf("mainland")).toBeCloseTo(0.9)
        expect(logged).toEqual([])
        yield* TestClock.adjust("1 hour")
        const again = yield* atContact(BOB)
        yield* monCompte.sendCode({ ticket: again, contact: mobile(9) })
        expect(logged).toHaveLength(1)
        expect(logged[0]).toContain('"requested":10,"verified":1,"unverifiedRatio":0.9')
        expect(logged[0]).not.toContain("98")
      }).pipe(withMessages({ recordsVerified: true }), Effect.provide(Logger.layer([logger])))
    },
  )

  story("leaves no trace of destinations by default", (context) =>
    Effect.gen(function* () {
      const before = yield* requestedCount
      yield* migrated(context, ADA, mobile(9))
      expect(yield* requestedCount).toBe(before)
    }),
  )
})
