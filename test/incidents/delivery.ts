import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { Storage } from "../../src/ports/storage.ts"
import { atCode, type StoryEnvironment, type TestContext } from "../stories/test-context.ts"

/** Moves the time of the services and of the storage forward. */
export type Advance = (milliseconds: number) => Effect.Effect<void>

/** A published incident in the delivery of messages, reproduced so that it must not occur here, over any storage. */
export interface DeliveryIncident {
  /** Its number in the list of incidents, the incident, and what must happen instead. */
  readonly name: string
  readonly run: (
    context: Pick<TestContext, "mailbox">,
    advance: Advance,
  ) => Effect.Effect<void, unknown, StoryEnvironment>
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const idsAndCodes = ({ mailbox }: Pick<TestContext, "mailbox">) =>
  mailbox.sent().map(({ code, id }) => `${id} ${Redacted.value(code)}`)

export const deliveryIncidents: ReadonlyArray<DeliveryIncident> = [
  {
    name: "7 a message stranded by a crash between lease and send: another worker sends it after the lease expires",
    run: (context, advance) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const storage = yield* Storage
        const ticket = yield* atCode()
        const leased = yield* storage.lease({ limit: 50, lasts: 30 * SECOND })
        expect(leased).toHaveLength(1)
        // The worker that leased the message has crashed.
        yield* advance(29 * SECOND)
        yield* deliverDue()
        expect(context.mailbox.sent()).toEqual([])
        yield* advance(SECOND)
        yield* deliverDue()
        expect(context.mailbox.sent()).toHaveLength(1)
        const code = Redacted.value(context.mailbox.sent()[0]?.code ?? Redacted.make(""))
        expect(yield* monCompte.confirmCode({ ticket, code })).toEqual({ _tag: "Completed" })
      }),
  },
  {
    name: "7 a message stranded by a crash between send and acknowledgement: another worker sends the same code",
    run: (context, advance) =>
      Effect.gen(function* () {
        const storage = yield* Storage
        yield* atCode()
        const crashing = Storage.of({
          ...storage,
          acknowledge: () => Effect.interrupt,
          postpone: () => Effect.interrupt,
        })
        yield* Effect.exit(Effect.provideService(deliverDue(), Storage, crashing))
        expect(context.mailbox.sent()).toHaveLength(1)
        yield* advance(30 * SECOND)
        yield* deliverDue()
        expect(new Set(idsAndCodes(context)).size).toBe(1)
        yield* advance(30 * SECOND)
        expect(yield* deliverDue()).toBe(0)
      }),
  },
  {
    name: "8 redelivery after hours: an expired code is not sent when the carrier recovers",
    run: (context, advance) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* atCode()
        context.mailbox.setFault("Down")
        for (let minute = 0; minute < 12; minute += 1) {
          yield* deliverDue()
          yield* advance(MINUTE)
        }
        expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({
          _tag: "CodePending",
          undeliverable: true,
        })
        context.mailbox.setFault(null)
        yield* advance(5 * HOUR)
        while ((yield* deliverDue()) > 0);
        expect(context.mailbox.sent()).toEqual([])
      }),
  },
  {
    name: "8 redelivery after hours: an expired code is not sent when a worker runs again",
    run: (context, advance) =>
      Effect.gen(function* () {
        yield* atCode()
        yield* advance(5 * HOUR)
        while ((yield* deliverDue()) > 0);
        expect(context.mailbox.sent()).toEqual([])
      }),
  },
  {
    name: "16 a duplicate mail with a different code: every copy has the same id and code",
    run: (context, advance) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* atCode()
        context.mailbox.setFault("AnswerLost")
        for (let attempt = 0; attempt < 4; attempt += 1) {
          yield* deliverDue()
          yield* advance(MINUTE)
        }
        context.mailbox.setFault(null)
        yield* deliverDue()
        expect(context.mailbox.sent().length).toBeGreaterThan(3)
        expect(new Set(idsAndCodes(context)).size).toBe(1)
        const code = Redacted.value(context.mailbox.sent()[0]?.code ?? Redacted.make(""))
        expect(yield* monCompte.confirmCode({ ticket, code })).toEqual({ _tag: "Completed" })
      }),
  },
  {
    name: "16 a code that arrives after its replacement: a superseded code is not sent",
    run: (context, advance) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* atCode()
        context.mailbox.setFault("Down")
        yield* deliverDue()
        yield* advance(MINUTE)
        yield* monCompte.resendCode({ ticket })
        context.mailbox.setFault(null)
        while ((yield* deliverDue()) > 0);
        yield* advance(MINUTE)
        while ((yield* deliverDue()) > 0);
        expect(context.mailbox.sent().map(({ number }) => number)).toEqual([2])
      }),
  },
]
