import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { deliverDue } from "../../src/application/delivery/deliver.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { execute, readAggregate, toChange } from "../../src/application/unit-of-work/aggregate.ts"
import * as Account from "../../src/domain/account/account.ts"
import { type AggregateId, Storage, type StorageDown } from "../../src/ports/storage.ts"
import {
  ADA,
  BOB,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  signedIn,
  type TestContext,
  tagOf,
} from "../stories/test-context.ts"
import type { Incident } from "./incident.ts"

const NEW = "Nouveau34"
const typed = { password: NEW, confirmation: NEW }
const NOBODY = "1 85 05 78 006 085"

const close = Effect.fnUntraced(function* (ticket: string) {
  const storage = yield* Storage
  const id: AggregateId = `account/${ticket.slice(0, 36)}`
  const { rows } = yield* storage.load([id])
  const closed = yield* Effect.fromResult(
    execute(yield* readAggregate(Account.machine, id, rows[0]), { _tag: "Close", at: 0 }),
  )
  const commit = { commandId: "close", at: 0, changes: [toChange(closed)] as const, guards: [], claims: [] }
  yield* storage.commit({ ...commit, messages: [], answer: { _tag: "Closed" } })
})

const recover = Effect.fnUntraced(function* (identifier: string) {
  const monCompte = yield* MonCompte
  return yield* monCompte.startRecovery({ identifier })
})

const signIn = Effect.fnUntraced(function* (identifier: string, password: string) {
  const monCompte = yield* MonCompte
  return yield* monCompte.signIn({ identifier, password })
})

/** Somebody else tries passwords until the holder of the account has to wait. */
const lockedOut = Effect.forEach(Array(6), () => Effect.ignore(signIn(ADA.nir, "Pas celui1")))

/** What was asked of the storage, one word a call. */
const listening = () => {
  const asked: Array<string> = []
  const noting =
    (name: string, call: (...given: ReadonlyArray<never>) => Effect.Effect<unknown, StorageDown>) =>
    (...given: ReadonlyArray<never>) =>
      Effect.suspend(() => {
        asked.push(name)
        return call(...given)
      })
  type Store = Storage["Service"]
  const around = (real: Store) =>
    Object.fromEntries(
      Object.entries(real).map(([name, call]) => [name, noting(name, call as Parameters<typeof noting>[1])]),
      // One by one from the storage's own calls, which the compiler cannot follow through `Object.entries`.
    ) as unknown as Store
  return { around, since: () => asked.splice(0) }
}

/** What a stranger can see and time of a verb: how it ended, but for secrets, and the work of each port. */
const seen = Effect.fnUntraced(function* <A, E, R>(
  { hasher, legacy }: TestContext,
  since: () => ReadonlyArray<string>,
  verb: Effect.Effect<A, E, R>,
) {
  since()
  const before = [hasher.verifications(), legacy.questions()] as const
  const ended = yield* Effect.match(verb, { onFailure: (refusal): unknown => refusal, onSuccess: (answer) => answer })
  return {
    told: JSON.stringify(ended, (key, value) => (key === "ticket" || key === "until" ? key : value)),
    storage: since(),
    hasher: hasher.verifications() - before[0],
    legacy: legacy.questions() - before[1],
  }
})

