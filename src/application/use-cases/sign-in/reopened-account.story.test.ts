import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT, announcedTo, BRUNO, couple, delegated, FILE } from "../../../../test/stories/family.ts"
import { LEA, TUTELLE } from "../../../../test/stories/guardians.ts"
import { recovered, requested, taken } from "../../../../test/stories/taken-account.ts"
import {
  ADA,
  latestCode,
  MAIL,
  PASSWORD,
  session,
  signInTag,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { closingTexts } from "../../../domain/rights/closing-effects.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("a person whose space an agent closed by mistake", () => {
  // Leaflet: outside.mistake
  story("has it back after a new password, and nothing that ended comes back", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ada, ids } = yield* delegated(context)
      yield* agency.closeAccount({ agent: AGENT, person: ids.ada })
      const reopen = { agent: AGENT, person: ids.ada, cause: "AgentMistake" } as const
      expect(yield* agency.reopenAccount(reopen)).toEqual({ _tag: "AccountReopened", person: ids.ada })
      expect(yield* tagOf(agency.reopenAccount(reopen))).toBe("NotReopenable")
      yield* deliverDue()
      expect(announcedTo(context, "AccountReopened")).toEqual([MAIL])
      expect(yield* signInTag(PASSWORD)).toBe("Refused")
      expect(yield* signInTag(ADA.legacy)).toBe("Refused")
      expect(yield* tagOf(monCompte.whoAmI({ session: ada }))).toBe("SessionOver")
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
      yield* monCompte.chooseRecoveredPassword({ ticket, password: "Nouveau34", confirmation: "Nouveau34" })
      const again = yield* session(ADA, "Nouveau34")
      const right = yield* monCompte.explainRight({ session: again, file: FILE, action: "RevokeDelegation" })
      expect(yield* tagOf(monCompte.revokeDelegation({ session: again, file: FILE }))).toBe("NoDelegation")
      expect(right._tag).toBe("Decision")
      const events = yield* context.storage.service.journal(`account/${ids.ada}`)
      expect(events.filter(({ _tag }) => _tag === "Reopened")).toMatchObject([{ agent: AGENT, cause: "AgentMistake" }])
    }),
  )

  story("is legacy again if they had not migrated", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { person } = yield* agency.openFile({ agent: AGENT, file: ADA.file, holder: ADA.nir })
      yield* agency.closeAccount({ agent: AGENT, person: person ?? "" })
      expect(yield* signInTag(ADA.legacy)).toBe("Refused")
      yield* agency.reopenAccount({ agent: AGENT, person: person ?? "", cause: "AgentMistake" })
      expect(yield* signInTag(ADA.legacy)).toBe("MigrationRequired")
    }),
  )

  story("who was erased is not brought back", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* couple(context)
      yield* agency.erasePerson({ agent: AGENT, person: ids.bruno })
      const refused = yield* Effect.flip(
        agency.reopenAccount({ agent: AGENT, person: ids.bruno, cause: "AgentMistake" }),
      )
      expect(refused).toMatchObject({ _tag: "NotReopenable", because: "Erased" })
    }),
  )
})

describe("a person who closes their own space", () => {
  // Leaflet: outside.own-closing
  story("reads first what they lose, confirms with the password, and both adults are notified", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ada, bruno, ids } = yield* delegated(context)
      const explained = yield* monCompte.explainClosing({ session: bruno })
      expect(explained.loses).toContain("AuthorisationReceived")
      expect((yield* monCompte.explainClosing({ session: ada })).loses).toContain("AuthorisationGiven")
      expect(closingTexts.SignIn.fr).toContain("Seul un agent de votre Caf pourra le rouvrir")
      const close = { session: bruno, current: PASSWORD }
      expect(yield* tagOf(monCompte.closeOwnAccount({ ...close, current: "" }))).not.toBe("OwnAccountClosed")
      expect(yield* tagOf(monCompte.closeOwnAccount({ ...close, current: "Faux1234" }))).toBe("PasswordWrong")
      expect(yield* tagOf(monCompte.whoAmI({ session: bruno }))).toBe("CurrentPerson")
      expect(yield* tagOf(monCompte.closeOwnAccount({ ...close, commandId: "close" }))).toBe("OwnAccountClosed")
      expect(yield* tagOf(monCompte.closeOwnAccount({ ...close, commandId: "close" }))).toBe("OwnAccountClosed")
      expect(yield* tagOf(monCompte.whoAmI({ session: bruno }))).toBe("SessionOver")
      expect(yield* signInTag(PASSWORD, BRUNO)).toBe("Refused")
      yield* deliverDue()
      expect(announcedTo(context, "AccountClosed")).toEqual(["bruno@example.org"])
      expect(announcedTo(context, "DelegationEnded")).toContain(MAIL)
      const { household } = yield* agency.getFile({ file: FILE })
      expect(household.delegation).toMatchObject({
        _tag: "Ended",
        cause: "AccountClosed",
        by: { _tag: "Person", person: ids.bruno },
      })
      yield* agency.reopenAccount({ agent: AGENT, person: ids.bruno, cause: "OwnerRequest" })
      expect(yield* signInTag(PASSWORD, BRUNO)).toBe("Refused")
    }),
  )

  story("may do so under a mandate too, as the matrix of rights says", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ada, ids } = yield* couple(context)
      yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: LEA.nir, leaves: "Viewing" })
      const right = yield* monCompte.explainRight({ session: ada, file: FILE, action: "CloseOwnAccount" })
      expect(right).toMatchObject({ permitted: true, rule: "own.close" })
      expect(yield* tagOf(monCompte.closeOwnAccount({ session: ada, current: PASSWORD }))).toBe("OwnAccountClosed")
    }),
  )
})

describe("an intruder who phished the password, changed the contact and closed the space", () => {
  story("does not recover it when an agent opens it again for its owner: the former contact does", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { person } = yield* taken(context)
      yield* TestClock.adjust("2 days")
      yield* monCompte.closeOwnAccount({ session: yield* session(), current: PASSWORD })
      yield* TestClock.adjust("100 days")
      yield* agency.reopenAccount({ agent: AGENT, person, cause: "OwnerRequest" })
      expect(yield* recovered(context, "Nouveau34")).toBe(MAIL)
      expect(yield* signInTag("Nouveau34")).toBe("SignedIn")
      yield* TestClock.adjust("40 days")
      expect((yield* requested(context)).to).toBe(MAIL)
    }),
  )

  story("gains nothing by the days for which an agent closed it: a contact that was too new still is", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { person } = yield* taken(context)
      yield* agency.closeAccount({ agent: AGENT, person })
      yield* TestClock.adjust("5 days")
      yield* agency.reopenAccount({ agent: AGENT, person, cause: "AgentMistake" })
      expect((yield* requested(context)).to).toBe(MAIL)
    }),
  )
})
