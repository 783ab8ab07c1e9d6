import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { AGENT, BRUNO, DAY, FILE, NOON } from "../../../../test/stories/family.ts"
import { GUS_FILE, LEA, TUTELLE, textsTo, withGuardian } from "../../../../test/stories/guardians.ts"
import { MAIL, session, story, type TestContext, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const ENDED = "Mon Compte : Une décision de justice enregistrée pour vous a pris fin. Inattendu ? Voyez votre Caf."
const HELD_ENDED = "Mon Compte : Un mandat de justice enregistré à votre nom a pris fin. Inattendu ? Voyez votre Caf."

/** Ada, protected, and Gus, who has a mandate for her. */
const guarded = Effect.fnUntraced(function* (context: TestContext) {
  const agency = yield* Agency
  const persons = yield* withGuardian(context)
  yield* agency.recordMandate({ ...TUTELLE, person: persons.ids.ada, mandatary: persons.gus })
  yield* deliverDue()
  return { ...persons, acts: { ...persons.gusSession, file: FILE, onBehalfOf: persons.ids.ada } }
})

const endIn = (context: TestContext, person: string) =>
  Effect.map(context.storage.service.journal(`mandates/${person}`), (events) => events.at(-1))

describe("a mandate", () => {
  // Leaflet: outside.mandate-final
  story("ends by each decision of the court, both are notified, and it never applies again", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { acts, gus, ids } = yield* guarded(context)
      const causes = ["Lifted", "RevokedByCourt", "ReleasedByCourt", "RecordedByMistake"] as const
      for (const [index, cause] of causes.entries()) {
        const order = { agent: AGENT, person: ids.ada, number: index + 1, cause }
        expect(yield* tagOf(monCompte.recordAction({ ...acts, action: "ViewFile" }))).toBe("ActionRecorded")
        expect(yield* agency.endMandate(order)).toMatchObject({ ended: { cause, by: { agent: AGENT } } })
        expect(yield* Effect.flip(monCompte.recordAction({ ...acts, action: "ViewFile" }))).toMatchObject({
          reason: "MandateOver",
        })
        expect(yield* tagOf(agency.endMandate(order))).toBe("MandateOver")
        expect(yield* tagOf(agency.changeMandate({ ...order, leaves: "Everything" }))).toBe("MandateOver")
        yield* deliverDue()
        expect([textsTo(context, MAIL).at(-1), textsTo(context, "gus@example.org").at(-1)]).toEqual([ENDED, HELD_ENDED])
        // A later decision makes a new mandate with a new number.
        expect(yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: gus })).toMatchObject({
          number: index + 2,
        })
        yield* TestClock.setTime(NOON + (index + 1) * 60_000)
      }
    }),
  )

  story("ends with the death of the mandatary, and only the protected person is notified", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { gus, ids } = yield* guarded(context)
      yield* agency.recordDeath({ agent: AGENT, file: GUS_FILE, person: gus })
      expect(yield* endIn(context, ids.ada)).toMatchObject({ cause: "DeathOfMandatary", by: { agent: AGENT } })
      yield* deliverDue()
      expect(textsTo(context, MAIL).at(-1)).toBe(ENDED)
      expect(textsTo(context, "gus@example.org")).toHaveLength(1)
      expect((yield* agency.listMandates({ agent: AGENT, person: gus })).held).toEqual([])
    }),
  )

  story("ends with the death of the protected person, and only the mandatary is notified", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { acts, ids } = yield* guarded(context)
      yield* agency.recordDeath({ agent: AGENT, file: FILE, person: ids.ada })
      expect(yield* endIn(context, ids.ada)).toMatchObject({ cause: "DeathOfProtected" })
      expect(yield* tagOf(monCompte.recordAction({ ...acts, action: "ViewFile" }))).toBe("NotPermitted")
      yield* deliverDue()
      expect(textsTo(context, MAIL)).toHaveLength(1)
      expect(textsTo(context, "gus@example.org").at(-1)).toBe(HELD_ENDED)
    }),
  )

  story("ends when an agent closes the space of the mandatary", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { gus, ids } = yield* guarded(context)
      yield* agency.closeAccount({ agent: AGENT, person: gus })
      expect(yield* endIn(context, ids.ada)).toMatchObject({ cause: "AccountOfMandataryClosed" })
      expect(yield* tagOf(agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: gus }))).toBe(
        "SpaceOfMandataryClosed",
      )
      yield* deliverDue()
      expect(textsTo(context, MAIL).at(-1)).toBe(ENDED)
    }),
  )

  // Leaflet: outside.mandate-outranks
  story("goes on where the space of the protected person is closed, and with a separation", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { acts, brunos, ids } = yield* guarded(context)
      yield* monCompte.declareSeparation({ ...brunos, fact: "2026-11-01" })
      yield* agency.closeAccount({ agent: AGENT, person: ids.ada })
      expect(yield* tagOf(monCompte.recordAction({ ...acts, action: "AnswerFundRequest" }))).toBe("ActionRecorded")
    }),
  )

  story("ends when another mandatary replaces this one, in the same commit", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { acts, ids } = yield* guarded(context)
      const other = { ...TUTELLE, person: ids.ada, mandatary: BRUNO.nir, replaces: 1 }
      expect(yield* agency.recordMandate({ ...other, commandId: "r" })).toMatchObject({ number: 2 })
      // Sent again, it is answered as before and changes nothing.
      expect(yield* agency.recordMandate({ ...other, commandId: "r" })).toMatchObject({ number: 2 })
      expect(yield* tagOf(agency.recordMandate({ ...other, powers: ["View"], commandId: "r" }))).toBe("CommandIdReused")
      expect((yield* agency.listMandates({ agent: AGENT, person: ids.ada })).over).toMatchObject([
        { number: 1, ended: { cause: "Replaced" } },
        { number: 2, mandatary: ids.bruno, ended: null },
      ])
      expect(yield* tagOf(monCompte.recordAction({ ...acts, action: "ViewFile" }))).toBe("NotPermitted")
    }),
  )

  story("ends with the erasure of either person, and the reference of the decision is unreadable", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { acts, gus, ids } = yield* guarded(context)
      yield* agency.recordMandate({ ...TUTELLE, person: BRUNO.nir, mandatary: gus, leaves: "Everything" })
      yield* agency.erasePerson({ agent: AGENT, person: ids.ada })
      expect(yield* agency.listMandates({ agent: AGENT, person: ids.ada })).toMatchObject({
        over: [{ reference: null, ended: { cause: "PersonErased" } }],
      })
      expect(JSON.stringify(context.storage.snapshot())).not.toContain("RG-26/00017")
      expect(yield* tagOf(monCompte.recordAction({ ...acts, action: "ViewFile" }))).toBe("NotPermitted")
      yield* agency.erasePerson({ agent: AGENT, person: gus })
      expect(yield* endIn(context, ids.bruno)).toMatchObject({ cause: "PersonErased" })
      expect(yield* tagOf(agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: ids.bruno }))).toBe(
        "PersonUnknown",
      )
    }),
  )

  story("with another last day follows the later decision, and the order of the first day ends nothing", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { gus, ids } = yield* withGuardian(context)
      const person = ids.ada
      yield* agency.recordMandate({ ...TUTELLE, person, mandatary: gus, lastDay: "2026-11-24" })
      yield* agency.changeMandate({
        agent: AGENT,
        person,
        number: 1,
        lastDay: "2026-11-25",
        powers: ["View"],
        leaves: "Everything",
        reference: "RG-26/00099",
      })
      yield* TestClock.setTime(NOON + 2 * DAY)
      yield* deliverDue()
      const again = { session: yield* session({ nir: "1 70 03 33 063 045", legacy: "", file: FILE }), file: FILE }
      const acts = { ...again, onBehalfOf: person }
      expect(yield* tagOf(monCompte.recordAction({ ...acts, action: "ViewFile" }))).toBe("ActionRecorded")
      expect(yield* tagOf(monCompte.recordAction({ ...acts, action: "WriteToFund" }))).toBe("NotPermitted")
      expect((yield* agency.listMandates({ agent: AGENT, person })).over).toMatchObject([
        { reference: "RG-26/00099", ended: null },
      ])
      yield* TestClock.setTime(NOON + 3 * DAY)
      yield* deliverDue()
      expect(yield* endIn(context, person)).toMatchObject({ cause: "Expired" })
    }),
  )
})

