import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  latestCode,
  MAIL,
  PASSWORD,
  session,
  signedIn,
  signInTag,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { longTextOf } from "../../../messages/notices/long.ts"
import { shortTextOf } from "../../../messages/notices/short.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const AGENT = "agent-7"
const NEXT = "ada.next@example.org"
const OWN = "Nouveau34"

/** Requests a recovery. Answers its ticket and where its code was sent. */
const requested = Effect.fnUntraced(function* (context: TestContext) {
  const monCompte = yield* MonCompte
  yield* deliverDue()
  const before = context.mailbox.sent().length
  const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
  yield* deliverDue()
  return { ticket, to: context.mailbox.sent().slice(before).at(-1)?.to.reveal() ?? null }
})

/** Enters the code that was sent, and chooses a password. */
const choose = Effect.fnUntraced(function* (context: TestContext, ticket: string, password: string) {
  const monCompte = yield* MonCompte
  yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
  yield* monCompte.chooseRecoveredPassword({ ticket, password, confirmation: password })
})

const announced = (context: TestContext) =>
  Effect.map(deliverDue(), () => context.mailbox.announced().map(({ about, to }) => `${about} to ${to.reveal()}`))

/** The agents whom the stored events with this tag name. */
const agentsOf = ({ storage }: TestContext, person: string, tag: string) =>
  Effect.map(storage.service.journal(`account/${person}`), (events) =>
    events.flatMap(({ _tag, agent }) => (_tag === tag ? [agent] : [])),
  )

describe("a person who lost password and contact, after proof of identity at the counter", () => {
  // Leaflet: outside.restored-access
  story("recovers the account with the contact that the agent recorded, and with nothing else", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      const person = open.slice(0, 36)
      yield* TestClock.adjust("60 days")
      const open2 = yield* session()
      expect(yield* agency.restoreAccess({ agent: AGENT, person, contact: NEXT })).toEqual({
        _tag: "AccessRestored",
        person,
      })
      expect(yield* tagOf(monCompte.whoAmI({ session: open2 }))).toBe("SessionOver")
      expect(yield* signInTag(PASSWORD)).toBe("MustChangePassword")
      expect(yield* announced(context)).toEqual([`AccessRestored to ${MAIL}`])
      const { ticket, to } = yield* requested(context)
      expect(to).toBe(NEXT)
      yield* choose(context, ticket, OWN)
      expect(yield* signInTag(OWN)).toBe("SignedIn")
      expect((yield* announced(context)).slice(1)).toEqual([`PasswordRecovered to ${MAIL}`])
      yield* TestClock.adjust("1 day")
      expect((yield* requested(context)).to).toBe(NEXT)
    }),
  )

  story("has 3 days to prove that contact", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const person = (yield* signedIn(context)).slice(0, 36)
      yield* agency.restoreAccess({ agent: AGENT, person, contact: NEXT })
      yield* TestClock.adjust(3 * 24 * 60 * 60_000 - 1)
      expect((yield* requested(context)).to).toBe(NEXT)
      yield* TestClock.adjust(1)
      expect((yield* requested(context)).to).toBe(null)
    }),
  )

  story("may give the contact that a compromise barred", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const person = (yield* signedIn(context)).slice(0, 36)
      // The contact is as young as the account, and nothing older is known.
      yield* agency.declareCompromised({ agent: AGENT, person })
      expect((yield* requested(context)).to).toBe(null)
      yield* TestClock.adjust("11 minutes")
      yield* agency.restoreAccess({ agent: AGENT, person, contact: MAIL })
      const { ticket, to } = yield* requested(context)
      expect(to).toBe(MAIL)
      yield* choose(context, ticket, OWN)
      expect(yield* signInTag(OWN)).toBe("SignedIn")
      yield* TestClock.adjust("5 days")
      expect((yield* requested(context)).to).toBe(MAIL)
    }),
  )
})

