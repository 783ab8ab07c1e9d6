import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import * as TestClock from "effect/testing/TestClock"
import { MAIL, story, type TestContext } from "../../../test/stories/test-context.ts"
import { Email } from "../../domain/contact/contact.ts"
import { orderAnnouncement } from "../outbox/orders.ts"
import { getOrCreateDataKey, readDataKey } from "../secrets/data-key.ts"
import { contactIndexes, sealContact } from "../secrets/sealed-contact.ts"
import { toChange } from "../unit-of-work/aggregate.ts"
import { deliverDue } from "./deliver-due.ts"

/** Puts one announcement into the outbox. */
const enqueueAnnouncement = Effect.fnUntraced(function* (
  { storage: { service } }: TestContext,
  language: "fr" | "en" = "en",
) {
  const email = Email.restore(MAIL)
  const dataKey = yield* getOrCreateDataKey(yield* readDataKey("a", undefined), 0)
  const contact = yield* sealContact(dataKey, email, yield* contactIndexes(email), language)
  const announcement = { account: "a", contact, about: "PasswordChanged", at: 0 } as const
  yield* service.commit({
    commandId: "c",
    at: 0,
    changes: [toChange(dataKey)],
    guards: [],
    claims: [],
    messages: [orderAnnouncement({ id: "c.1", ...announcement })],
    answer: { _tag: "Done" },
  })
})

const undeliverableCount = Effect.map(
  Metric.snapshot,
  (metrics) =>
    metrics.find(
      ({ attributes, id }) =>
        id === "mon_compte_outbox_messages" &&
        attributes?.["state"] === "undeliverable" &&
        attributes["kind"] === "SendAnnouncement",
    )?.state,
)

/** The count of a counter; 0 where it was never updated. Metrics are shared by all stories of a process. */
const countIn = (state: unknown): number =>
  typeof state === "object" && state !== null && "count" in state ? Number(state.count) : 0

describe("an announcement", () => {
  story("is sent to its contact, in the language of that contact", (context) =>
    Effect.gen(function* () {
      yield* enqueueAnnouncement(context)
      yield* deliverDue()
      expect(context.mailbox.announced()).toMatchObject([
        { id: "c.1", language: "en", about: "PasswordChanged", at: 0, to: { _tag: "Email" } },
      ])
      expect(context.mailbox.announced()[0]?.to.reveal()).toBe(MAIL)
      expect(context.mailbox.sent()).toEqual([])
      expect(context.storage.snapshot().outbox).toEqual([])
    }),
  )

  story("is retried for three days, and is then given up", (context) =>
    Effect.gen(function* () {
      const before = yield* undeliverableCount
      yield* enqueueAnnouncement(context)
      context.mailbox.setFault("Down")
      for (let hour = 0; hour < 72; hour += 1) {
        yield* deliverDue()
        yield* TestClock.adjust("1 hour")
      }
      expect(context.storage.snapshot().outbox).toHaveLength(1)
      context.mailbox.setFault(null)
      yield* deliverDue()
      expect(context.mailbox.announced()).toEqual([])
      expect(context.storage.snapshot().outbox).toEqual([])
      expect(countIn(yield* undeliverableCount) - countIn(before)).toBe(1)
    }),
  )

  story("arrives in its last hour when the carrier is available again", (context) =>
    Effect.gen(function* () {
      yield* enqueueAnnouncement(context)
      context.mailbox.setFault("Down")
      yield* deliverDue()
      yield* TestClock.adjust("71 hours")
      context.mailbox.setFault(null)
      yield* deliverDue()
      expect(context.mailbox.announced()).toHaveLength(1)
    }),
  )

  story("to an undeliverable contact is given up at once, and counted", (context) =>
    Effect.gen(function* () {
      const before = yield* undeliverableCount
      yield* enqueueAnnouncement(context)
      context.mailbox.setFault("Undeliverable")
      yield* deliverDue()
      expect(context.storage.snapshot().outbox).toEqual([])
      expect(yield* undeliverableCount).not.toEqual(before)
    }),
  )
})
