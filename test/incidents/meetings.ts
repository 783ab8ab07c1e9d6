import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { type AggregateId, type Commit, Storage } from "../../src/ports/storage.ts"
import { contended } from "../../src/testing/storage.contended.ts"
import { ADA, atCode, BOB, latestCode, tagOf, wrongCode } from "../stories/test-context.ts"
import type { Incident } from "./incident.ts"

const atOnce = { concurrency: "unbounded" } as const
const count = (tags: ReadonlyArray<string>, ...wanted: ReadonlyArray<string>) =>
  tags.filter((tag) => wanted.includes(tag)).length

const journalOf = (id: AggregateId) => Effect.flatMap(Storage, (storage) => storage.journal(id))

const idsOf = (ticket: string) => {
  const account = ticket.slice(0, 36)
  return { account: `account/${account}`, challenge: `challenge/${account}.migration` } as const
}

/** What happened where two met. */
export const meetings: ReadonlyArray<Incident> = [
  {
    name: "1 a code accepted twice by concurrent requests",
    make: () => ({
      around: contended,
      tell: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const ticket = yield* atCode()
          const code = yield* latestCode(context)
          const answers = yield* Effect.forEach(Array(50), () => tagOf(monCompte.confirmCode({ ticket, code })), atOnce)
          expect(count(answers, "Completed")).toBe(1)
          expect(count(answers, "NotAllowed", "TryLater")).toBe(49)
          const ids = idsOf(ticket)
          expect((yield* journalOf(ids.challenge)).filter(({ _tag }) => _tag === "Proved")).toHaveLength(1)
          expect((yield* journalOf(ids.account)).filter(({ _tag }) => _tag === "Activated")).toHaveLength(1)
        }),
    }),
  },
  {
    name: "3 lock-out exceeded by parallel guesses: of a code",
    make: () => ({
      around: contended,
      tell: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const ticket = yield* atCode()
          const right = yield* latestCode(context)
          const guesses = Array.from({ length: 201 }, (_, guess) => String(guess).padStart(6, "0"))
          const answers = yield* Effect.forEach(
            guesses.filter((guess) => guess !== right).slice(0, 200),
            (code) => tagOf(monCompte.confirmCode({ ticket, code })),
            atOnce,
          )
          expect(count(answers, "CodeWrong", "CodeExhausted")).toBeLessThanOrEqual(5)
          const tries = (yield* journalOf(idsOf(ticket).challenge)).filter(({ _tag }) => _tag === "TryFailed")
          expect(tries.length).toBeLessThanOrEqual(5)
        }),
    }),
  },
  {
    name: "3 lock-out exceeded by parallel guesses: of a password",
    make: () => {
      const happened: Array<string> = []
      return {
        // A guess is worth something once its try is reserved. Who gets none does the same work, for nothing.
        around: (real) => ({
          ...contended(real),
          commit: (commit) =>
            Effect.tap(contended(real).commit(commit), ({ _tag }) => {
              const events = commit.changes.flatMap((change) => change.events)
              if (_tag === "Committed") happened.push(...events.map((event) => event._tag))
              return Effect.void
            }),
        }),
        tell: () =>
          Effect.gen(function* () {
            const monCompte = yield* MonCompte
            const guesses = Array.from({ length: 200 }, (_, guess) => String(guess).padStart(8, "0"))
            const answers = yield* Effect.forEach(
              guesses,
              (password) => tagOf(monCompte.signIn({ identifier: ADA.nir, password })),
              atOnce,
            )
            expect(count(answers, "Refused", "TryLater")).toBe(200)
            expect(happened.filter((tag) => tag === "Reserved").length).toBeLessThanOrEqual(5)
            expect(happened.filter((tag) => tag === "Reserved").length).toBeGreaterThan(0)
          }),
      }
    },
  },
  {
    name: "12 a retry storm on one hot aggregate",
    make: () => {
      let loads = 0
      return {
        around: (real) => {
          const met = contended(real)
          return {
            ...met,
            load: (...asked) => {
              loads += 1
              return met.load(...asked)
            },
          }
        },
        tell: (context) =>
          Effect.gen(function* () {
            const monCompte = yield* MonCompte
            const ticket = yield* atCode()
            const code = wrongCode(yield* latestCode(context))
            loads = 0
            const answers = yield* Effect.forEach(
              Array(100),
              () => tagOf(monCompte.confirmCode({ ticket, code })),
              atOnce,
            )
            // Each starts over a few times, and is then told to come back: nobody goes round for ever.
            expect(loads).toBeLessThanOrEqual(100 * 5)
            expect(count(answers, "CodeWrong", "CodeExhausted", "NotAllowed", "TryLater")).toBe(100)
            expect(count(answers, "CodeWrong", "CodeExhausted")).toBeGreaterThan(0)
            // And who comes alone is served at once.
            loads = 0
            expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: BOB.legacy }))).toBe(
              "MigrationRequired",
            )
            expect(loads).toBeLessThan(10)
          }),
      }
    },
  },
  {
    name: "14 two concurrent creators both accepted",
    make: () => ({
      around: contended,
      tell: () =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const answers = yield* Effect.forEach(
            Array(4),
            () => Effect.result(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })),
            atOnce,
          )
          const accounts = answers.flatMap((answer) =>
            answer._tag === "Success" && "ticket" in answer.success ? [answer.success.ticket.slice(0, 36)] : [],
          )
          expect(accounts.length).toBeGreaterThan(0)
          expect(new Set(accounts).size).toBe(1)
          const storage = yield* Storage
          expect(yield* storage.list({ kind: "account", after: null, limit: 9 })).toEqual([`account/${accounts[0]}`])
        }),
    }),
  },
  {
    name: "13 a global lock at commit: who waits holds nobody up",
    make: () => ({
      tell: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const signIn = ({ legacy, nir }: typeof ADA) => tagOf(monCompte.signIn({ identifier: nir, password: legacy }))
          let meanwhile: string | null = null
          context.hashing.meanwhile = Effect.suspend(() => {
            context.hashing.meanwhile = Effect.void
            return Effect.map(signIn(BOB), (tag) => {
              meanwhile = tag
            })
          })
          expect(yield* signIn(ADA)).toBe("MigrationRequired")
          expect(meanwhile).toBe("MigrationRequired")
        }),
    }),
  },
  {
    name: "11 a reader that skips in-flight events",
    make: () => ({
      around: contended,
      tell: () =>
        Effect.gen(function* () {
          const storage = yield* Storage
          const id: AggregateId = "account/hot"
          const write = (name: string): Effect.Effect<void, unknown> =>
            Effect.gen(function* () {
              const version = (yield* storage.load([id])).rows[0]?.version ?? 0
              const change = { aggregate: id, expectedVersion: version, state: { _tag: "S" }, secret: null }
              const commit: Commit = {
                commandId: name,
                at: 0,
                changes: [{ ...change, events: [{ _tag: "E", after: version }] }],
                guards: [],
                claims: [],
                messages: [{ id: `${name}.0`, dueAt: 0, body: { _tag: "M" } }],
                answer: { _tag: "A" },
              }
              if ((yield* storage.commit(commit))._tag === "Conflict") yield* write(name)
            })
          const seen: Array<number> = []
          const taken: Array<string> = []
          const read = Effect.gen(function* () {
            const events = yield* storage.journal(id)
            // No gap, at no time: what a reader has seen once is where the next one goes on.
            expect(events.map(({ after }) => after)).toEqual(events.map((_, index) => index))
            seen.push(events.length)
            const leased = yield* storage.lease({ limit: 2, lasts: 30_000 })
            taken.push(...leased.map(({ message }) => message.id))
            yield* storage.acknowledge(...leased.map(({ message }) => message.id))
          })
          const writers = Array.from({ length: 4 }, (_, writer) =>
            Effect.forEach(Array(8).keys(), (turn) => write(`w${writer}.${turn}`)),
          )
          yield* Effect.all([...writers, Effect.forEach(Array(40), () => read)], atOnce)
          while (taken.length < 32) yield* read
          yield* read
          expect(seen.at(-1)).toBe(32)
          expect(new Set(taken).size).toBe(32)
        }),
    }),
  },
]
