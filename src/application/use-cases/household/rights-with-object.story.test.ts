import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  AGENT,
  BRUNO,
  couple,
  createSpace,
  DAY,
  delegated,
  FILE,
  family,
  NOON,
} from "../../../../test/stories/family.ts"
import { ADA, NEW_TERMS, session, signedIn, story, tagOf } from "../../../../test/stories/test-context.ts"
import { type Action, actions } from "../../../domain/rights/rights.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

/** The reason to refuse, or `null` where the action is permitted. */
const reason = Effect.fnUntraced(function* (of: { readonly session: string; readonly file: string }, action: Action) {
  const monCompte = yield* MonCompte
  const right = yield* monCompte.explainRight({ ...of, action })
  return right.permitted ? null : `${right.reason} ${right.change}`
})

/** Every action that a holder is refused, with the reason. */
const refusedTo = Effect.fnUntraced(function* (of: { readonly session: string; readonly file: string }) {
  const all: Record<string, string> = {}
  for (const action of actions) {
    const answer = yield* reason(of, action)
    if (answer !== null) all[action] = answer
  }
  return all
})

const ALWAYS = {
  AcceptTerms: "TermsAccepted NewTerms",
  ChangeOwnIdentifier: "AlreadyNumber AskFund",
  RenounceDelegation: "NotTheDelegate Revoke",
  ViewOtherSpace: "NotOwnSpace Nothing",
}

describe("the button that leads nowhere is not shown", () => {
  story("to a holder without a couple, for the separation and the authorisation", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      yield* agency.openFile({ agent: AGENT, file: FILE, holder: ADA.nir, on: "2020-01-01" })
      const adas = { session: yield* signedIn(context), file: FILE }
      expect(yield* refusedTo(adas)).toEqual({
        ...ALWAYS,
        DeclareSeparation: "NoCouple FormCouple",
        GrantDelegation: "NoCouple FormCouple",
        RevokeDelegation: "NothingGiven FormCouple",
      })
      const { texts } = yield* monCompte.explainRight({ ...adas, action: "GrantDelegation" })
      expect(texts.fr).toBe(
        "Aucun couple n’est enregistré dans ce dossier en ce moment. Si vous vivez en couple, signalez-le à votre Caf.",
      )
      // The verbs refuse the same.
      expect(yield* tagOf(monCompte.grantDelegation(adas))).toBe("NoCurrentSpouse")
      expect(yield* tagOf(monCompte.revokeDelegation(adas))).toBe("NoDelegation")
      expect(yield* tagOf(monCompte.declareSeparation({ ...adas, fact: "2026-01-01" }))).toBe("NoCurrentSpouse")
    }),
  )

  story("to the two of a couple, as the authorisation is given, ended, and the couple parts", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos } = yield* couple(context)
      expect(yield* refusedTo(adas)).toEqual({ ...ALWAYS, RevokeDelegation: "NothingGiven Grant" })
      expect(yield* reason(brunos, "RenounceDelegation")).toBe("NoDelegation HolderGrants")
      yield* monCompte.grantDelegation(adas)
      expect(yield* refusedTo(adas)).toEqual({ ...ALWAYS, GrantDelegation: "AlreadyGiven Revoke" })
      expect(yield* reason(brunos, "RenounceDelegation")).toBe(null)
      yield* monCompte.revokeDelegation(adas)
      expect(yield* refusedTo(adas)).toEqual({ ...ALWAYS, RevokeDelegation: "DelegationOver Grant" })
      expect(yield* reason(brunos, "RenounceDelegation")).toBe("DelegationOver HolderGrants")
      yield* monCompte.declareSeparation({ ...adas, fact: "2026-11-20" })
      expect(yield* refusedTo(adas)).toEqual({
        ...ALWAYS,
        DeclareSeparation: "AlreadySeparated Nothing",
        GrantDelegation: "NoCouple FormCouple",
        RevokeDelegation: "DelegationOver FormCouple",
      })
      expect(yield* reason(brunos, "DeclareSeparation")).toBe("AlreadySeparated Nothing")
    }),
  )

  story(
    "to a holder whose authorisation waits, or has passed its last day, or whose spouse has no open space",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const agency = yield* Agency
        yield* TestClock.setTime(NOON)
        const ids = yield* family()
        const adas = { session: yield* signedIn(context), file: FILE }
        yield* monCompte.grantDelegation({ ...adas, lastDay: "2026-11-24" })
        expect(yield* refusedTo(adas)).toEqual({ ...ALWAYS, GrantDelegation: "AlreadyGiven Revoke" })
        // Facts alone open Bruno's space: giving the authorisation again confirms it.
        yield* createSpace(context, BRUNO, "bruno@example.org")
        expect(yield* refusedTo(adas)).toEqual(ALWAYS)
        yield* TestClock.setTime(NOON + 2 * DAY)
        const again = { session: yield* session(), file: FILE }
        expect(yield* refusedTo(again)).toEqual({ ...ALWAYS, RevokeDelegation: "DelegationOver Grant" })
        yield* agency.closeAccount({ agent: AGENT, person: ids.bruno })
        expect(yield* reason(again, "GrantDelegation")).toBe("SpaceOfSpouseClosed SpouseReopens")
        expect(yield* tagOf(monCompte.grantDelegation(again))).toBe("SpaceOfSpouseClosed")
      }),
  )

  story("in a file that was closed, and the answer says that it is closed", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { adas } = yield* delegated(context)
      yield* agency.closeFile({ agent: AGENT, file: FILE, cause: "NoMoreRights" })
      for (const action of ["ViewFile", "MakeHouseholdProcedure", "DeclareSeparation", "GrantDelegation"] as const) {
        expect([action, yield* reason(adas, action)]).toEqual([action, "FileIsClosed AskFund"])
      }
      expect(yield* reason(adas, "ViewOwnData")).toBe(null)
      expect(yield* reason({ ...adas, file: "file-404" }, "ViewFile")).toBe("NotInFile JoinFile")
    }),
  )

  story("for the terms, until newer ones are in force", (context) =>
    Effect.gen(function* () {
      const { adas } = yield* couple(context)
      expect(yield* reason(adas, "AcceptTerms")).toBe("TermsAccepted NewTerms")
      context.terms.publish(NEW_TERMS)
      expect(yield* reason(adas, "AcceptTerms")).toBe(null)
    }),
  )
})
