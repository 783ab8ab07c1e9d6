import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { announcedTo, couple, delegated, FILE, NOON } from "../../../../test/stories/family.ts"
import { TUTELLE } from "../../../../test/stories/guardians.ts"
import { story, type TestContext } from "../../../../test/stories/test-context.ts"
import { longTextOf } from "../../../messages/notices/long.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const BOTH = ["ada@example.org", "bruno@example.org"]

/** Delivers what is due at this moment, and answers who was reminded. */
const remindedAt = Effect.fnUntraced(function* (context: TestContext, time: string, about = "DelegationEnding") {
  yield* TestClock.setTime(Date.parse(time))
  // An end that is recorded orders its own announcements.
  yield* deliverDue()
  yield* deliverDue()
  return announcedTo(context, about)
})

describe("an authorisation with a last day", () => {
  story("is announced to end to both, once, fifteen days before, in the morning", (context) =>
    Effect.gen(function* () {
      yield* delegated(context, "2027-01-31")
      // 31 January is over at midnight in Paris: fifteen days before, at ten.
      expect(yield* remindedAt(context, "2027-01-17T08:59:59Z")).toEqual([])
      expect(yield* remindedAt(context, "2027-01-17T09:00:00Z")).toEqual(BOTH)
      const [notice] = context.mailbox.announced().filter(({ about }) => about === "DelegationEnding")
      if (notice === undefined) return expect.unreachable()
      const { paragraphs, subject } = longTextOf(notice, "Caf")
      expect(subject).toContain("votre autorisation de gestion se termine bientôt")
      expect(paragraphs.join(" ")).toContain("Dans votre espace, vous voyez son dernier jour.")
      // Never twice, also by another worker after a restart.
      expect(yield* remindedAt(context, "2027-01-31T12:00:00Z")).toEqual(BOTH)
      yield* remindedAt(context, "2027-02-01T12:00:00Z")
      expect(announcedTo(context, "DelegationEnded")).toEqual(BOTH)
      expect(announcedTo(context, "DelegationEnding")).toEqual(BOTH)
    }),
  )

  story("is announced to end after an outage of the delivery too, until its last day is over", (context) =>
    Effect.gen(function* () {
      yield* delegated(context, "2027-01-31")
      expect(yield* remindedAt(context, "2027-01-30T12:00:00Z")).toEqual(BOTH)
    }),
  )

  story("whose last day is over is announced to have ended, and no longer to end", (context) =>
    Effect.gen(function* () {
      yield* delegated(context, "2027-01-31")
      expect(yield* remindedAt(context, "2027-02-01T12:00:00Z")).toEqual([])
      expect(announcedTo(context, "DelegationEnded")).toEqual(BOTH)
    }),
  )

  story("that was cancelled, or given again in other terms, is not announced to end", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* delegated(context, "2027-01-31")
      yield* monCompte.revokeDelegation(adas)
      yield* monCompte.grantDelegation({ ...adas, lastDay: "2027-06-30" })
      expect(yield* remindedAt(context, "2027-02-02T12:00:00Z")).toEqual([])
      expect(yield* remindedAt(context, "2027-06-16T09:00:00Z")).toEqual(BOTH)
    }),
  )

  story("that ends within the fifteen days, or has no last day, is not announced to end", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* delegated(context, "2026-12-01")
      expect(yield* remindedAt(context, "2026-11-30T12:00:00Z")).toEqual([])
      yield* TestClock.setTime(NOON)
      yield* monCompte.revokeDelegation(adas)
      yield* monCompte.grantDelegation(adas)
      expect(yield* remindedAt(context, "2028-01-01T12:00:00Z")).toEqual([])
    }),
  )

  story("is not announced to end after a separation, when it has ended already", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* delegated(context, "2027-01-31")
      yield* agency.declareSeparation({ agent: "agent-7", file: FILE, person: ids.ada, fact: "2026-11-01" })
      expect(yield* remindedAt(context, "2027-02-02T12:00:00Z")).toEqual([])
    }),
  )
})

describe("a mandate with a last day", () => {
  story("is announced to end to both persons six months before, and again if the court extends it", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* couple(context)
      const mandate = { ...TUTELLE, agent: "agent-7", person: ids.ada, mandatary: ids.bruno, lastDay: "2027-11-23" }
      yield* agency.recordMandate(mandate)
      expect(yield* remindedAt(context, "2027-05-28T06:00:00Z", "MandateEnding")).toEqual([])
      expect(yield* remindedAt(context, "2027-05-28T12:00:00Z", "MandateEnding")).toEqual(["ada@example.org"])
      expect(announcedTo(context, "HeldMandateEnding")).toEqual(["bruno@example.org"])
      yield* agency.changeMandate({ agent: "agent-7", person: ids.ada, number: 1, lastDay: "2029-11-23" })
      expect(yield* remindedAt(context, "2028-01-01T12:00:00Z", "MandateEnding")).toHaveLength(1)
      expect(yield* remindedAt(context, "2029-06-30T12:00:00Z", "MandateEnding")).toHaveLength(2)
    }),
  )
})
