import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  latestCode,
  MAIL,
  PASSWORD,
  signedIn,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import * as Account from "../../../domain/account/account.ts"
import { recoveryContacts } from "../../../domain/account/contacts.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"

const OTHER = "ada.new@example.org"
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Requests a change of contact. */
const request = Effect.fnUntraced(function* (session: string, contact = OTHER) {
  const monCompte = yield* MonCompte
  return yield* monCompte.changeContact({ session, current: PASSWORD, contact })
})

/** The announcements sent so far, after everything due was delivered. */
const announced = (context: TestContext) =>
  Effect.map(deliverDue(), () => context.mailbox.announced().map(({ about, to }) => `${about} to ${to.reveal()}`))

/** The account, as stored. */
const accountOf = Effect.fnUntraced(function* ({ storage: { service } }: TestContext, session: string) {
  const id = Account.stream.id(session.slice(0, 36))
  const { rows } = yield* service.load([id])
  const account = yield* readAggregate(Account.machine, id, rows[0])
  if (account.state._tag !== "Active") throw new Error(account.state._tag)
  return { ...account, state: account.state }
})

/** The blind indexes of the contacts that recover the account at this time. */
const recoveringIndexes = Effect.fnUntraced(function* (context: TestContext, session: string, at: number) {
  const { state } = yield* accountOf(context, session)
  return recoveryContacts(state.contacts, at).map(({ index }) => index)
})

describe("a change of contact", () => {
  // Leaflet: household.own
  story("sends a code to the new contact, and announces the change to the former one", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const openSession = yield* signedIn(context)
      expect(yield* request(openSession)).toEqual({
        _tag: "ContactCodeSent",
        codeLength: 6,
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
      expect(yield* monCompte.confirmContact({ session: openSession, code })).toEqual({
        _tag: "ContactChanged",
        contact: "a•••@e•••.org",
        recoversFrom: DAY,
      })
      expect(yield* announced(context)).toEqual([`ContactChanged to ${MAIL}`])
      expect(yield* tagOf(monCompte.contactChangeProgress({ session: openSession }))).toBe("NoContactRequested")
      expect(yield* tagOf(monCompte.confirmContact({ session: openSession, code }))).toBe("NotAllowed")
    }),
  )

  story("lets the new contact recover the account after 24 hours, and the former one until then", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const openSession = yield* signedIn(context)
      const [former] = yield* recoveringIndexes(context, openSession, 0)
      yield* request(openSession)
      yield* monCompte.confirmContact({ session: openSession, code: yield* latestCode(context) })
      expect(yield* recoveringIndexes(context, openSession, DAY - 1)).toEqual([former])
      const after = yield* recoveringIndexes(context, openSession, DAY)
      expect(after).toHaveLength(1)
      expect(after).not.toEqual([former])
    }),
  )

  story("to the present contact proves it again, which lifts a bar and announces nothing", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const openSession = yield* signedIn(context)
      const account = yield* accountOf(context, openSession)
      const indexes = [account.state.contacts.present.index]
      const barred = yield* Effect.fromResult(execute(account, { _tag: "BarContacts", indexes, at: 0 }))
      const commit = { commandId: "bar", at: 0, changes: [toChange(barred)] as const, guards: [], claims: [] }
      yield* context.storage.service.commit({ ...commit, messages: [], answer: { _tag: "Barred" } })
      expect(yield* recoveringIndexes(context, openSession, 0)).toEqual([])
      yield* request(openSession, MAIL)
      yield* monCompte.confirmContact({ session: openSession, code: yield* latestCode(context) })
      expect(yield* recoveringIndexes(context, openSession, 0)).toEqual(indexes)
      expect(yield* announced(context)).toEqual([])
    }),
  )

  story("requires the current password, and counts a wrong one as a sign-in does", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const openSession = yield* signedIn(context)
      const wrong = monCompte.changeContact({ session: openSession, current: "Pas celui1", contact: OTHER })
      const sent = context.mailbox.sent().length
      for (let attempt = 0; attempt < 5; attempt += 1) expect(yield* tagOf(wrong)).toBe("PasswordWrong")
      expect(yield* tagOf(request(openSession))).toBe("Waiting")
      yield* deliverDue()
      expect(context.mailbox.sent()).toHaveLength(sent)
      yield* TestClock.adjust(2 * MINUTE)
      expect(yield* tagOf(request(openSession))).toBe("ContactCodeSent")
    }),
  )

  story(
    "is refused for a malformed contact before the password is verified",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const openSession = yield* signedIn(context)
        const verified = context.hasher.verifications()
        expect(yield* tagOf(request(openSession, "ada@"))).toBe("ContactRefused")
        expect(yield* tagOf(request(openSession, "06 39 98 00 12"))).toBe("ChannelUnavailable")
        expect(context.hasher.verifications()).toBe(verified)
        for (const bad of [undefined, null, 5] as unknown as ReadonlyArray<never>) {
          expect(yield* tagOf(monCompte.changeContact(bad))).toBe("ContactRefused")
          expect(yield* tagOf(monCompte.confirmContact(bad))).toBe("FieldEmpty")
          expect(yield* tagOf(monCompte.resendContactCode(bad))).toBe("SessionOver")
          expect(yield* tagOf(monCompte.contactChangeProgress(bad))).toBe("SessionOver")
        }
      }),
    { reaches: ["Email"] },
  )
})
