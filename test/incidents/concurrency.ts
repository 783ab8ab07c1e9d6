import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { type AggregateId, type Commit, Storage } from "../../src/ports/storage.ts"
import { withConflicts } from "../../src/testing/faults/storage.ts"
import { ADA, atCode, BOB, latestCode, tagOf, wrongCode } from "../stories/test-context.ts"
import type { Incident } from "./incident.ts"

const inParallel = { concurrency: "unbounded" } as const
const count = (tags: ReadonlyArray<string>, ...counted: ReadonlyArray<string>) =>
  tags.filter((tag) => counted.includes(tag)).length

const journalOf = (id: AggregateId) => Effect.flatMap(Storage, (storage) => storage.journal(id))

const idsOf = (ticket: string) => {
  const account = ticket.slice(0, 36)
  return { account: `account/${account}`, challenge: `challenge/${account}.migration` } as const
}

/** Incidents caused by concurrent requests, readers or writers. */
export const concurrencyIncidents: ReadonlyArray<Incident> = [
  {
    name: "1 a code accepted twice by concurrent requests: one of 50 parallel requests completes the migration",
    make: () => ({
      around: withConflicts,
      run: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const ticket = yield* atCode()
          const code = yield* latestCode(context)
          const answers = yield* Effect.forEach(
            Array(50),
            () => tagOf(monCompte.confirmCode({ ticket, code })),
            inParallel,
          )
          expect(count(answers, "Completed")).toBe(1)
          expect(count(answers, "NotAllowed", "TryLater")).toBe(49)
          const ids = idsOf(ticket)
          expect((yield* journalOf(ids.challenge)).filter(({ _tag }) => _tag === "Proved")).toHaveLength(1)
          expect((yield* journalOf(ids.account)).filter(({ _tag }) => _tag === "Activated")).toHaveLength(1)
        }),
    }),
  },
  {
    name: "3 lock-out exceeded by parallel guesses: at most 5 of 200 guesses of a code are checked",
    make: () => ({
      around: withConflicts,
      run: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const ticket = yield* atCode()
          const right = yield* latestCode(context)
          const guesses = Array.from({ length: 201 }, (_, guess) => String(guess).padStart(6, "0"))
          const answers = yield* Effect.forEach(
            guesses.filter((guess) => guess !== right).slice(0, 200),
            (code) => tagOf(monCompte.confirmCode({ ticket, code })),
            inParallel,
          )
          expect(count(answers, "CodeWrong", "CodeExhausted")).toBeLessThanOrEqual(5)
          const tries = (yield* journalOf(idsOf(ticket).challenge)).filter(({ _tag }) => _tag === "TryFailed")
          expect(tries.length).toBeLessThanOrEqual(5)
        }),
    }),
  },
  {
    name: "3 lock-out exceeded by parallel guesses: at most 5 of 200 guesses of a password reserve an attempt",
    make: () => {
      const events: Array<string> = []
      return {
        // Only a guess that reserves an attempt can succeed. The others do the same work, to prevent timing attacks.
        around: (real) => ({
          ...withConflicts(real),
          commit: (commit) =>
            Effect.tap(withConflicts(real).commit(commit), ({ _tag }) => {
              const committed = commit.changes.flatMap((change) => change.events)
              if (_tag === "Committed") events.push(...committed.map((event) => event._tag))
              return Effect.void
            }),
        }),
        run: () =>
          Effect.gen(function* () {
            const monCompte = yield* MonCompte
            const guesses = Array.from({ length: 200 }, (_, guess) => String(guess).padStart(8, "0"))
            const answers = yield* Effect.forEach(
              guesses,
              (password) => tagOf(monCompte.signIn({ identifier: ADA.nir, password })),
              inParallel,
            )
            expect(count(answers, "Refused", "TryLater")).toBe(200)
            expect(events.filter((tag) => tag === "Reserved").length).toBeLessThanOrEqual(5)
            expect(events.filter((tag) => tag === "Reserved").length).toBeGreaterThan(0)
          }),
      }
    },
  },
  {
    name: "12 a retry storm on one hot aggregate: a command loads at most five times, and other aggregates stay fast",
    make: () => {
      let loads = 0
      return {
        around: (real) => {
          const conflicting = withConflicts(real)
          return {
            ...conflicting,
            load: (...request) => {
              loads += 1
              return conflicting.load(...request)
            },
          }
        },
        run: (context) =>
          Effect.gen(function* () {
            const monCompte = yield* MonCompte
            const ticket = yield* atCode()
            const code = wrongCode(yield* latestCode(context))
            loads = 0
            const answers = yield* Effect.forEach(
              Array(100),
              () => tagOf(monCompte.confirmCode({ ticket, code })),
              inParallel,
            )
            // A command that conflicts too often ends with TryLater.
            expect(loads).toBeLessThanOrEqual(100 * 5)
            expect(count(answers, "CodeWrong", "CodeExhausted", "NotAllowed", "TryLater")).toBe(100)
            expect(count(answers, "CodeWrong", "CodeExhausted")).toBeGreaterThan(0)
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
    name: "14 two concurrent creators both accepted: parallel first sign-ins create one account",
    make: () => ({
      around: withConflicts,
      run: () =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const answers = yield* Effect.forEach(
            Array(4),
            () => Effect.result(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })),
            inParallel,
          )
          const accounts = answers.flatMap((answer) =>
            answer._tag === "Success" && "ticket" in answer.success ? [answer.success.ticket.slice(0, 36)] : [],
          )
          expect(accounts.length).toBeGreaterThan(0)
          expect(new Set(accounts).size).toBe(1)
          const storage = yield* Storage
          expect(yield* storage.list({ category: "account", after: null, limit: 9 })).toEqual([
            `account/${accounts[0]}`,
          ])
        }),
    }),
  },
  {
    name: "13 a global lock at commit: a sign-in that waits for its password hash does not delay another sign-in",
    make: () => ({
      run: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const signIn = ({ legacy, nir }: typeof ADA) => tagOf(monCompte.signIn({ identifier: nir, password: legacy }))
          let otherSignIn: string | null = null
          context.hashing.meanwhile = Effect.suspend(() => {
            context.hashing.meanwhile = Effect.void
            return Effect.map(signIn(BOB), (tag) => {
              otherSignIn = tag
            })
          })
          expect(yield* signIn(ADA)).toBe("MigrationRequired")
          expect(otherSignIn).toBe("MigrationRequired")
        }),
    }),
  },
  {
    name: "11 a reader that skips in-flight events: a reader receives every event and message of parallel writers",
    make: () => ({
      around: withConflicts,
      run: () =>
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
          const lengths: Array<number> = []
          const received: Array<string> = []
          const read = Effect.gen(function* () {
            const events = yield* storage.journal(id)
            // A reader never sees a gap, so it can continue after the last event that it has read.
            expect(events.map(({ after }) => after)).toEqual(events.map((_, index) => index))
            lengths.push(events.length)
            const leased = yield* storage.lease({ limit: 2, lasts: 30_000 })
            received.push(...leased.map(({ message }) => message.id))
            yield* storage.acknowledge(...leased.map(({ message }) => message.id))
          })
          const writers = Array.from({ length: 4 }, (_, writer) =>
            Effect.forEach(Array(8).keys(), (turn) => write(`w${writer}.${turn}`)),
          )
          yield* Effect.all([...writers, Effect.forEach(Array(40), () => read)], inParallel)
          while (received.length < 32) yield* read
          yield* read
          expect(lengths.at(-1)).toBe(32)
          expect(new Set(received).size).toBe(32)
        }),
    }),
  },
]
