import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import { TestClock } from "effect/testing"
import { announcementsTo, enqueue } from "../../../test/stories/outbox-messages.ts"
import { atCode, codes, PASSWORD, signedIn, story, tagOf } from "../../../test/stories/test-context.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { Notifier } from "../../ports/notifier.ts"
import { Storage } from "../../ports/storage.ts"
import { Agency } from "../agency.ts"
import { deliveryPolicies } from "../contract/delivery-policy.ts"
import { MonCompte } from "../mon-compte.ts"
import { readDataKey } from "../secrets/data-key.ts"
import { execute, toChange, withSecret } from "../unit-of-work/aggregate.ts"
import { deliverDue } from "./deliver-due.ts"

/** About the time of a round trip. */
const shortPause = Effect.promise(() => new Promise<void>((resolve) => setTimeout(resolve, 5)))

describe("delivery", () => {
  story("retries with the same code and the same id while the carrier is down", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      context.mailbox.setFault("AnswerLost")
      yield* deliverDue()
      context.mailbox.setFault("Down")
      for (let minute = 0; minute < 5; minute += 1) {
        yield* TestClock.adjust("1 minute")
        yield* deliverDue()
      }
      context.mailbox.setFault(null)
      yield* TestClock.adjust("1 minute")
      yield* deliverDue()
      const sent = context.mailbox.sent()
      expect(sent).toHaveLength(2)
      expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
      expect(new Set(sent.map(({ code }) => Redacted.value(code))).size).toBe(1)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: codes(context)[0] ?? "" }))).toBe("Completed")
    }),
  )

  story("gives up when the code has expired, reports it as undeliverable, and never sends it later", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      context.mailbox.setFault("Down")
      for (let minute = 0; minute < 12; minute += 1) {
        yield* deliverDue()
        yield* TestClock.adjust("1 minute")
      }
      expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({ _tag: "CodePending", undeliverable: true })
      context.mailbox.setFault(null)
      yield* TestClock.adjust("2 hours")
      yield* deliverDue()
      expect(codes(context)).toEqual([])
    }),
  )

  story("gives up at the moment when the code expires", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      context.mailbox.setFault("Down")
      for (const pause of ["9 minutes", "59999 millis", "1 millis"] as const) {
        yield* deliverDue()
        expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({ undeliverable: false })
        yield* TestClock.adjust(pause)
      }
      context.mailbox.setFault(null)
      expect(yield* deliverDue()).toBe(1)
      expect(codes(context)).toEqual([])
      expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({ undeliverable: true })
    }),
  )

  story("sends nothing to a person who was erased", (context) =>
    Effect.gen(function* () {
      const { service } = context.storage
      const ticket = yield* atCode()
      const account = ticket.slice(0, 36)
      yield* enqueue(context, yield* announcementsTo(context, 1))
      for (const person of [account, "000"]) {
        const id = DataKey.stream.id(person)
        const { rows } = yield* service.load([id])
        const dataKey = yield* readDataKey(person, rows[0])
        const destroyed = yield* Effect.fromResult(execute(dataKey, { _tag: "Destroy", at: 0 }))
        const changes = [toChange(withSecret(destroyed, null))] as const
        const rest = { guards: [], claims: [], messages: [], answer: { _tag: "Done" } }
        yield* service.commit({ commandId: `erase ${person}`, at: 0, changes, ...rest })
      }
      expect(yield* deliverDue()).toBe(2)
      expect([...codes(context), ...context.mailbox.announced()]).toEqual([])
      yield* TestClock.adjust("10 minutes")
      expect(yield* deliverDue()).toBe(0)
    }),
  )

  story(
    "sends no code to a new contact of an account that was closed meanwhile, and announces the closing",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const agency = yield* Agency
        const session = yield* signedIn(context)
        const before = codes(context).length
        yield* monCompte.changeContact({ session, current: PASSWORD, contact: "new@example.org" })
        yield* agency.closeAccount({ agent: "a1", person: session.slice(0, 36) })
        yield* deliverDue()
        expect(codes(context)).toHaveLength(before)
        expect(context.mailbox.announced().map(({ about }) => about)).toEqual(["AccountClosed"])
      }),
  )

  story("does not send a code that was superseded meanwhile", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      yield* TestClock.adjust("1 minute")
      yield* monCompte.resendCode({ ticket })
      yield* deliverDue()
      expect(context.mailbox.sent().map(({ number }) => number)).toEqual([2])
    }),
  )

  story("sends a message after the lease of another worker has expired", (context) =>
    Effect.gen(function* () {
      yield* atCode()
      const { service } = context.storage
      const [leased] = yield* service.lease({ limit: 1, lasts: 30_000 })
      expect(leased?.attempt).toBe(1)
      yield* deliverDue()
      expect(codes(context)).toEqual([])
      yield* TestClock.adjust("30 seconds")
      yield* deliverDue()
      expect(codes(context)).toHaveLength(1)
    }),
  )

  story("sends the other messages of a batch when one cannot be acknowledged", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, yield* announcementsTo(context, 15))
      const { service } = context.storage
      const failing = Storage.of({
        ...service,
        acknowledge: (...ids) =>
          ids.includes("002")
            ? Effect.die(new Error("This message cannot be acknowledged."))
            : service.acknowledge(...ids),
      })
      expect(yield* Effect.provideService(deliverDue(), Storage, failing)).toBe(15)
      const sent = () => context.mailbox.announced().map(({ id }) => id)
      expect(new Set(sent()).size).toBe(15)
      yield* TestClock.adjust("30 seconds")
      yield* deliverDue()
      expect(sent().filter((id) => id === "002")).toHaveLength(2)
      yield* TestClock.adjust("30 seconds")
      expect(yield* deliverDue()).toBe(0)
    }),
  )

  story("counts a carrier that never answers as down, and sends the other messages of the batch", (context) =>
    Effect.gen(function* () {
      yield* enqueue(context, yield* announcementsTo(context, 12))
      const { service } = context.mailbox
      let calls = 0
      const silent = Notifier.of({
        ...service,
        send: (notice) => Effect.suspend(() => (++calls === 1 ? Effect.never : service.send(notice))),
      })
      const { timeoutSeconds } = deliveryPolicies.standard
      const working = yield* Effect.forkChild(Effect.provideService(deliverDue(), Notifier, silent))
      for (let second = 1; second < timeoutSeconds; second += 1) {
        yield* shortPause
        yield* TestClock.adjust("1 second")
      }
      expect([context.mailbox.announced().length, working.pollUnsafe()]).toEqual([11, undefined])
      yield* TestClock.adjust("1 second")
      expect(yield* Fiber.join(working)).toBe(12)
      yield* TestClock.adjust("1 second")
      expect(yield* deliverDue()).toBe(1)
      expect(context.mailbox.announced()).toHaveLength(12)
    }),
  )
})
