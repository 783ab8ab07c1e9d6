import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  latestCode,
  MAIL,
  PASSWORD,
  session,
  signedIn,
  story,
  type TestContext,
  tagOf,
  wrongCode,
} from "../../../../test/stories/test-context.ts"
import * as Account from "../../../domain/account/account.ts"
import { forRecovery } from "../../../domain/account/known-contact.ts"
import { deliverDue } from "../../delivery/deliver.ts"
import { MonCompte } from "../../mon-compte.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"

const OTHER = "ada.new@example.org"
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const ask = Effect.fnUntraced(function* (session: string, contact = OTHER) {
  const monCompte = yield* MonCompte
  return yield* monCompte.changeContact({ session, current: PASSWORD, contact })
})

const told = (context: TestContext) =>
  Effect.map(deliverDue(), () => context.mailbox.announced().map(({ about, to }) => `${about} to ${to.reveal()}`))

/** The account as it is stored. */
const accountOf = Effect.fnUntraced(function* ({ storage: { service } }: TestContext, session: string) {
  const id = `account/${session.slice(0, 36)}` as const
  const { rows } = yield* service.load([id])
  const account = yield* readAggregate(Account.machine, id, rows[0])
  if (account.state._tag !== "Active") throw new Error(account.state._tag)
  return { ...account, state: account.state }
})

/** The blind indexes of the contacts that may recover the account now. */
const recovering = Effect.fnUntraced(function* (context: TestContext, session: string, at: number) {
  const { state } = yield* accountOf(context, session)
  return forRecovery(state.contacts, at).map(({ index }) => index)
})

describe("changing the contact", () => {
  // Leaflet: household.own
  story("sends a code to the new one, and tells the one before when it is typed", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      expect(yield* ask(open)).toEqual({
        _tag: "ContactCodeSent",
        sentTo: "a•••@e•••.org",
        number: 1,
        triesLeft: 5,
        codeUntil: 10 * MINUTE,
        resendAt: MINUTE,
        undeliverable: false,
      })
      const code = yield* latestCode(context)
      expect(context.mailbox.sent().at(-1)).toMatchObject({ purpose: "contact" })
      expect(context.mailbox.sent().at(-1)?.to.reveal()).toBe(OTHER)
      expect(yield* monCompte.confirmContact({ session: open, code })).toEqual({
        _tag: "ContactChanged",
        contact: "a•••@e•••.org",
        recoversFrom: DAY,
      })
      expect(yield* told(context)).toEqual([`ContactChanged to ${MAIL}`])
      expect(yield* tagOf(monCompte.contactChangeProgress({ session: open }))).toBe("NoContactAsked")
      expect(yield* tagOf(monCompte.confirmContact({ session: open, code }))).toBe("NotAllowed")
    }),
  )

  story("lets the new one recover the account after 24 hours, and the one before until then", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      const [former] = yield* recovering(context, open, 0)
      yield* ask(open)
      yield* monCompte.confirmContact({ session: open, code: yield* latestCode(context) })
      expect(yield* recovering(context, open, DAY - 1)).toEqual([former])
      const after = yield* recovering(context, open, DAY)
      expect(after).toHaveLength(1)
      expect(after).not.toEqual([former])
    }),
  )

  story("to the present one proves it anew: what barred it is lifted, and nobody is told", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      const account = yield* accountOf(context, open)
      const indexes = [account.state.contacts.present.index]
      const barred = yield* Effect.fromResult(execute(account, { _tag: "BarContacts", indexes, at: 0 }))
      const commit = { commandId: "bar", at: 0, changes: [toChange(barred)] as const, guards: [], claims: [] }
      yield* context.storage.service.commit({ ...commit, messages: [], answer: { _tag: "Barred" } })
      expect(yield* recovering(context, open, 0)).toEqual([])
      yield* ask(open, MAIL)
      yield* monCompte.confirmContact({ session: open, code: yield* latestCode(context) })
      expect(yield* recovering(context, open, 0)).toEqual(indexes)
      expect(yield* told(context)).toEqual([])
    }),
  )

  story("asks for the present password, and counts a wrong one as the door does", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      const wrong = monCompte.changeContact({ session: open, current: "Pas celui1", contact: OTHER })
      const sent = context.mailbox.sent().length
      for (let attempt = 0; attempt < 5; attempt += 1) expect(yield* tagOf(wrong)).toBe("PasswordWrong")
      expect(yield* tagOf(ask(open))).toBe("Waiting")
      yield* deliverDue()
      expect(context.mailbox.sent()).toHaveLength(sent)
      yield* TestClock.adjust(2 * MINUTE)
      expect(yield* tagOf(ask(open))).toBe("ContactCodeSent")
    }),
  )

  story(
    "is refused for what is no contact, before the password is looked at",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const open = yield* signedIn(context)
        const verified = context.hasher.verifications()
        expect(yield* tagOf(ask(open, "ada@"))).toBe("ContactRefused")
        expect(yield* tagOf(ask(open, "06 39 98 00 12"))).toBe("ChannelUnavailable")
        expect(context.hasher.verifications()).toBe(verified)
        for (const bad of [undefined, null, 5] as unknown as ReadonlyArray<never>) {
          expect(yield* tagOf(monCompte.changeContact(bad))).toBe("ContactRefused")
          expect(yield* tagOf(monCompte.confirmContact(bad))).toBe("CodeMalformed")
          expect(yield* tagOf(monCompte.resendContactCode(bad))).toBe("SessionOver")
          expect(yield* tagOf(monCompte.contactChangeProgress(bad))).toBe("SessionOver")
        }
      }),
    { reaches: ["Email"] },
  )
})

