import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { BOB_ID, completeSteps, family } from "../../../../test/stories/family-with-identities.ts"
import {
  ADA,
  atCode,
  latestCode,
  migrated,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
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
        expect(yield* announced(context)).toEqual([`AccountOpened to ${ON_RECORD}`, "AccountOpened to +33639981234"])
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
