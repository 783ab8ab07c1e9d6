import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT, CLEO, couple, createSpace, DAY, FILE, NOON } from "../../../../test/stories/family.ts"
import { TUTELLE, withGuardian } from "../../../../test/stories/guardians.ts"
import { latestCode, MAIL, PASSWORD, session, story } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

/** What a person reads of the file, newest first, since the file was recorded. */
const listed = Effect.fnUntraced(function* (member: { readonly session: string; readonly file: string }) {
  const monCompte = yield* MonCompte
  const { actions, next } = yield* monCompte.listActions(member)
  expect(next).toBe(null)
  return actions.map(({ action, by, cause }) => `${by} ${action}${cause === null ? "" : ` ${cause}`}`)
})

/** What was done after the family had its spaces. */
const sinceNoon = (lines: ReadonlyArray<string>, first: string) => lines.slice(0, lines.indexOf(first) + 1)

describe("the holder who wants to know who did what", () => {
  story("reads the grant, its end, the acts of agents and their own changes, and the agent is not named", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { adas, brunos, ids } = yield* couple(context)
      yield* TestClock.setTime(NOON + 1_000)
      yield* monCompte.grantDelegation(adas)
      yield* TestClock.setTime(NOON + 2_000)
      yield* monCompte.recordAction({ ...brunos, action: "MakeHouseholdProcedure" })
      yield* TestClock.setTime(NOON + 3_000)
      yield* monCompte.renounceDelegation(brunos)
      yield* TestClock.setTime(NOON + 4_000)
      yield* agency.removeMember({ agent: AGENT, file: FILE, person: ids.dora, cause: "LeftHome" })
      yield* TestClock.setTime(NOON + 5_000)
      yield* agency.barContact({ agent: AGENT, person: ids.ada, contact: MAIL })
      yield* TestClock.setTime(NOON + 6_000)
      yield* monCompte.changeContact({ session: adas.session, current: PASSWORD, contact: "autre@example.org" })
      yield* monCompte.confirmContact({ session: adas.session, code: yield* latestCode(context) })
      const adasList = sinceNoon(yield* listed(adas), "Person DelegationGranted")
      expect(adasList).toEqual([
        "Person ContactChanged",
        "Agent ContactsBarred",
        "Agent MemberRemoved LeftHome",
        "Person DelegationEnded RenouncedBySpouse",
        "Person MakeHouseholdProcedure",
        "Person DelegationGranted",
      ])
      // The spouse, who may not view the file any more, sees their own authorisation and what they did.
      expect(sinceNoon(yield* listed(brunos), "Person DelegationGranted")).toEqual([
        "Person DelegationEnded RenouncedBySpouse",
        "Person MakeHouseholdProcedure",
        "Person DelegationGranted",
      ])
      const { actions } = yield* monCompte.listActions(adas)
      expect(actions.find(({ action }) => action === "DelegationGranted")).toMatchObject({
        actor: ids.ada,
        person: ids.bruno,
        for: "File",
        texts: { fr: "Autorisation de gestion donnée" },
      })
      expect(actions.find(({ action }) => action === "MakeHouseholdProcedure")).toMatchObject({
        actor: ids.bruno,
        onBehalfOf: ids.ada,
      })
      expect(JSON.stringify(actions)).not.toContain(AGENT)
      expect(JSON.stringify(actions)).not.toContain("@example.org")
    }),
  )

  story("reads a corrected number and a reported change in their own list, and no one else does", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { adas, brunos, ids } = yield* couple(context)
      yield* monCompte.grantDelegation(adas)
      yield* agency.correctIdentifier({
        agent: AGENT,
        person: ids.ada,
        nir: "1 69 05 49 588 157",
        cause: "SexMention",
      })
      const again = { session: yield* session({ nir: "1 69 05 49 588 157", file: FILE, legacy: "" }), file: FILE }
      expect(yield* listed(again)).toContain("Agent IdentifierCorrected SexMention")
      expect((yield* listed(brunos)).filter((line) => line.includes("Identifier"))).toEqual([])
    }),
  )
})