/** Other ways in than the front door. */
export const doors: ReadonlyArray<Incident> = [
  {
    name: "4 a second door that forgot the closed account: recovery",
    make: () => ({
      tell: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const wizard = yield* migrated(context)
          const { ticket } = yield* recover(ADA.nir)
          yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
          yield* close(wizard)
          expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket, ...typed }))).toBe("TicketUnknown")
          const sent = context.mailbox.sent().length
          expect((yield* recover(ADA.nir))._tag).toBe("CodeSentIfKnown")
          yield* deliverDue()
          expect(context.mailbox.sent()).toHaveLength(sent)
          for (const password of [PASSWORD, NEW]) expect(yield* tagOf(signIn(ADA.nir, password))).toBe("Refused")
        }),
    }),
  },
  {
    name: "4 a second door that forgot the closed account: a session",
    make: () => ({
      tell: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const session = yield* signedIn(context)
          yield* close(session)
          for (const verb of [
            monCompte.whoAmI({ session }),
            monCompte.changePassword({ session, current: PASSWORD, ...typed }),
            monCompte.changeContact({ session, current: PASSWORD, contact: "new@example.org" }),
          ])
            expect(yield* tagOf(verb)).toBe("SessionOver")
        }),
    }),
  },
  {
    name: "4 a second door that forgot the lock: the present password, typed again in a session",
    make: () => ({
      tell: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const session = yield* signedIn(context)
          yield* lockedOut
          const verified = context.hasher.verifications()
          for (const current of [PASSWORD, "Pas celui1"]) {
            expect(yield* tagOf(monCompte.changePassword({ session, current, ...typed }))).toBe("Waiting")
            expect(yield* tagOf(monCompte.changeContact({ session, current, contact: "n@example.org" }))).toBe(
              "Waiting",
            )
          }
          expect(context.hasher.verifications()).toBe(verified)
        }),
    }),
  },
  {
    name: "4 a second door that forgot the lock: a code signs nobody in",
    make: () => ({
      tell: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          yield* migrated(context)
          const { ticket } = yield* recover(ADA.nir)
          yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
          expect(yield* tagOf(monCompte.whoAmI({ session: ticket }))).toBe("SessionOver")
          yield* monCompte.chooseRecoveredPassword({ ticket, ...typed })
          expect(yield* tagOf(monCompte.whoAmI({ session: ticket }))).toBe("SessionOver")
        }),
    }),
  },
  {
    name: "5 lock-out as a weapon against the holder",
    make: () => ({
      tell: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const session = yield* signedIn(context)
          yield* lockedOut
          expect(yield* tagOf(signIn(ADA.nir, PASSWORD))).toBe("Refused")
          // Who is in stays in; who is out has another way, and need not wait afterwards.
          expect(yield* tagOf(monCompte.whoAmI({ session }))).toBe("CurrentPerson")
          const { ticket } = yield* recover(ADA.nir)
          yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
          yield* monCompte.chooseRecoveredPassword({ ticket, ...typed })
          expect(yield* tagOf(signIn(ADA.nir, NEW))).toBe("SignedIn")
        }),
    }),
  },
  {
    name: "6 enumeration by timing or wording",
    make: () => {
      const { around, since } = listening()
      return {
        around,
        tell: (context) =>
          Effect.gen(function* () {
            const monCompte = yield* MonCompte
            yield* migrated(context)
            yield* close(yield* migrated(context, BOB, "bob@example.org"))
            const strangers = [ADA.nir, BOB.nir, NOBODY, "P7K2 M9QX 4TRB"]
            const all = yield* Effect.forEach(strangers, (nir) =>
              Effect.gen(function* () {
                const atDoor = yield* seen(context, since, signIn(nir, "Pas celui1"))
                const asked = yield* seen(context, since, recover(nir))
                const { ticket } = yield* recover(nir)
                const guess = (code: string) => seen(context, since, monCompte.confirmRecovery({ ticket, code }))
                const guesses = yield* Effect.forEach(
                  ["000000", "000001", "000002", "000003", "000004", "000005"],
                  guess,
                )
                const after = yield* seen(context, since, recover(nir))
                const without = yield* seen(context, since, monCompte.chooseRecoveredPassword({ ticket, ...typed }))
                return { atDoor, asked, guesses, after, without }
              }),
            )
            const [known, closed, nobody, provisional] = all
            expect(closed).toEqual(known)
            expect(nobody).toEqual(known)
            // The legacy system knows no provisional identifiers, and what is typed says which it is.
            expect(JSON.parse(JSON.stringify(provisional, (key, value) => (key === "legacy" ? 0 : value)))).toEqual(
              JSON.parse(JSON.stringify(known, (key, value) => (key === "legacy" ? 0 : value))),
            )
            expect(known?.guesses.map(({ told }) => JSON.parse(told).triesLeft)).toEqual([
              4,
              3,
              2,
              1,
              undefined,
              undefined,
            ])
            yield* deliverDue()
            expect(context.mailbox.sent().filter(({ purpose }) => purpose === "recovery")).toHaveLength(1)
            expect(context.mailbox.sent().at(-1)?.to.reveal()).toBe(MAIL)
          }),
      }
    },
  },
]
