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
import { deliverDue } from "../../delivery/deliver.ts"
import { MonCompte } from "../../mon-compte.ts"
import { deriveCode } from "../../secrets/code.ts"
import { findableBy } from "../../secrets/identifier.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"

const NOBODY = "1 85 05 78 006 085"
const PROVISIONAL = "P7K2 M9QX 4TRB"

const ask = Effect.fnUntraced(function* (identifier: string) {
  const monCompte = yield* MonCompte
  return yield* monCompte.startRecovery({ identifier })
})

const sentFor = Effect.fnUntraced(function* ({ mailbox }: TestContext, identifier: string) {
  yield* deliverDue()
  const before = mailbox.sent().length
  yield* ask(identifier)
  yield* deliverDue()
  return mailbox.sent().length - before
})

type Decided = Parameters<typeof toChange>[0]

/** Keeps what was decided on the account of a ticket, as something else would have. */
const keep = Effect.fnUntraced(function* (
  { storage: { service } }: TestContext,
  ticket: string,
  decide: (account: Account.Active) => Account.Command,
  claims: ReadonlyArray<string> = [],
) {
  const owner = `account/${ticket.slice(0, 36)}` as const
  const { rows } = yield* service.load([owner])
  const account = yield* readAggregate(Account.machine, owner, rows[0])
  if (account.state._tag !== "Active") throw new Error(account.state._tag)
  const decided: Decided = yield* Effect.fromResult(execute(account, decide(account.state)))
  const commit = { commandId: "else", at: 0, changes: [toChange(decided)] as const, guards: [], messages: [] }
  yield* service.commit({ ...commit, claims: claims.map((key) => ({ key, owner })), answer: { _tag: "Else" } })
})

describe("a recovery that reaches nobody", () => {
  story("asks the keys for the same, as often as one that reaches somebody", (context) => {
    const asked: Array<string> = []
    const noting =
      (name: string, call: (...given: ReadonlyArray<never>) => Effect.Effect<unknown, unknown>) =>
      (...given: ReadonlyArray<never>) =>
        Effect.suspend(() => {
          asked.push(name)
          return call(...given)
        })
    const { accepted, ...calls } = context.keys.service
    const noted = {
      ...(Object.fromEntries(
        Object.entries(calls).map(([name, call]) => [name, noting(name, call as Parameters<typeof noting>[1])]),
        // One by one from the keys' own calls, which the compiler cannot follow through `Object.entries`.
      ) as unknown as typeof calls),
      accepted,
    }
    const counted = Layer.fresh(MonCompte.verbs).pipe(Layer.provide(Layer.succeed(Keys, noted)))
    return Effect.gen(function* () {
      yield* migrated(context)
      const each = Effect.forEach([ADA.nir, BOB.nir, NOBODY, PROVISIONAL], (nir) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          asked.splice(0)
          const { ticket } = yield* monCompte.startRecovery({ identifier: nir })
          const recovering = asked.splice(0)
          yield* tagOf(monCompte.confirmRecovery({ ticket, code: "000000" }))
          return { recovering: recovering.toSorted(), confirming: asked.splice(0) }
        }),
      )
      const [known, ...others] = yield* Effect.provide(each, counted)
      expect(known?.recovering).toHaveLength(8)
      for (const other of others) expect(other).toEqual(known)
    })
  })

  story("takes no code, not even the one that would be right", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* ask(NOBODY)
      const account = ticket.slice(0, 36)
      const id = Challenge.idFor(account, "recovery")
      const { rows } = yield* context.storage.service.load([id])
      const { state } = yield* readAggregate(Challenge.machine, id, rows[0])
      if (state._tag !== "Open") throw new Error(state._tag)
      const { challenge, nonces } = state
      const code = yield* deriveCode({ account, purpose: "recovery", challenge, nonce: nonces[0] ?? "" })
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: code ?? "" }))).toBe("CodeWrong")
    }),
  )

  story("is that of a provisional identifier that was retired", (context) =>
    Effect.gen(function* () {
      const provisional = ProvisionalIdentifier.parse(PROVISIONAL)
      if (provisional === null) throw new Error("This is one.")
      const { keys } = yield* findableBy(provisional)
      yield* keep(context, yield* migrated(context), () => ({ _tag: "RenewHash", at: 0 }), keys)
      expect(yield* sentFor(context, PROVISIONAL)).toBe(0)
      expect(yield* sentFor(context, ADA.nir)).toBe(1)
    }),
  )

  story(
    "is that of an account whose contact is barred, whatever the legacy system has on record",
    (context) =>
      Effect.gen(function* () {
        const ticket = yield* migrated(context)
        yield* keep(context, ticket, ({ contacts }) => ({
          _tag: "BarContacts",
          indexes: [contacts.present.index],
          at: 0,
        }))
        expect(yield* sentFor(context, ADA.nir)).toBe(0)
      }),
    { files: [{ ...ADA, contacts: ["former@example.org"] }] },
  )

  story("is that of a contact that was written to ten times today, and every code counts towards those", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      // One code of Ada's migration, and eight for the wizard of Bob, who types her address.
      const bob = yield* monCompte.signIn({ identifier: BOB.nir, password: BOB.legacy })
      if (bob._tag !== "MigrationRequired") throw new Error(bob._tag)
      const { ticket } = bob
      yield* monCompte.startMigration({ ticket })
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      yield* monCompte.choosePassword({ ticket, password: "Azerty12", confirmation: "Azerty12" })
      for (let time = 0; time < 8; time += 1) yield* monCompte.sendCode({ ticket, contact: "ada@example.org" })
      expect(yield* sentFor(context, ADA.nir)).toBe(1)
      expect(yield* tagOf(monCompte.sendCode({ ticket, contact: "ada@example.org" }))).toBe("TooManyMessages")
      yield* TestClock.adjust("11 minutes")
      expect(yield* sentFor(context, ADA.nir)).toBe(0)
      const late = yield* ask(ADA.nir)
      expect(yield* Effect.flip(monCompte.confirmRecovery({ ticket: late.ticket, code: "000000" }))).toMatchObject({
        _tag: "CodeWrong",
        triesLeft: 4,
      })
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: late.ticket, code: yield* latestCode(context) }))).toBe(
        "CodeWrong",
      )
    }),
  )
})
