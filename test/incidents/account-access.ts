import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Agency } from "../../src/application/agency.ts"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import type { Storage, StorageDown } from "../../src/ports/storage.ts"
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

const NEW_PASSWORD = "Nouveau34"
const newPassword = { password: NEW_PASSWORD, confirmation: NEW_PASSWORD }
const UNKNOWN_NIR = "1 85 05 78 006 085"

const close = Effect.fnUntraced(function* (ticket: string) {
  const agency = yield* Agency
  yield* agency.closeAccount({ agent: "agent-1", person: ticket.slice(0, 36) })
})

const recover = Effect.fnUntraced(function* (identifier: string) {
  const monCompte = yield* MonCompte
  return yield* monCompte.startRecovery({ identifier })
})

const signIn = Effect.fnUntraced(function* (identifier: string, password: string) {
  const monCompte = yield* MonCompte
  return yield* monCompte.signIn({ identifier, password })
})

/** An attacker tries passwords until the account must wait. */
const lockOut = Effect.forEach(Array(6), () => Effect.ignore(signIn(ADA.nir, "Pas celui1")))

/** A wrapper that records the name of each call to the storage. `since` returns the calls since it last ran. */
const recordingStorage = () => {
  const calls: Array<string> = []
  const recording =
    (name: string, call: (...input: ReadonlyArray<never>) => Effect.Effect<unknown, StorageDown>) =>
    (...input: ReadonlyArray<never>) =>
      Effect.suspend(() => {
        calls.push(name)
        return call(...input)
      })
  type Store = Storage["Service"]
  const around = (real: Store) =>
    Object.fromEntries(
      Object.entries(real).map(([name, call]) => [name, recording(name, call as Parameters<typeof recording>[1])]),
      // The compiler cannot type `Object.entries` of the storage.
    ) as unknown as Store
  return { around, since: () => calls.splice(0) }
}

/** What an attacker can observe of a verb: its result without secrets, and the calls to each port, which take time. */
const observe = Effect.fnUntraced(function* <A, E, R>(
  { hasher, legacy }: TestContext,
  since: () => ReadonlyArray<string>,
  verb: Effect.Effect<A, E, R>,
) {
  since()
  const before = [hasher.verifications(), legacy.calls()] as const
  const result = yield* Effect.match(verb, { onFailure: (refusal): unknown => refusal, onSuccess: (answer) => answer })
  return {
    result: JSON.stringify(result, (key, value) => (key === "ticket" || key === "until" ? key : value)),
    storage: since(),
    hasher: hasher.verifications() - before[0],
    legacy: legacy.calls() - before[1],
  }
})

/** Replaces the count of questions to the legacy system by 0, at any depth. */
const withoutLegacy = (observed: unknown): unknown =>
  JSON.parse(JSON.stringify(observed, (key, value) => (key === "legacy" ? 0 : value)))