describe("the code of a changed contact", () => {
  story("when wrong leaves four tries, the fifth ends it, and asking again starts another", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      yield* ask(open)
      const right = yield* latestCode(context)
      const wrong = monCompte.confirmContact({ session: open, code: wrongCode(right) })
      for (const triesLeft of [4, 3, 2, 1])
        expect(yield* Effect.flip(wrong)).toMatchObject({ _tag: "CodeWrong", triesLeft })
      expect(yield* tagOf(wrong)).toBe("CodeExhausted")
      expect(yield* tagOf(monCompte.confirmContact({ session: open, code: right }))).toBe("CodeExhausted")
      expect(yield* tagOf(monCompte.resendContactCode({ session: open }))).toBe("NotAllowed")
      yield* ask(open)
      expect(yield* tagOf(monCompte.confirmContact({ session: open, code: yield* latestCode(context) }))).toBe(
        "ContactChanged",
      )
    }),
  )

  story("works for ten minutes, to the millisecond", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      yield* ask(open)
      const code = yield* latestCode(context)
      yield* TestClock.adjust(10 * MINUTE)
      expect(yield* tagOf(monCompte.confirmContact({ session: open, code }))).toBe("CodeExpired")
      yield* monCompte.resendContactCode({ session: open })
      const second = yield* latestCode(context)
      yield* TestClock.adjust(10 * MINUTE - 1)
      expect(yield* tagOf(monCompte.confirmContact({ session: open, code: second }))).toBe("ContactChanged")
    }),
  )

  story("is sent again after a minute; the older one says so, and counts", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      yield* ask(open)
      const first = yield* latestCode(context)
      yield* TestClock.adjust(MINUTE - 1)
      expect(yield* tagOf(monCompte.resendContactCode({ session: open }))).toBe("ResendTooSoon")
      yield* TestClock.adjust(1)
      expect(yield* monCompte.resendContactCode({ session: open })).toMatchObject({ number: 2, triesLeft: 5 })
      const second = yield* latestCode(context)
      expect(yield* Effect.flip(monCompte.confirmContact({ session: open, code: first }))).toMatchObject({
        _tag: "CodeSuperseded",
        current: 2,
        triesLeft: 4,
      })
      expect(yield* tagOf(monCompte.confirmContact({ session: open, code: second }))).toBe("ContactChanged")
    }),
  )

  story("is worth nothing once another contact was asked for, or the password changed", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      yield* ask(open)
      const first = yield* latestCode(context)
      yield* ask(open, "other@example.org")
      const second = yield* latestCode(context)
      expect(yield* tagOf(monCompte.confirmContact({ session: open, code: first }))).toBe("CodeWrong")
      yield* monCompte.changePassword({
        session: open,
        current: PASSWORD,
        password: "Nouveau34",
        confirmation: "Nouveau34",
      })
      const again = yield* Effect.flatMap(MonCompte, () => session(undefined, "Nouveau34"))
      expect(yield* tagOf(monCompte.confirmContact({ session: again, code: second }))).toBe("NotAllowed")
      expect(yield* tagOf(monCompte.contactChangeProgress({ session: again }))).toBe("NoContactAsked")
    }),
  )

  story("asked for and typed twice under one id is done once, and told twice", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      const asked = { session: open, current: PASSWORD, contact: OTHER, commandId: "ask" }
      expect(yield* tagOf(monCompte.changeContact(asked))).toBe("ContactCodeSent")
      expect(yield* tagOf(monCompte.changeContact(asked))).toBe("ContactCodeSent")
      const code = yield* latestCode(context)
      expect(context.mailbox.sent().filter(({ purpose }) => purpose === "contact")).toHaveLength(1)
      const wrong = { session: open, code: wrongCode(code), commandId: "wrong" }
      for (let time = 0; time < 2; time += 1) {
        expect(yield* Effect.flip(monCompte.confirmContact(wrong))).toMatchObject({ _tag: "CodeWrong", triesLeft: 4 })
      }
      const right = { session: open, code, commandId: "right" }
      expect(yield* tagOf(monCompte.confirmContact(right))).toBe("ContactChanged")
      expect(yield* tagOf(monCompte.confirmContact(right))).toBe("ContactChanged")
      expect(yield* told(context)).toHaveLength(1)
    }),
  )

  story("is not sent more than ten times a day to one contact, and then the password's try is given back", (context) =>
    Effect.gen(function* () {
      const open = yield* signedIn(context)
      for (let time = 0; time < 10; time += 1) expect(yield* tagOf(ask(open))).toBe("ContactCodeSent")
      for (let time = 0; time < 7; time += 1) expect(yield* tagOf(ask(open))).toBe("TooManyMessages")
      expect(yield* tagOf(ask(open, "another@example.org"))).toBe("ContactCodeSent")
    }),
  )
})