describe("the members who may not view the file", () => {
  story("see what names them and their own space, and nothing of the couple or of other members", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* couple(context)
      yield* monCompte.grantDelegation(adas)
      yield* monCompte.declareSeparation({ ...adas, fact: "2026-11-20" })
      yield* TestClock.setTime(NOON + 1_000)
      const cleo = { session: yield* createSpace(context, CLEO, "cleo@example.org"), file: FILE }
      expect(yield* listed(cleo)).toEqual(["Person Activated", "Agent ChildAdded"])
    }),
  )
})

describe("the ex who reads on after the separation", () => {
  story("sees the separation and the end of their authorisation, and nothing that comes later", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { adas, brunos } = yield* couple(context)
      yield* TestClock.setTime(NOON + 1_000)
      yield* monCompte.grantDelegation(adas)
      yield* TestClock.setTime(NOON + 2_000)
      yield* monCompte.declareSeparation({ ...adas, fact: "2026-11-20" })
      // On the same day Ada forms another couple, gives an authorisation again and cancels it.
      yield* TestClock.setTime(NOON + 3_000)
      yield* agency.formCouple({ agent: AGENT, file: FILE, spouse: "1 70 03 33 063 045" })
      yield* monCompte.grantDelegation(adas)
      yield* monCompte.revokeDelegation(adas)
      yield* TestClock.setTime(NOON + DAY)
      const bruno = { ...brunos, session: yield* session({ nir: "1 85 05 78 006 123", file: FILE, legacy: "" }) }
      const ada = { ...adas, session: yield* session() }
      yield* monCompte.grantDelegation(ada)
      expect(sinceNoon(yield* listed(bruno), "Person DelegationGranted")).toEqual([
        "Person DelegationEnded Separation",
        "Person SeparationDeclared",
        "Person DelegationGranted",
      ])
    }),
  )
})

describe("the protected person", () => {
  story("reads the mandates over them, and what the guardian did for them", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { adas, gus, gusSession, ids } = yield* withGuardian(context)
      yield* TestClock.setTime(NOON + 1_000)
      yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: gus })
      yield* TestClock.setTime(NOON + 2_000)
      yield* monCompte.recordAction({ ...gusSession, file: FILE, onBehalfOf: ids.ada, action: "AnswerFundRequest" })
      expect(sinceNoon(yield* listed(adas), "Agent MandateRecorded")).toEqual([
        "Person AnswerFundRequest",
        "Agent MandateRecorded",
      ])
    }),
  )
})

describe("a list of many changes", () => {
  story("is read page by page, each entry once and newest first", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* couple(context)
      for (let time = 0; time < 40; time += 1) {
        yield* TestClock.setTime(NOON + 1_000 * (3 * time + 1))
        yield* monCompte.grantDelegation(adas)
        yield* TestClock.setTime(NOON + 1_000 * (3 * time + 2))
        yield* monCompte.recordAction({ ...adas, action: "ViewFile" })
        yield* TestClock.setTime(NOON + 1_000 * (3 * time + 3))
        yield* monCompte.revokeDelegation(adas)
      }
      const all: Array<{ readonly action: string; readonly at: number }> = []
      let pages = 0
      for (let before: string | null | undefined; before !== null; pages += 1) {
        const page = yield* monCompte.listActions({ ...adas, ...(before === undefined ? {} : { before }) })
        expect(page.actions.length).toBeLessThanOrEqual(50)
        all.push(...page.actions)
        before = page.next
      }
      expect(pages).toBe(3)
      const since = all.filter(({ at }) => at > NOON)
      expect(since.map(({ action }) => action)).toEqual(
        Array.from({ length: 40 }, () => ["DelegationEnded", "ViewFile", "DelegationGranted"]).flat(),
      )
      expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted((one, other) => other - one))
    }),
  )
})