describe("a contact that an agent bars", () => {
  story("recovers nothing until its owner proves it again, and the agent is on record", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      const person = open.slice(0, 36)
      const bar = (contact: string) => agency.barContact({ agent: AGENT, person, contact })
      expect(yield* tagOf(bar("other@example.org"))).toBe("ContactUnknown")
      expect(yield* tagOf(bar("ada@"))).toBe("ContactRefused")
      expect(yield* tagOf(bar(MAIL.toUpperCase()))).toBe("ContactBarred")
      expect(yield* announced(context)).toEqual([`ContactBarred to ${MAIL}`])
      expect((yield* requested(context)).to).toBe(null)
      expect(yield* agentsOf(context, person, "ContactsBarred")).toEqual([AGENT])
      yield* monCompte.changeContact({ session: open, current: PASSWORD, contact: MAIL })
      yield* monCompte.confirmContact({ session: open, code: yield* latestCode(context) })
      yield* TestClock.adjust("11 minutes")
      expect((yield* requested(context)).to).toBe(MAIL)
    }),
  )
})

story("the agent who declares a compromise or restores access is named in the event", (context) =>
  Effect.gen(function* () {
    const agency = yield* Agency
    const person = (yield* signedIn(context)).slice(0, 36)
    yield* agency.declareCompromised({ agent: AGENT, person })
    yield* agency.restoreAccess({ agent: "agent-8", person, contact: NEXT })
    expect(yield* agentsOf(context, person, "PasswordCompromised")).toEqual([AGENT])
    expect(yield* agentsOf(context, person, "AccessRestored")).toEqual(["agent-8"])
  }),
)

describe("a contact that was barred before an agent restored the access", () => {
  /** Restores the access with another contact, whose owner recovers the account. Answers the announcements since. */
  const restored = Effect.fnUntraced(function* (context: TestContext, person: string) {
    const agency = yield* Agency
    const before = (yield* announced(context)).length
    yield* agency.restoreAccess({ agent: AGENT, person, contact: NEXT })
    const { ticket } = yield* requested(context)
    yield* choose(context, ticket, OWN)
    yield* deliverDue()
    yield* TestClock.adjust("29 days")
    const open = yield* session(ADA, OWN)
    const monCompte = yield* MonCompte
    const next = "Encore567"
    yield* monCompte.changePassword({ session: open, current: OWN, password: next, confirmation: next })
    return (yield* announced(context)).slice(before).sort()
  })

  story("after a compromise is notified for 30 days: it may be that of the owner", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const person = (yield* signedIn(context)).slice(0, 36)
      yield* agency.declareCompromised({ agent: AGENT, person })
      expect(yield* restored(context, person)).toEqual(
        [
          `AccessRestored to ${MAIL}`,
          `PasswordChanged to ${NEXT}`,
          `PasswordChanged to ${MAIL}`,
          `PasswordRecovered to ${MAIL}`,
        ].sort(),
      )
    }),
  )

  story("because others read it is not notified any more, whatever comes after", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const person = (yield* signedIn(context)).slice(0, 36)
      yield* agency.barContact({ agent: AGENT, person, contact: MAIL })
      yield* agency.declareCompromised({ agent: AGENT, person })
      expect((yield* restored(context, person)).filter((text) => text.startsWith("PasswordChanged"))).toEqual([
        `PasswordChanged to ${NEXT}`,
      ])
    }),
  )
})

story(
  "the notice of a restored access names the counter, and is true of an address that was known already",
  (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const person = (yield* signedIn(context)).slice(0, 36)
      yield* agency.restoreAccess({ agent: AGENT, person, contact: MAIL })
      yield* deliverDue()
      const notice = context.mailbox.announced().at(-1)
      if (notice === undefined) return expect.fail("No notice was delivered.")
      const { lead, paragraphs, subject } = longTextOf(notice, "Mon Compte")
      const short = shortTextOf(notice, { service: "Mon Compte" })
      expect(subject.replaceAll("\u00a0", " ")).toBe("Mon Compte : un agent a enregistré des coordonnées au guichet")
      expect(short).toContain("Un agent a enregistré des coordonnées au guichet")
      expect([subject, lead, ...paragraphs, short].join(" ")).not.toMatch(/nouvelles coordonnées/iu)
    }),
)
