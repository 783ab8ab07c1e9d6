import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import {
  AGENT,
  announcedTo,
  BRUNO,
  couple,
  createSpace,
  delegated,
  FILE,
  family,
  NOON,
} from "../../../../test/stories/family.ts"
import { MAIL, signedIn, story, tagOf } from "../../../../test/stories/test-context.ts"
import { messageOf } from "../../../messages/messages.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const view = { action: "ViewFile" } as const

describe("the management authorisation", () => {
  // Leaflet: authorisation.given, authorisation.same-services
  story("lets the spouse do what the holder can, on the holder's behalf", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos, ids } = yield* couple(context)
      expect(yield* monCompte.explainRight({ ...brunos, ...view })).toMatchObject({
        _tag: "Decision",
        permitted: false,
        rule: "file.view",
        reason: "NoDelegation",
        change: "HolderGrants",
        texts: {
          fr: "L’allocataire ne vous a pas donné d’autorisation de gestion. Demandez à l’allocataire de vous en donner une.",
        },
      })
      expect(yield* Effect.flip(monCompte.recordAction({ ...brunos, ...view }))).toMatchObject({
        _tag: "NotPermitted",
        rule: "file.view",
      })
      expect(yield* monCompte.grantDelegation(adas)).toEqual({
        _tag: "DelegationView",
        status: "Live",
        party: "Gave",
        number: 1,
        since: NOON,
        lastDay: null,
        cause: null,
        ended: null,
        texts: {
          en: "The management authorisation that you gave is in force. You can cancel it at any time.",
          fr: "L’autorisation de gestion que vous avez donnée est en cours. Vous pouvez l’annuler à tout moment.",
        },
      })
      for (const action of ["ViewFile", "MakeHouseholdProcedure", "AnswerFundRequest"] as const) {
        expect(yield* monCompte.explainRight({ ...brunos, action })).toMatchObject({
          permitted: true,
          onBehalfOf: "Holder",
          reason: "Delegation",
        })
        expect(yield* monCompte.recordAction({ ...brunos, action, reference: `r/${action}` })).toMatchObject({
          _tag: "ActionRecorded",
          actor: ids.bruno,
          onBehalfOf: ids.ada,
          action,
          reference: `r/${action}`,
          at: NOON,
        })
      }
      yield* deliverDue()
      expect(announcedTo(context, "DelegationGranted")).toEqual([MAIL, "bruno@example.org"])
    }),
  )

  story("gives the spouse neither the holder's own space nor the right to give the authorisation", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { brunos } = yield* delegated(context)
      const may = (
        action: Parameters<typeof monCompte.explainRight>[0]["action"],
        subject: "Self" | "Other" = "Self",
      ) => Effect.map(monCompte.explainRight({ ...brunos, action, subject }), ({ permitted }) => permitted)
      for (const action of ["ViewOwnData", "ChangeOwnContact", "ChangeOwnPassword", "CloseOwnAccount"] as const) {
        expect(yield* may(action)).toBe(true)
        expect(yield* may(action, "Other")).toBe(false)
      }
      expect(yield* may("ViewOtherSpace")).toBe(false)
      expect(yield* may("GrantDelegation")).toBe(false)
      expect(yield* Effect.flip(monCompte.grantDelegation(brunos))).toMatchObject({
        _tag: "NotPermitted",
        rule: "delegation.grant",
        reason: "HolderOnly",
      })
      expect(yield* Effect.flip(monCompte.revokeDelegation(brunos))).toMatchObject({
        _tag: "NotPermitted",
        change: "Renounce",
      })
    }),
  )

  story("stays the same when it is given twice, and must be cancelled before it is given in other terms", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, ids } = yield* delegated(context)
      expect(yield* monCompte.grantDelegation({ ...adas, to: ids.bruno })).toMatchObject({ number: 1 })
      expect(yield* tagOf(monCompte.grantDelegation({ ...adas, lastDay: "2026-12-31" }))).toBe("AlreadyGranted")
      expect(yield* tagOf(monCompte.grantDelegation({ ...adas, to: ids.cleo }))).toBe("NotTheSpouse")
      yield* deliverDue()
      expect(announcedTo(context, "DelegationGranted")).toHaveLength(2)
    }),
  )

  // Leaflet: authorisation.cancelled
  story("is cancelled by the holder at any time, and a new one has a new number", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos } = yield* delegated(context)
      expect(yield* monCompte.revokeDelegation(adas)).toMatchObject({
        status: "Over",
        number: 1,
        cause: "RevokedByHolder",
      })
      expect(yield* Effect.flip(monCompte.recordAction({ ...brunos, ...view }))).toMatchObject({
        reason: "DelegationOver",
        change: "HolderGrants",
      })
      expect(yield* tagOf(monCompte.revokeDelegation(adas))).toBe("NoDelegation")
      expect(yield* monCompte.grantDelegation(adas)).toMatchObject({ status: "Live", number: 2 })
      expect(yield* tagOf(monCompte.recordAction({ ...brunos, ...view }))).toBe("ActionRecorded")
      yield* deliverDue()
      expect(announcedTo(context, "DelegationEnded")).toEqual([MAIL, "bruno@example.org"])
    }),
  )

  story("is given back by the spouse only, not by the holder for them", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos } = yield* delegated(context)
      expect(yield* Effect.flip(monCompte.renounceDelegation(adas))).toMatchObject({
        reason: "NotTheDelegate",
        change: "Revoke",
      })
      expect(yield* monCompte.renounceDelegation(brunos)).toMatchObject({
        status: "Over",
        cause: "RenouncedBySpouse",
      })
      expect(yield* Effect.flip(monCompte.renounceDelegation(brunos))).toMatchObject({ reason: "DelegationOver" })
    }),
  )

  story("is refused to a spouse whose space was closed, without an announcement", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { adas, ids } = yield* couple(context)
      yield* agency.closeAccount({ agent: AGENT, person: ids.bruno })
      const refusal = yield* Effect.flip(monCompte.grantDelegation(adas))
      expect(refusal._tag).toBe("SpaceOfSpouseClosed")
      expect(messageOf(refusal)).toContain("espace personnel de l’autre membre du couple est fermé")
      expect(yield* tagOf(monCompte.grantDelegation({ ...adas, to: ids.cleo }))).toBe("NotTheSpouse")
      yield* deliverDue()
      expect(announcedTo(context, "DelegationGranted")).toEqual([])
    }),
  )

  story("is pending until the spouse has a space, and live once the holder confirms it", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      yield* family()
      const ada = yield* signedIn(context)
      expect(yield* monCompte.grantDelegation({ session: ada, file: FILE })).toMatchObject({ status: "Pending" })
      const bruno = yield* createSpace(context, BRUNO, "bruno@example.org")
      yield* monCompte.grantDelegation({ session: ada, file: FILE })
      expect(yield* tagOf(monCompte.recordAction({ session: bruno, file: FILE, ...view }))).toBe("ActionRecorded")
    }),
  )
})
