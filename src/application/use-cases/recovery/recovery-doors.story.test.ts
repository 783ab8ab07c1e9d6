import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  BOB,
  close,
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
import { deliverDue } from "../../delivery/deliver.ts"
import { MonCompte } from "../../mon-compte.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"

const NEW = "Nouveau34"
const typed = { password: NEW, confirmation: NEW }
const MINUTE = 60_000
const RECORDED = { ...BOB, contacts: ["not an address", "bob@example.org"] }

const ask = Effect.fnUntraced(function* (nir: string = ADA.nir) {
  const monCompte = yield* MonCompte
  return yield* monCompte.startRecovery({ identifier: nir })
})

const signIn = Effect.fnUntraced(function* (password: string) {
  const monCompte = yield* MonCompte
  return yield* monCompte.signIn({ identifier: ADA.nir, password })
})

/** The code that a recovery was sent, if one was. */
const recoveryCode = (context: TestContext) =>
  Effect.map(deliverDue(), () => {
    const last = context.mailbox.sent().at(-1)
    return last?.purpose === "recovery" ? (codes(context).at(-1) ?? null) : null
  })

const bar = Effect.fnUntraced(function* ({ storage: { service } }: TestContext, ticket: string) {
  const id = `account/${ticket.slice(0, 36)}` as const
  const { rows } = yield* service.load([id])
  const account = yield* readAggregate(Account.machine, id, rows[0])
  if (account.state._tag !== "Active") throw new Error(account.state._tag)
  const indexes = [account.state.contacts.present.index]
  const barred = yield* Effect.fromResult(execute(account, { _tag: "BarContacts", indexes, at: 0 }))
  const commit = { commandId: "bar", at: 0, changes: [toChange(barred)] as const, guards: [], claims: [] }
  yield* service.commit({ ...commit, messages: [], answer: { _tag: "Barred" } })
})

describe("a contact", () => {
  story("that separation barred recovers nothing, not even with a code on its way or typed already", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      const asked = yield* ask()
      const code = yield* latestCode(context)
      yield* bar(context, ticket)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: asked.ticket, code }))).toBe("TicketUnknown")
      yield* TestClock.adjust("11 minutes")
      const before = context.mailbox.sent().length
      yield* ask()
      yield* deliverDue()
      expect(context.mailbox.sent()).toHaveLength(before)
    }),
  )

  story("that was barred after the code was typed lets choose no password", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      const asked = yield* ask()
      yield* monCompte.confirmRecovery({ ticket: asked.ticket, code: yield* latestCode(context) })
      yield* bar(context, ticket)
      expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket: asked.ticket, ...typed }))).toBe("TicketUnknown")
    }),
  )

  story("that was just changed does not recover the account for a day: the one before does", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      yield* monCompte.changeContact({ session: open, current: PASSWORD, contact: "new@example.org" })
      yield* monCompte.confirmContact({ session: open, code: yield* latestCode(context) })
      const sentTo = Effect.gen(function* () {
        yield* ask()
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
    "is replaced by a code to the contact on record: it opens the wizard",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { ticket } = yield* ask(BOB.nir)
        const code = yield* latestCode(context)
        expect(context.mailbox.sent().at(-1)?.to.reveal()).toBe("bob@example.org")
        const answer = yield* monCompte.confirmRecovery({ ticket, code })
        if (answer._tag !== "MigrationRequired") throw new Error(answer._tag)
        expect(answer.steps).toEqual(["Terms", "Password", "Contact"])
        // Told again, as the first answer may have been lost: with a ticket of its own.
        const again = yield* monCompte.confirmRecovery({ ticket, code })
        if (again._tag !== "MigrationRequired") throw new Error(again._tag)
        for (const invited of [answer, again])
          expect(yield* tagOf(monCompte.startMigration({ ticket: invited.ticket }))).toBe("TermsPending")
        yield* TestClock.adjust("30 minutes")
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("TicketUnknown")
        expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket, ...typed }))).toBe("TicketUnknown")
        expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: BOB.legacy }))).toBe("MigrationRequired")
      }),
    { files: [ADA, RECORDED] },
  )

  story(
    "is so replaced where that of the file was put out of use, too",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { ticket: wizard } = yield* started(BOB)
        const id = `account/${wizard.slice(0, 36)}` as const
        const { rows } = yield* context.storage.service.load([id])
        const account = yield* readAggregate(Account.machine, id, rows[0])
        const disabled = yield* Effect.fromResult(execute(account, { _tag: "DisableLegacy", at: 0 }))
        const commit = { commandId: "off", at: 0, changes: [toChange(disabled)] as const, guards: [], claims: [] }
        yield* context.storage.service.commit({ ...commit, messages: [], answer: { _tag: "Off" } })
        expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: BOB.legacy }))).toBe("Refused")
        const { ticket } = yield* ask(BOB.nir)
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) }))).toBe(
          "MigrationRequired",
        )
      }),
    { files: [ADA, RECORDED] },
  )

  story("of who has no contact on record gets the same answer, and no code", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* ask(BOB.nir)
      expect(yield* recoveryCode(context)).toBeNull()
      expect(yield* Effect.flip(monCompte.confirmRecovery({ ticket, code: "123456" }))).toMatchObject({
        _tag: "CodeWrong",
        triesLeft: 4,
      })
    }),
  )

  story("while the legacy system is silent is to be tried later, whoever asks", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      context.legacy.setDown(true)
      for (const nir of [ADA.nir, BOB.nir]) expect(yield* tagOf(ask(nir))).toBe("TryLater")
    }),
  )
})

describe("a provisional identifier that nobody has", () => {
  story("gets the same answer", (context) =>
    Effect.gen(function* () {
      expect((yield* ask("P7K2 M9QX 4TRB"))._tag).toBe("CodeSentIfKnown")
      expect(yield* recoveryCode(context)).toBeNull()
    }),
  )
})

describe("a closed account", () => {
  story("is recovered by nobody, not even with a code that is right or a password to be chosen", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const wizard = yield* migrated(context)
      const typedAlready = yield* ask()
      yield* monCompte.confirmRecovery({ ticket: typedAlready.ticket, code: yield* latestCode(context) })
      const asked = yield* ask()
      const code = yield* latestCode(context)
      yield* close(context, wizard)
      expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket: typedAlready.ticket, ...typed }))).toBe(
        "TicketUnknown",
      )
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: asked.ticket, code }))).toBe("TicketUnknown")
      yield* TestClock.adjust("11 minutes")
      const before = context.mailbox.sent().length
      expect((yield* ask())._tag).toBe("CodeSentIfKnown")
      yield* deliverDue()
      expect(context.mailbox.sent()).toHaveLength(before)
      expect(yield* tagOf(signIn(PASSWORD))).toBe("Refused")
    }),
  )
})
