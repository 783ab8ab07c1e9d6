import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Agency } from "../../src/application/agency.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { type AggregateId, type Commit, Storage, StorageDown } from "../../src/ports/storage.ts"
import { unreliable } from "../../src/testing/faults/storage.ts"
import {
  ADA,
  atCode,
  atContact,
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

const hasEvent = (commit: Commit, tag: string) =>
  commit.changes.some(({ events }) => events.some((event) => event._tag === tag))

const readWizard = (ticket: string) => {
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

/** Incidents caused by a write that was lost, repeated or left out. */
export const lostWriteIncidents: ReadonlyArray<Incident> = [
  {
    name: "2 effect before consumption of a single-use token: a code takes effect in the commit that consumes it",
    make: () => {
      let attempts = 0
      const isOneCommit: Array<boolean> = []
      return {
        around: (real) => ({
          ...real,
          commit: (commit) => {
            if (!hasEvent(commit, "Proved") && !hasEvent(commit, "Activated")) return real.commit(commit)
            isOneCommit.push(hasEvent(commit, "Proved") && hasEvent(commit, "Activated"))
            attempts += 1
            return attempts <= 5 ? Effect.fail(new StorageDown()) : real.commit(commit)
          },
        }),
        run: (context) =>
          Effect.gen(function* () {
            const monCompte = yield* MonCompte
            const ticket = yield* atCode()
            const code = yield* latestCode(context)
            const confirm = tagOf(monCompte.confirmCode({ ticket, code }))
            expect(yield* confirm).toBe("TryLater")
            // The lost commit consumed no code and changed no account.
            expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
            expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({ _tag: "CodePending", triesLeft: 5 })
            expect(yield* confirm).toBe("Completed")
            expect(yield* confirm).toBe("NotAllowed")
            expect(isOneCommit).toEqual(Array(6).fill(true))
          }),
      }
    },
  },
  {
    name: "9 success answered and nothing written: a verb whose commits all conflict answers TryLater",
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
        run: () =>
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
            conflicts = 12
            expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("TryLater")
          }),
      }
    },
  },
  {
    name: "10 an empty decision that writes a stale version: a refused or repeated verb commits nothing",
    make: () => {
      let commits = 0
      return {
        around: (real) => ({
          ...real,
          commit: (commit) => {
            commits += 1
            expect(commit.changes.filter(({ events }) => events.length === 0)).toEqual([])
            return real.commit(commit)
          },
        }),
        run: () =>
          Effect.gen(function* () {
            const monCompte = yield* MonCompte
            const ticket = yield* atContact()
            yield* monCompte.sendCode({ ticket, contact: MAIL, commandId: "send" })
            const before = yield* readWizard(ticket)
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
            expect(yield* readWizard(ticket)).toEqual(before)
          }),
      }
    },
  },
  {
    name: "10 a decision on a stale version: a sign-in is refused if an agent closes the account during the sign-in",
    make: () => {
      let interruption: Effect.Effect<unknown> = Effect.void
      return {
        around: (real) => ({
          ...real,
          load: (ids, commandId) =>
            Effect.tap(real.load(ids, commandId), () => {
              if (commandId?.endsWith(".succeed") !== true) return Effect.void
              const once = interruption
              interruption = Effect.void
              return once
            }),
        }),
        run: (context) =>
          Effect.gen(function* () {
            const monCompte = yield* MonCompte
            const agency = yield* Agency
            const ticket = yield* migrated(context)
            const signIn = tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))
            expect(yield* signIn).toBe("SignedIn")
            interruption = Effect.orDie(agency.closeAccount({ agent: "agent-1", person: ticket.slice(0, 36) }))
            expect(yield* signIn).toBe("Refused")
            expect(interruption).toBe(Effect.void)
          }),
      }
    },
  },
  {
    name: "15 a blind retry after an unknown COMMIT: a wrong code counts as one try although the answer is lost",
    make: () => ({
      // Every second commit is applied, and its answer is lost.
      around: (real) => unreliable(real, Array(40).fill(["AnswerLost", "None"]).flat()),
      run: (context) =>
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