describe("the record of a mandate", () => {
  story("is refused with the field that is wrong, and without personal data in a free text", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { gus, ids } = yield* withGuardian(context)
      const record = { ...TUTELLE, person: ids.ada, mandatary: gus }
      const refused = (fields: object) =>
        Effect.map(Effect.flip(agency.recordMandate({ ...record, ...fields })), (refusal) =>
          "field" in refusal ? `${refusal._tag}: ${refusal.field}` : refusal._tag,
        )
      expect(yield* refused({ kind: "Friendship" })).toBe("MandateTermsRefused: kind")
      expect(yield* refused({ powers: [] })).toBe("MandateTermsRefused: powers")
      expect(yield* refused({ powers: ["Everything"] })).toBe("MandateTermsRefused: powers")
      expect(yield* refused({ powers: ["View"] })).toBe("MandateTermsRefused: leaves")
      expect(yield* refused({ organisation: "" })).toBe("MandateTermsRefused: organisation")
      expect(yield* refused({ organisation: "Udaf, udaf@example.org" })).toBe("PersonalDataRefused: organisation")
      expect(yield* refused({ reference: "2690549588157" })).toBe("PersonalDataRefused: reference")
      expect(yield* refused({ reference: "" })).toBe("ReferenceRefused")
      expect(yield* refused({ from: "2026-11-24" })).toBe("MandateDaysRefused: from")
      expect(yield* refused({ from: "2026-02-30" })).toBe("MandateDaysRefused: from")
      expect(yield* refused({ lastDay: "2026-11-22" })).toBe("MandateDaysRefused: lastDay")
      expect(yield* refused({ mandatary: ids.ada })).toBe("OwnMandatary")
      expect(yield* refused({ mandatary: "00000000-0000-7000-8000-000000000000" })).toBe("MandataryUnknown")
      expect(yield* refused({ mandatary: "Udaf" })).toBe("MandataryUnknown")
      expect(yield* refused({ person: LEA.nir })).toBe("PersonUnknown")
      expect(context.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("mandates/"))).toEqual([])
      yield* agency.recordMandate(record)
      expect(yield* refused({})).toBe("AlreadyMandatary")
      // Ada is protected with viewing only: she cannot be the mandatary of another person.
      expect(yield* refused({ person: ids.dora, mandatary: ids.ada })).toBe("MandataryProtected")
    }),
  )

  story("of a professional who looks after forty is listed page by page, and bounded by the policy", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { gus, gusSession } = yield* withGuardian(context)
      const by = { agent: AGENT, file: "file-40" }
      const people: Array<string> = []
      yield* agency.openFile({ ...by, holder: "2 40 01 75 101 100" })
      for (let index = 0; index < 40; index += 1) {
        const { person } = yield* agency.addDependant({ ...by, person: `2 40 01 75 101 ${201 + index}` })
        people.push(person ?? "")
        yield* agency.recordMandate({ ...TUTELLE, person: person ?? "", mandatary: gus, organisation: "Udaf 33" })
      }
      const pages: Array<number> = []
      const seen: Array<string> = []
      let after: string | undefined
      do {
        const page = yield* monCompte.listMandates({ ...gusSession, ...(after === undefined ? {} : { after }) })
        pages.push(page.held.length)
        seen.push(...page.held.map(({ person }) => person))
        after = page.next ?? undefined
      } while (after !== undefined)
      expect(pages).toEqual([20, 20])
      expect(seen.toSorted()).toEqual(people.toSorted())
      const files = yield* monCompte.listMyFiles(gusSession)
      expect([files.mandates.length, files.nextMandates]).toEqual([20, files.mandates.at(-1)?.person])
      // One commit ends all forty.
      yield* agency.closeAccount({ agent: AGENT, person: gus })
      expect((yield* agency.listMandates({ agent: AGENT, person: gus })).held).toEqual([])
      for (const person of people) {
        expect(yield* endIn(context, person)).toMatchObject({ cause: "AccountOfMandataryClosed" })
      }
    }),
  )
})
