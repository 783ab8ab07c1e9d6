import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { type AggregateId, type Commit, Storage, StorageDown } from "../../src/ports/storage.ts"
import { unreliable } from "../../src/testing/storage.contended.ts"
import {
  ADA,
  atCode,
  atContact,
  close,
  codes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  started,
  tagOf,
  wrongCode,
} from "../stories/test-context.ts"
import type { Incident } from "./incident.ts"

const has = (commit: Commit, tag: string) =>
  commit.changes.some(({ events }) => events.some((event) => event._tag === tag))

const rowsOf = (ticket: string) => {
  const account = ticket.slice(0, 36)
  const ids: ReadonlyArray<AggregateId> = [
    `account/${account}`,
    `migration/${account}`,
    `challenge/${account}.migration`,
  ]
  return Effect.flatMap(Storage, (storage) =>
    Effect.all([storage.load(ids), Effect.forEach(ids, (id) => storage.journal(id))]),
  )
}

/** What happened where a write was lost, or made twice, or never made. */
export const losses: ReadonlyArray<Incident> = [
  {
    name: "2 effect before consumption of a single-use token",
    make: () => {
      let lost = 0
      const together: Array<boolean> = []
      return {
        around: (real) => ({
          ...real,
          commit: (commit) => {
            if (!has(commit, "Proved") && !has(commit, "Activated")) return real.commit(commit)
            together.push(has(commit, "Proved") && has(commit, "Activated"))
            lost += 1
            return lost <= 5 ? Effect.fail(new StorageDown()) : real.commit(commit)
          },
        }),
        tell: (context) =>
          Effect.gen(function* () {
            const monCompte = yield* MonCompte
            const ticket = yield* atCode()
            const code = yield* latestCode(context)
            const confirm = tagOf(monCompte.confirmCode({ ticket, code }))
            expect(yield* confirm).toBe("TryLater")
            // The code was not consumed, and nothing of what it does was done.
            expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
            expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({ _tag: "CodePending", triesLeft: 5 })
            expect(yield* confirm).toBe("Completed")
            expect(yield* confirm).toBe("NotAllowed")
            expect(together).toEqual(Array(6).fill(true))
          }),
      }
    },
  },
  {
    name: "9 success answered and nothing written",
    make: () => {
      let conflicts = 0
      return {
        around: (real) => ({
          ...real,
          commit: (commit) => {
            if (conflicts === 0) return real.commit(commit)
            conflicts -= 1
            return Effect.succeed({ _tag: "Conflict" } as const)
          },
        }),
        tell: () =>
          Effect.gen(function* () {
            const monCompte = yield* MonCompte
            const { ticket } = yield* started()
            const accept = tagOf(monCompte.acceptTerms({ ticket, version: "1" }))
            conflicts = 5
            expect(yield* accept).toBe("TryLater")
            expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("TermsPending")
            conflicts = 4
            expect(yield* accept).toBe("PasswordPending")
            expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("PasswordPending")
            conflicts = 5
            expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("TryLater")
          }),
      }
    },
  },
  {
    name: "10 an empty decision that writes a stale version",
    make: () => {
      let commits = 0
      return {
        around: (real) => ({
          ...real,
          commit: (commit) => {
            commits += 1
            // A commit changes something: none is there for its version alone.
            expect(commit.changes.filter(({ events }) => events.length === 0)).toEqual([])
            return real.commit(commit)
          },
        }),
        tell: () =>
          Effect.gen(function* () {
            const monCompte = yield* MonCompte
            const ticket = yield* atContact()
            yield* monCompte.sendCode({ ticket, contact: MAIL, commandId: "send" })
            const before = yield* rowsOf(ticket)
            commits = 0
            const refused = [
              monCompte.acceptTerms({ ticket, version: "1" }),
              monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD }),
              monCompte.resendCode({ ticket }),
              monCompte.refuseTerms({ ticket }),
              monCompte.confirmCode({ ticket, code: "1" }),
            ]
            expect(yield* Effect.forEach(refused, tagOf)).toEqual([
              "NotAllowed",
              "NotAllowed",
              "ResendTooSoon",
              "NotAllowed",
              "CodeMalformed",
            ])
            yield* monCompte.sendCode({ ticket, contact: MAIL, commandId: "send" })
            expect(commits).toBe(0)
            expect(yield* rowsOf(ticket)).toEqual(before)
          }),
      }
    },
  },
  {
    name: "10 a decision on a stale version: who is let in by an account that is closed by then",
    make: () => {
      let meanwhile = Effect.void
      const kept: { real: Storage["Service"] | null } = { real: null }
      return {
        around: (real) => {
          kept.real = real
          return {
            ...real,
            load: (ids, commandId) =>
              Effect.tap(real.load(ids, commandId), () => {
                if (commandId?.endsWith(".succeed") !== true) return Effect.void
                const once = meanwhile
                meanwhile = Effect.void
                return once
              }),
          }
        },
        tell: (context) =>
          Effect.gen(function* () {
            const monCompte = yield* MonCompte
            const ticket = yield* migrated(context)
            const signIn = tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))
            expect(yield* signIn).toBe("SignedIn")
            const service = kept.real ?? context.storage.service
            meanwhile = Effect.orDie(close({ ...context, storage: { ...context.storage, service } }, ticket))
            expect(yield* signIn).toBe("Refused")
          }),
      }
    },
  },
  {
    name: "15 a blind retry after an unknown COMMIT",
    make: () => ({
      // Of every two commits one is kept, and nobody is told so.
      around: (real) => unreliable(real, Array(40).fill(["AnswerLost", "None"]).flat()),
      tell: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const ticket = yield* atCode()
          const right = yield* latestCode(context)
          const wrong = monCompte.confirmCode({ ticket, code: wrongCode(right) })
          expect(yield* Effect.flip(wrong)).toMatchObject({ _tag: "CodeWrong", triesLeft: 4 })
          expect(yield* Effect.flip(wrong)).toMatchObject({ _tag: "CodeWrong", triesLeft: 3 })
          expect(yield* tagOf(monCompte.confirmCode({ ticket, code: right }))).toBe("Completed")
          expect(codes(context)).toHaveLength(1)
        }),
    }),
  },
]
