import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  BOB,
  closeAccount,
  codes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  signedIn,
  started,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import * as Account from "../../../domain/account/account.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"

const NEW = "Nouveau34"
const typed = { password: NEW, confirmation: NEW }
const MINUTE = 60_000
const BOB_WITH_CONTACTS = { ...BOB, contacts: ["not an address", "bob@example.org"] }

/** Requests a recovery. */
const request = Effect.fnUntraced(function* (nir: string = ADA.nir) {
  const monCompte = yield* MonCompte
  return yield* monCompte.startRecovery({ identifier: nir })
})

const signIn = Effect.fnUntraced(function* (password: string) {
  const monCompte = yield* MonCompte
  return yield* monCompte.signIn({ identifier: ADA.nir, password })
})

/** The recovery code that was sent last, if one was. */
const recoveryCode = (context: TestContext) =>
  Effect.map(deliverDue(), () => {
    const last = context.mailbox.sent().at(-1)
    return last?.purpose === "recovery" ? (codes(context).at(-1) ?? null) : null
  })

/** Bars the present contact of an account from recovery, as a separation does. */
const barContact = Effect.fnUntraced(function* ({ storage: { service } }: TestContext, ticket: string) {
  const id = `account/${ticket.slice(0, 36)}` as const
  const { rows } = yield* service.load([id])
  const account = yield* readAggregate(Account.machine, id, rows[0])
  if (account.state._tag !== "Active") throw new Error(account.state._tag)
  const indexes = [account.state.contacts.present.index]
  const barred = yield* Effect.fromResult(execute(account, { _tag: "BarContacts", indexes, at: 0 }))
  const commit = { commandId: "bar", at: 0, changes: [toChange(barred)] as const, guards: [], claims: [] }
  yield* service.commit({ ...commit, messages: [], answer: { _tag: "Barred" } })
})

describe("the contact of an account", () => {
  story("that a separation barred recovers nothing, not even with a code sent before", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      const requested = yield* request()
      const code = yield* latestCode(context)
      yield* barContact(context, ticket)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: requested.ticket, code }))).toBe("TicketUnknown")
      yield* TestClock.adjust("11 minutes")
      const before = context.mailbox.sent().length
      yield* request()
      yield* deliverDue()
      expect(context.mailbox.sent()).toHaveLength(before)
    }),
  )

  story("that is barred after the code was entered allows no new password", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      const requested = yield* request()
      yield* monCompte.confirmRecovery({ ticket: requested.ticket, code: yield* latestCode(context) })
      yield* barContact(context, ticket)
      expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket: requested.ticket, ...typed }))).toBe(
        "TicketUnknown",
      )
    }),
  )

  story("that was changed recovers the account after a day, and the former one until then", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const openSession = yield* signedIn(context)
      yield* monCompte.changeContact({ session: openSession, current: PASSWORD, contact: "new@example.org" })
      yield* monCompte.confirmContact({ session: openSession, code: yield* latestCode(context) })
      const sentTo = Effect.gen(function* () {
        yield* request()
        yield* deliverDue()
        return context.mailbox.sent().at(-1)?.to.reveal()
      })
      yield* TestClock.adjust(24 * 60 * MINUTE - 1)
      expect(yield* sentTo).toBe(MAIL)
      yield* TestClock.adjust(1)
      expect(yield* sentTo).toBe("new@example.org")
    }),
  )
})

describe("a forgotten 8-digit password", () => {
  story(
    "is replaced by a code to the contact on record, which opens the wizard",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { ticket } = yield* request(BOB.nir)
        const code = yield* latestCode(context)
        expect(context.mailbox.sent().at(-1)?.to.reveal()).toBe("bob@example.org")
        const answer = yield* monCompte.confirmRecovery({ ticket, code })
        if (answer._tag !== "MigrationRequired") throw new Error(answer._tag)
        expect(answer.steps).toEqual(["Terms", "Password", "Contact"])
        // The first answer may have been lost, so a repeated call gets a new ticket.
        const again = yield* monCompte.confirmRecovery({ ticket, code })
        if (again._tag !== "MigrationRequired") throw new Error(again._tag)
        for (const opened of [answer, again])
          expect(yield* tagOf(monCompte.startMigration({ ticket: opened.ticket }))).toBe("TermsPending")
        yield* TestClock.adjust("30 minutes")
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("TicketUnknown")
        expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket, ...typed }))).toBe("TicketUnknown")
        expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: BOB.legacy }))).toBe("MigrationRequired")
      }),
    { files: [ADA, BOB_WITH_CONTACTS] },
  )

  story(
    "is replaced in the same way after the legacy password was disabled",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { ticket: wizard } = yield* started(BOB)
        const id = `account/${wizard.slice(0, 36)}` as const
        const { rows } = yield* context.storage.service.load([id])
        const account = yield* readAggregate(Account.machine, id, rows[0])
        const disabled = yield* Effect.fromResult(execute(account, { _tag: "DisableLegacyPassword", at: 0 }))
        const commit = { commandId: "off", at: 0, changes: [toChange(disabled)] as const, guards: [], claims: [] }
        yield* context.storage.service.commit({ ...commit, messages: [], answer: { _tag: "Off" } })
        expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: BOB.legacy }))).toBe("Refused")
        const { ticket } = yield* request(BOB.nir)
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) }))).toBe(
          "MigrationRequired",
        )
      }),
    { files: [ADA, BOB_WITH_CONTACTS] },
  )

  story("gets the same answer and no code when no contact is on record", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* request(BOB.nir)
      expect(yield* recoveryCode(context)).toBeNull()
      expect(yield* Effect.flip(monCompte.confirmRecovery({ ticket, code: "123456" }))).toMatchObject({
        _tag: "RecoveryCodeRefused",
      })
    }),
  )

  story("is answered with TryLater for every identifier while the legacy system is down", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      context.legacy.setDown(true)
      for (const nir of [ADA.nir, BOB.nir]) expect(yield* tagOf(request(nir))).toBe("TryLater")
    }),
  )
})

describe("an unknown provisional identifier", () => {
  story("gets the same answer and no code", (context) =>
    Effect.gen(function* () {
      expect((yield* request("P7K2 M9QX 4TRB"))._tag).toBe("CodeSentIfKnown")
      expect(yield* recoveryCode(context)).toBeNull()
    }),
  )
})

describe("a closed account", () => {
  story("cannot be recovered, not even with a right code or a password still to choose", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const wizard = yield* migrated(context)
      const proved = yield* request()
      yield* monCompte.confirmRecovery({ ticket: proved.ticket, code: yield* latestCode(context) })
      yield* TestClock.adjust("1 second")
      const requested = yield* request()
      const code = yield* latestCode(context)
      yield* closeAccount(wizard)
      expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket: proved.ticket, ...typed }))).toBe("TicketUnknown")
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: requested.ticket, code }))).toBe("RecoveryCodeRefused")
      yield* TestClock.adjust("11 minutes")
      const before = context.mailbox.sent().length
      expect((yield* request())._tag).toBe("CodeSentIfKnown")
      yield* deliverDue()
      expect(context.mailbox.sent()).toHaveLength(before)
      expect(yield* tagOf(signIn(PASSWORD))).toBe("Refused")
    }),
  )
})
