import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { deliverDue } from "../../src/application/delivery/deliver.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { Storage } from "../../src/ports/storage.ts"
import { atCode, type Inside, type TestContext } from "../stories/test-context.ts"

/** Lets time pass for the services and for the storage alike. */
export type Advance = (milliseconds: number) => Effect.Effect<void>

/** What happened to others, told again: it must end well over any storage. */
export interface Incident {
  /** The number it has in the list of incidents, and what happened. */
  readonly name: string
  readonly tell: (context: Pick<TestContext, "mailbox">, advance: Advance) => Effect.Effect<void, unknown, Inside>
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const idsAndCodes = ({ mailbox }: Pick<TestContext, "mailbox">) =>
  mailbox.sent().map(({ code, id }) => `${id} ${Redacted.value(code)}`)

/** Incidents of the delivery of messages. */
export const deliveryIncidents: ReadonlyArray<Incident> = [
  {
    name: "7 a message stranded by a crash between lease and send",
    tell: (context, advance) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const storage = yield* Storage
        const ticket = yield* atCode()
        const taken = yield* storage.lease({ limit: 50, lasts: 30 * SECOND })
        expect(taken).toHaveLength(1)
        // The worker that took it is dead.
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
    name: "7 a message stranded by a crash between send and acknowledgement",
    tell: (context, advance) =>
      Effect.gen(function* () {
        const storage = yield* Storage
        yield* atCode()
        const dying = Storage.of({ ...storage, acknowledge: () => Effect.interrupt, postpone: () => Effect.interrupt })
        yield* Effect.exit(Effect.provideService(deliverDue(), Storage, dying))
        expect(context.mailbox.sent()).toHaveLength(1)
        yield* advance(30 * SECOND)
        yield* deliverDue()
        expect(new Set(idsAndCodes(context)).size).toBe(1)
        yield* advance(30 * SECOND)
        expect(yield* deliverDue()).toBe(0)
      }),
  },
  {
    name: "8 redelivery after hours, where the carrier was down meanwhile",
    tell: (context, advance) =>
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
    name: "8 redelivery after hours, where no worker ran meanwhile",
    tell: (context, advance) =>
      Effect.gen(function* () {
        yield* atCode()
        yield* advance(5 * HOUR)
        while ((yield* deliverDue()) > 0);
        expect(context.mailbox.sent()).toEqual([])
      }),
  },
  {
    name: "16 a duplicate mail with a different code",
    tell: (context, advance) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* atCode()
        context.mailbox.setFault("AnswerLost")
        for (let time = 0; time < 4; time += 1) {
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
    name: "16 a code that came late, after the one that replaced it",
    tell: (context, advance) =>
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
