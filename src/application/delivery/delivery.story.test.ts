import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import { TestClock } from "effect/testing"
import { news, ordered } from "../../../test/stories/orders.ts"
import { atCode, codes, PASSWORD, signedIn, story, tagOf } from "../../../test/stories/world.ts"
import { Notifier } from "../../ports/notifier.ts"
import { Storage } from "../../ports/storage.ts"
import { Agency } from "../agency.ts"
import { deliveryPolicies } from "../contract/delivery-policy.ts"
import { MonCompte } from "../mon-compte.ts"
import { dataKeyOf, readDataKey } from "../secrets/data-key.ts"
import { execute, toChange, withSecret } from "../unit-of-work/aggregate.ts"
import { deliverDue } from "./deliver.ts"

/** As long as a round trip takes. */
const aWhile = Effect.promise(() => new Promise<void>((resolve) => setTimeout(resolve, 5)))

describe("delivery", () => {
  story("tries again with the same code and the same id while the carrier is down", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      w.mailbox.setFault("AnswerLost")
      yield* deliverDue()
      w.mailbox.setFault("Down")
      for (let minute = 0; minute < 5; minute += 1) {
        yield* TestClock.adjust("1 minute")
        yield* deliverDue()
      }
      w.mailbox.setFault(null)
      yield* TestClock.adjust("1 minute")
      yield* deliverDue()
      const sent = w.mailbox.sent()
      expect(sent).toHaveLength(2)
      expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
      expect(new Set(sent.map(({ code }) => Redacted.value(code))).size).toBe(1)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: codes(w)[0] ?? "" }))).toBe("Completed")
    }),
  )

  story("gives up when the code has expired, says so, and never sends it hours later", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      w.mailbox.setFault("Down")
      for (let minute = 0; minute < 12; minute += 1) {
        yield* deliverDue()
        yield* TestClock.adjust("1 minute")
      }
      expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({ _tag: "CodePending", undeliverable: true })
      w.mailbox.setFault(null)
      yield* TestClock.adjust("2 hours")
      yield* deliverDue()
      expect(codes(w)).toEqual([])
    }),
  )

  story("gives up in the very moment in which the code expires", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      w.mailbox.setFault("Down")
      for (const pause of ["9 minutes", "59999 millis", "1 millis"] as const) {
        yield* deliverDue()
        expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({ undeliverable: false })
        yield* TestClock.adjust(pause)
      }
      w.mailbox.setFault(null)
      expect(yield* deliverDue()).toBe(1)
      expect(codes(w)).toEqual([])
      expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({ undeliverable: true })
    }),
  )

  story("sends nothing to a person who was forgotten", (w) =>
    Effect.gen(function* () {
      const { service } = w.storage
      const ticket = yield* atCode()
      const account = ticket.slice(0, 36)
      yield* ordered(w, yield* news(w, 1))
      for (const person of [account, "000"]) {
        const id = dataKeyOf(person)
        const { rows } = yield* service.load([id])
        const dataKey = yield* readDataKey(person, rows[0])
        const destroyed = yield* Effect.fromResult(execute(dataKey, { _tag: "Destroy", at: 0 }))
        const changes = [toChange(withSecret(destroyed, null))] as const
        const rest = { guards: [], claims: [], messages: [], answer: { _tag: "Done" } }
        yield* service.commit({ commandId: `forget ${person}`, at: 0, changes, ...rest })
      }
      expect(yield* deliverDue()).toBe(2)
      expect([...codes(w), ...w.mailbox.announced()]).toEqual([])
      yield* TestClock.adjust("10 minutes")
      expect(yield* deliverDue()).toBe(0)
    }),
  )

  story("sends no code for another contact of an account that was closed meanwhile: news of the closing alone", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const session = yield* signedIn(w)
      const before = codes(w).length
      yield* monCompte.changeContact({ session, current: PASSWORD, contact: "new@example.org" })
      yield* agency.closeAccount({ agent: "a1", person: session.slice(0, 36) })
      yield* deliverDue()
      expect(codes(w)).toHaveLength(before)
      expect(w.mailbox.announced().map(({ about }) => about)).toEqual(["AccountClosed"])
    }),
  )

  story("does not send a code that a newer one replaced meanwhile", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      yield* TestClock.adjust("1 minute")
      yield* monCompte.resendCode({ ticket })
      yield* deliverDue()
      expect(w.mailbox.sent().map(({ number }) => number)).toEqual([2])
    }),
  )

  story("keeps a message whose storage went silent, for the next round after its lease", (w) =>
    Effect.gen(function* () {
      yield* atCode()
      const { service } = w.storage
      const [leased] = yield* service.lease({ limit: 1, lasts: 30_000 })
      expect(leased?.attempt).toBe(1)
      yield* deliverDue()
      expect(codes(w)).toEqual([])
      yield* TestClock.adjust("30 seconds")
      yield* deliverDue()
      expect(codes(w)).toHaveLength(1)
    }),
  )

  story("whose storage refuses for good to write down one message costs none of the others of its batch", (w) =>
    Effect.gen(function* () {
      yield* ordered(w, yield* news(w, 15))
      const { service } = w.storage
      const failing = Storage.of({
        ...service,
        acknowledge: (...ids) => (ids.includes("002") ? Effect.die(new Error("No.")) : service.acknowledge(...ids)),
      })
      expect(yield* Effect.provideService(deliverDue(), Storage, failing)).toBe(15)
      const sent = () => w.mailbox.announced().map(({ id }) => id)
      expect(new Set(sent()).size).toBe(15)
      yield* TestClock.adjust("30 seconds")
      yield* deliverDue()
      expect(sent().filter((id) => id === "002")).toHaveLength(2)
      yield* TestClock.adjust("30 seconds")
      expect(yield* deliverDue()).toBe(0)
    }),
  )

  story("waits for no carrier for ever: one that never answers is down, and the others of the batch are sent", (w) =>
    Effect.gen(function* () {
      yield* ordered(w, yield* news(w, 12))
      const { service } = w.mailbox
      let calls = 0
      const silent = Notifier.of({
        ...service,
        send: (notice) => Effect.suspend(() => (++calls === 1 ? Effect.never : service.send(notice))),
      })
      const { patienceSeconds } = deliveryPolicies.standard
      const working = yield* Effect.forkChild(Effect.provideService(deliverDue(), Notifier, silent))
      for (let second = 1; second < patienceSeconds; second += 1) {
        yield* aWhile
        yield* TestClock.adjust("1 second")
      }
      expect([w.mailbox.announced().length, working.pollUnsafe()]).toEqual([11, undefined])
      yield* TestClock.adjust("1 second")
      expect(yield* Fiber.join(working)).toBe(12)
      yield* TestClock.adjust("1 second")
      expect(yield* deliverDue()).toBe(1)
      expect(w.mailbox.announced()).toHaveLength(12)
    }),
  )
})
