import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { BOB_ID, completeSteps, family } from "../../../../test/stories/family-with-identities.ts"
import {
  ADA,
  BOB,
  migrated,
  session,
  signedIn,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { messageOf } from "../../../messages/messages.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const LETTER = { _tag: "LetterCode", code: "K7P2-9QXM" }
const view = { action: "ViewFile", reference: "page" } as const

/** Ada gives Bob the authorisation before he has a personal space. */
const pending = Effect.fnUntraced(function* (context: TestContext) {
  const { agency, monCompte } = yield* family(context)
  const adas = { session: yield* signedIn(context, ADA, "ada@example.org"), file: ADA.file }
  expect(yield* monCompte.grantDelegation(adas)).toMatchObject({ status: "Pending", number: 1 })
  return { adas, agency, monCompte }
})

const announced = (context: TestContext) =>
  Effect.map(deliverDue(), () => context.mailbox.announced().map(({ about }) => about))

describe("an authorisation that was given before the spouse had a personal space", () => {
  story("gives nothing to a relative who opens that space with facts, until the holder confirms", (context) =>
    Effect.gen(function* () {
      const { adas, monCompte } = yield* pending(context)
      const { ticket } = yield* monCompte.createAccount(BOB_ID)
      yield* completeSteps(context, ticket)
      const bobs = { session: yield* session(BOB), file: ADA.file }
      const refusal = yield* Effect.flip(monCompte.recordAction({ ...bobs, ...view }))
      expect(refusal).toMatchObject({ reason: "DelegationUnconfirmed", change: "HolderConfirms" })
      expect(messageOf(refusal)).toContain("pas encore confirmée")
      expect(yield* tagOf(monCompte.renounceDelegation(bobs))).toBe("NotPermitted")
      expect(yield* announced(context)).toContain("MemberAccountOpened")
      expect(yield* monCompte.grantDelegation(adas)).toMatchObject({ status: "Live", number: 1 })
      expect(yield* tagOf(monCompte.recordAction({ ...bobs, ...view }))).toBe("ActionRecorded")
    }),
  )

  story("can be cancelled by the holder instead, and is then over", (context) =>
    Effect.gen(function* () {
      const { adas, monCompte } = yield* pending(context)
      const { ticket } = yield* monCompte.createAccount(BOB_ID)
      yield* completeSteps(context, ticket)
      expect(yield* monCompte.revokeDelegation(adas)).toMatchObject({ status: "Over", cause: "RevokedByHolder" })
      const bobs = { session: yield* session(BOB), file: ADA.file }
      expect(yield* Effect.flip(monCompte.recordAction({ ...bobs, ...view }))).toMatchObject({
        reason: "DelegationOver",
      })
    }),
  )

  story("takes effect at once for a spouse who opens the space with a document", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* pending(context)
      context.identities.enrol({ ...BOB_ID, evidence: [{ is: LETTER, strength: "Document" }] })
      const { ticket } = yield* monCompte.createAccount({ ...BOB_ID, evidence: [LETTER] })
      yield* completeSteps(context, ticket)
      const bobs = { session: yield* session(BOB), file: ADA.file }
      expect(yield* tagOf(monCompte.recordAction({ ...bobs, ...view }))).toBe("ActionRecorded")
    }),
  )

  story("takes effect at once for a spouse who migrates with an 8-digit password", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* pending(context)
      yield* migrated(context, BOB, "bob@example.org")
      const bobs = { session: yield* session(BOB), file: ADA.file }
      expect(yield* tagOf(monCompte.recordAction({ ...bobs, ...view }))).toBe("ActionRecorded")
    }),
  )

  story("is not confirmed by a repeat that came before the space was open", (context) =>
    Effect.gen(function* () {
      const { adas } = yield* pending(context)
      const monCompte = yield* MonCompte
      expect(yield* monCompte.grantDelegation(adas)).toMatchObject({ status: "Pending", number: 1 })
      const { ticket } = yield* monCompte.createAccount(BOB_ID)
      yield* completeSteps(context, ticket)
      const bobs = { session: yield* session(BOB), file: ADA.file }
      expect(yield* Effect.flip(monCompte.recordAction({ ...bobs, ...view }))).toMatchObject({
        reason: "DelegationUnconfirmed",
      })
    }),
  )
})
