import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  BOB,
  latestCode,
  migrated,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import * as Account from "../../../domain/account/account.ts"
import * as Challenge from "../../../domain/challenge/challenge.ts"
import { ProvisionalIdentifier } from "../../../domain/provisional-identifier/provisional-identifier.ts"
import { Keys } from "../../../ports/keys.ts"
import { defaultPolicies, Policies } from "../../contract/policies.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"
import { deriveCode } from "../../secrets/code.ts"
import { indexIdentifier } from "../../secrets/identifier.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"

const UNKNOWN = "1 85 05 78 006 085"
const PROVISIONAL = "P7K2 M9QX 4TRB"

/** Requests a recovery. */
const request = Effect.fnUntraced(function* (identifier: string) {
  const monCompte = yield* MonCompte
  return yield* monCompte.startRecovery({ identifier })
})

/** Counts the messages that a request for a recovery sends. */
const countSent = Effect.fnUntraced(function* ({ mailbox }: TestContext, identifier: string) {
  yield* deliverDue()
  const before = mailbox.sent().length
  yield* request(identifier)
  yield* deliverDue()
  return mailbox.sent().length - before
})

/** Commits a command on the account of a ticket. */
const commitCommand = Effect.fnUntraced(function* (
  { storage: { service } }: TestContext,
  ticket: string,
  decide: (account: Account.Active) => Account.Command,
  claims: ReadonlyArray<string> = [],
) {
  const owner = `account/${ticket.slice(0, 36)}` as const
  const { rows } = yield* service.load([owner])
  const account = yield* readAggregate(Account.machine, owner, rows[0])
  if (account.state._tag !== "Active") throw new Error(account.state._tag)
  const decided = yield* Effect.fromResult(execute(account, decide(account.state)))
  const commit = { commandId: "test", at: 0, changes: [toChange(decided)] as const, guards: [], messages: [] }
  yield* service.commit({ ...commit, claims: claims.map((key) => ({ key, owner })), answer: { _tag: "Done" } })
})

describe("a recovery without a target", () => {
  story("makes the same calls to the keys as a recovery with a target", (context) => {
    const calls: Array<string> = []
    const recording =
      (name: string, call: (...args: ReadonlyArray<never>) => Effect.Effect<unknown, unknown>) =>
      (...args: ReadonlyArray<never>) =>
        Effect.suspend(() => {
          calls.push(name)
          return call(...args)
        })
    const { accepted, ...methods } = context.keys.service
    const recordingKeys = {
      ...(Object.fromEntries(
        Object.entries(methods).map(([name, call]) => [name, recording(name, call as Parameters<typeof recording>[1])]),
        // The compiler cannot derive this type through `Object.entries`.
      ) as unknown as typeof methods),
      accepted,
    }
    const verbs = Layer.fresh(MonCompte.verbs).pipe(Layer.provide(Layer.succeed(Keys, recordingKeys)))
    return Effect.gen(function* () {
      yield* migrated(context)
      const each = Effect.forEach([ADA.nir, BOB.nir, UNKNOWN, PROVISIONAL], (nir) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          calls.splice(0)
          const { ticket } = yield* monCompte.startRecovery({ identifier: nir })
          const recovering = calls.splice(0)
          yield* tagOf(monCompte.confirmRecovery({ ticket, code: "000000" }))
          return { recovering: recovering.toSorted(), confirming: calls.splice(0) }
        }),
      )
      const [known, ...others] = yield* Effect.provide(each, verbs)
      expect(known?.recovering).toHaveLength(9)
      for (const other of others) expect(other).toEqual(known)
    })
  })

  story("accepts no code, not even the one that its challenge derives", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* request(UNKNOWN)
      const account = ticket.slice(0, 36)
      const id = Challenge.idFor(account, "recovery")
      const { rows } = yield* context.storage.service.load([id])
      const { state } = yield* readAggregate(Challenge.machine, id, rows[0])
      if (state._tag !== "Open") throw new Error(state._tag)
      const { challenge, nonces, policy } = state
      const code = yield* deriveCode({ account, purpose: "recovery", challenge, nonce: nonces[0] ?? "" }, policy)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: code ?? "" }))).toBe("RecoveryCodeRefused")
    }),
  )

  story("is answered for a provisional identifier that a NIR has retired", (context) =>
    Effect.gen(function* () {
      const provisional = ProvisionalIdentifier.parse(PROVISIONAL)
      if (provisional === null) throw new Error("The sample must be a provisional identifier.")
      const { keys } = yield* indexIdentifier(provisional)
      yield* commitCommand(context, yield* migrated(context), () => ({ _tag: "RenewHash", at: 0 }), keys)
      expect(yield* countSent(context, PROVISIONAL)).toBe(0)
      expect(yield* countSent(context, ADA.nir)).toBe(1)
    }),
  )

  story(
    "is answered for an account whose contact is barred, whatever is on record in the legacy system",
    (context) =>
      Effect.gen(function* () {
        const ticket = yield* migrated(context)
        yield* commitCommand(context, ticket, ({ contacts }) => ({
          _tag: "BarContacts",
          indexes: [contacts.present.index],
          at: 0,
        }))
        expect(yield* countSent(context, ADA.nir)).toBe(0)
      }),
    { files: [{ ...ADA, contacts: ["former@example.org"] }] },
  )

  story("is answered for a contact that received as many recovery codes today as the policy allows", (context) =>
    Effect.gen(function* () {
      const codes = { ...defaultPolicies.codes, sendsPerContactPerDay: 1 }
      const monCompte = yield* MonCompte.pipe(
        Effect.provide(
          Layer.fresh(MonCompte.verbs).pipe(Layer.provide(Layer.succeed(Policies, { ...defaultPolicies, codes }))),
        ),
      )
      yield* migrated(context)
      yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* deliverDue()
      const before = context.mailbox.sent().length
      yield* TestClock.adjust("11 minutes")
      const late = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* deliverDue()
      expect(context.mailbox.sent()).toHaveLength(before)
      expect(yield* Effect.flip(monCompte.confirmRecovery({ ticket: late.ticket, code: "000000" }))).toMatchObject({
        _tag: "RecoveryCodeRefused",
      })
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: late.ticket, code: yield* latestCode(context) }))).toBe(
        "RecoveryCodeRefused",
      )
    }),
  )
})
