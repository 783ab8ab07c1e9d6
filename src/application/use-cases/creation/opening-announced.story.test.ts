import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { BOB_ID, completeSteps, family } from "../../../../test/stories/family-with-identities.ts"
import { announcedWithLinks, press, tokenTo, withPage } from "../../../../test/stories/report-links.ts"
import {
  ADA,
  atCode,
  latestCode,
  migrated,
  PASSWORD,
  signInTag,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const ON_RECORD = "ada.on.record@example.org"
const withContacts = [{ ...ADA, contacts: [ON_RECORD, "06 39 98 12 34", "not a contact"] }]

const announced = (context: TestContext) =>
  Effect.map(deliverDue(), () => context.mailbox.announced().map(({ about, to }) => `${about} to ${to.reveal()}`))

describe("the opening of a personal space by a person whom its owner did not send", () => {
  story(
    "is announced to the contacts that the legacy system has on record, after a migration",
    (context) =>
      Effect.gen(function* () {
        yield* migrated(context, ADA, "stranger@example.net")
        expect((yield* announced(context)).sort()).toEqual([
          "AccountOpened to +33639981234",
          `AccountOpened to ${ON_RECORD}`,
        ])
      }),
    { files: withContacts },
  )

  story("is announced to the other adult, after a creation with facts", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      yield* migrated(context, ADA, "ada@example.org")
      const { ticket } = yield* monCompte.createAccount(BOB_ID)
      yield* completeSteps(context, ticket)
      expect(yield* announced(context)).toEqual(["MemberAccountOpened to ada@example.org"])
    }),
  )

  story(
    "waits until it can be announced, and the code still works then",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* atCode(ADA, "stranger@example.net")
        const code = yield* latestCode(context)
        context.legacy.setDown(true)
        expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("TryLater")
        context.legacy.setDown(false)
        expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("Completed")
        expect(yield* announced(context)).toHaveLength(2)
      }),
    { files: withContacts },
  )
})

describe("a stranger who phished the 8-digit password and opened the space", () => {
  const STRANGER = "stranger@example.net"
  const opened = (context: TestContext) => migrated(context, ADA, STRANGER)

  /** Recovers the account. Answers where the code was sent. */
  const recovered = Effect.fnUntraced(function* (context: TestContext, password = "Nouveau34") {
    const monCompte = yield* MonCompte
    yield* deliverDue()
    const before = context.mailbox.sent().length
    const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
    const code = yield* latestCode(context)
    yield* monCompte.confirmRecovery({ ticket, code })
    yield* monCompte.chooseRecoveredPassword({ ticket, password, confirmation: password })
    return context.mailbox.sent().slice(before).at(-1)?.to.reveal()
  })

  story(
    "loses it to the owner, who presses “Ce n’est pas moi” in the notice at the contact on record",
    (context) =>
      withPage(
        Effect.gen(function* () {
          yield* opened(context)
          expect((yield* announcedWithLinks(context)).sort()).toEqual([
            "AccountOpened to +33639981234 +",
            `AccountOpened to ${ON_RECORD} +`,
          ])
          expect(yield* press(yield* tokenTo(context, "AccountOpened", ON_RECORD))).toBe("ChangeReported")
          expect(yield* signInTag(PASSWORD)).toBe("MustChangePassword")
          expect(yield* recovered(context)).toBe(ON_RECORD)
          expect(yield* signInTag("Nouveau34")).toBe("SignedIn")
          yield* TestClock.adjust("2 days")
          expect(yield* recovered(context, "Encore567")).toBe(ON_RECORD)
        }),
      ),
    { files: withContacts },
  )

  story(
    "loses it to an agent who declares a compromise: the contact on record recovers the space",
    (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        yield* TestClock.adjust("60 days")
        const person = (yield* opened(context)).slice(0, 36)
        yield* TestClock.adjust("10 days")
        yield* agency.declareCompromised({ agent: "Agent 7", person })
        expect(yield* recovered(context)).toBe("+33639981234")
      }),
    { files: withContacts },
  )

  story(
    "is reported also where the contact that was proved is the one on record",
    (context) =>
      withPage(
        Effect.gen(function* () {
          yield* migrated(context, ADA, ON_RECORD)
          expect(yield* press(yield* tokenTo(context, "AccountOpened", ON_RECORD))).toBe("ChangeReported")
          expect(yield* recovered(context)).toBe(ON_RECORD)
        }),
      ),
    { files: withContacts },
  )
})