/** Incidents of every way into an account other than a sign-in with the right password. */
export const accountAccessIncidents: ReadonlyArray<Incident> = [
  {
    name: "4 a second door that forgot the closed account: recovery of a closed account sends and changes nothing",
    make: () => ({
      run: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const wizard = yield* migrated(context)
          const { ticket } = yield* recover(ADA.nir)
          yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
          yield* close(wizard)
          expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket, ...newPassword }))).toBe("TicketUnknown")
          const sent = context.mailbox.sent().length
          expect((yield* recover(ADA.nir))._tag).toBe("CodeSentIfKnown")
          yield* deliverDue()
          expect(context.mailbox.sent()).toHaveLength(sent)
          for (const password of [PASSWORD, NEW_PASSWORD])
            expect(yield* tagOf(signIn(ADA.nir, password))).toBe("Refused")
        }),
    }),
  },
  {
    name: "4 a second door that forgot the closed account: closing the account ends its sessions",
    make: () => ({
      run: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const session = yield* signedIn(context)
          yield* close(session)
          for (const verb of [
            monCompte.whoAmI({ session }),
            monCompte.changePassword({ session, current: PASSWORD, ...newPassword }),
            monCompte.changeContact({ session, current: PASSWORD, contact: "new@example.org" }),
          ])
            expect(yield* tagOf(verb)).toBe("SessionOver")
        }),
    }),
  },
  {
    name: "4 a second door that forgot the lock: a session has five tries at the current password, then waits",
    make: () => ({
      run: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const session = yield* signedIn(context)
          for (let attempt = 0; attempt < 5; attempt += 1)
            yield* Effect.ignore(monCompte.changePassword({ session, current: "Pas celui1", ...newPassword }))
          const verified = context.hasher.verifications()
          for (const current of [PASSWORD, "Pas celui1"]) {
            expect(yield* tagOf(monCompte.changePassword({ session, current, ...newPassword }))).toBe("Waiting")
            expect(yield* tagOf(monCompte.changeContact({ session, current, contact: "n@example.org" }))).toBe(
              "Waiting",
            )
          }
          expect(context.hasher.verifications()).toBe(verified)
        }),
    }),
  },
  {
    name: "4 a second door that forgot the lock: a recovery code does not sign in",
    make: () => ({
      run: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          yield* migrated(context)
          const { ticket } = yield* recover(ADA.nir)
          yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
          expect(yield* tagOf(monCompte.whoAmI({ session: ticket }))).toBe("SessionOver")
          yield* monCompte.chooseRecoveredPassword({ ticket, ...newPassword })
          expect(yield* tagOf(monCompte.whoAmI({ session: ticket }))).toBe("SessionOver")
        }),
    }),
  },
  {
    name: "5 lock-out as a weapon: the account holder keeps the session and the known browser, and recovers",
    make: () => ({
      run: (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const session = yield* signedIn(context)
          const { device } = yield* monCompte.rememberMe({ session })
          yield* lockOut
          expect(yield* tagOf(signIn(ADA.nir, PASSWORD))).toBe("Refused")
          expect(yield* tagOf(signIn(device, PASSWORD))).toBe("SignedIn")
          expect(yield* tagOf(monCompte.whoAmI({ session }))).toBe("CurrentPerson")
          const { ticket } = yield* recover(ADA.nir)
          yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
          yield* monCompte.chooseRecoveredPassword({ ticket, ...newPassword })
          expect(yield* tagOf(signIn(ADA.nir, NEW_PASSWORD))).toBe("SignedIn")
        }),
    }),
  },
  {
    name: "6 enumeration by timing or wording: known, closed and unknown accounts get the same answers and work",
    make: () => {
      const { around, since } = recordingStorage()
      return {
        around,
        run: (context) =>
          Effect.gen(function* () {
            const monCompte = yield* MonCompte
            yield* migrated(context)
            yield* close(yield* migrated(context, BOB, "bob@example.org"))
            const identifiers = [ADA.nir, BOB.nir, UNKNOWN_NIR, "P7K2 M9QX 4TRB"]
            const observed = yield* Effect.forEach(identifiers, (identifier) =>
              Effect.gen(function* () {
                const wrongPassword = yield* observe(context, since, signIn(identifier, "Pas celui1"))
                const recovery = yield* observe(context, since, recover(identifier))
                const { ticket } = yield* recover(identifier)
                const guess = (code: string) => observe(context, since, monCompte.confirmRecovery({ ticket, code }))
                const guesses = yield* Effect.forEach(
                  ["000000", "000001", "000002", "000003", "000004", "000005"],
                  guess,
                )
                const afterGuesses = yield* observe(context, since, recover(identifier))
                const choose = monCompte.chooseRecoveredPassword({ ticket, ...newPassword })
                const withoutCode = yield* observe(context, since, choose)
                return { wrongPassword, recovery, guesses, afterGuesses, withoutCode }
              }),
            )
            const [known, closed, unknown, provisional] = observed
            expect(closed).toEqual(known)
            expect(unknown).toEqual(known)
            // The legacy system holds no provisional identifiers. The attacker already knows the kind of identifier.
            expect(withoutLegacy(provisional)).toEqual(withoutLegacy(known))
            // Until the code is right, no answer says whether a code exists, or how many tries it has left.
            expect(known?.guesses.map(({ result }) => JSON.parse(result))).toEqual(
              Array.from({ length: 6 }, () => ({ _tag: "RecoveryCodeRefused" })),
            )
            yield* deliverDue()
            expect(context.mailbox.sent().filter(({ purpose }) => purpose === "recovery")).toHaveLength(1)
            expect(context.mailbox.sent().at(-1)?.to.reveal()).toBe(MAIL)
          }),
      }
    },
  },
]
