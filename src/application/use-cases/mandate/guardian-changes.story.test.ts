import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { AGENT, BRUNO, createSpace, FILE } from "../../../../test/stories/family.ts"
import { CURATELLE, LEA, TUTELLE, textsTo, withGuardian } from "../../../../test/stories/guardians.ts"
import { MAIL, session, story, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"
import { rewrapKeys } from "../keys/rewrap-keys.ts"

// Leaflet: outside.mandate-outranks
story("a guardian who is also the spouse and separates keeps the mandate, and loses the authorisation", (context) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const agency = yield* Agency
    const { adas, brunos, ids } = yield* withGuardian(context)
    yield* monCompte.grantDelegation(adas)
    yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: BRUNO.nir })
    // The mandate outranks the authorisation, which ends in the same commit.
    expect(yield* monCompte.recordAction({ ...brunos, onBehalfOf: ids.ada, action: "ViewFile" })).toMatchObject({
      onBehalfOf: ids.ada,
    })
    expect(yield* Effect.flip(monCompte.recordAction({ ...brunos, action: "ViewFile" }))).toMatchObject({
      reason: "DelegationOver",
    })
    const household = yield* context.storage.service.journal(`household/${FILE}`)
    expect(household.at(-1)).toMatchObject({ _tag: "DelegationEnded", cause: "HolderProtected" })
    yield* monCompte.declareSeparation({ ...brunos, fact: "2026-11-01" })
    expect(yield* Effect.flip(monCompte.recordAction({ ...brunos, action: "ViewFile" }))).toMatchObject({
      reason: "Separated",
    })
    expect(
      yield* monCompte.recordAction({ ...brunos, onBehalfOf: ids.ada, action: "MakeHouseholdProcedure" }),
    ).toMatchObject({ actor: ids.bruno, onBehalfOf: ids.ada })
    expect((yield* monCompte.listMandates(brunos)).held).toMatchObject([{ person: ids.ada, status: "Live" }])
  }),
)

story("a delegate acts on behalf of the holder by name, and a curatelle leaves the authorisation alone", (context) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const agency = yield* Agency
    const { adas, brunos, gus, ids } = yield* withGuardian(context)
    yield* monCompte.grantDelegation(adas)
    yield* agency.recordMandate({ ...CURATELLE, person: ids.ada, mandatary: gus })
    expect(yield* monCompte.recordAction({ ...brunos, onBehalfOf: ids.ada, action: "ViewFile" })).toMatchObject({
      actor: ids.bruno,
      onBehalfOf: ids.ada,
    })
  }),
)

story("a professional who changes loses the right at once, and the colleague has it", (context) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const agency = yield* Agency
    const { gus, gusSession, ids } = yield* withGuardian(context)
    yield* agency.addDependant({ agent: AGENT, file: "file-2", person: LEA.nir, on: "2022-01-01" })
    const leas = { session: yield* createSpace(context, LEA, "lea@example.org"), file: FILE, onBehalfOf: ids.ada }
    const recorded = yield* agency.recordMandate({
      ...TUTELLE,
      person: ids.ada,
      mandatary: gus,
      organisation: "Udaf de la Gironde",
      commandId: "m",
    })
    expect(recorded).toMatchObject({ number: 1, organisation: "Udaf de la Gironde" })
    // Messages that are due at one moment have no order among themselves.
    yield* deliverDue()
    const acts = { ...gusSession, file: FILE, onBehalfOf: ids.ada }
    expect(yield* tagOf(monCompte.recordAction({ ...acts, action: "ViewFile" }))).toBe("ActionRecorded")
    expect(yield* agency.changeMandate({ agent: AGENT, person: ids.ada, number: 1, mandatary: LEA.nir })).toMatchObject(
      { number: 1, powers: ["View", "Declare"], leaves: "Viewing" },
    )
    expect(yield* Effect.flip(monCompte.recordAction({ ...acts, action: "ViewFile" }))).toMatchObject({
      reason: "NoMandate",
    })
    expect(yield* tagOf(monCompte.recordAction({ ...leas, action: "AnswerFundRequest" }))).toBe("ActionRecorded")
    yield* deliverDue()
    expect(textsTo(context, MAIL).at(-1)).toBe(
      "Mon Compte : La décision de justice enregistrée pour vous a changé. Inattendu ? Voyez votre Caf.",
    )
    expect(textsTo(context, "gus@example.org").at(-1)).toBe(
      "Mon Compte : Un mandat de justice enregistré à votre nom a pris fin. Inattendu ? Voyez votre Caf.",
    )
    expect(textsTo(context, "lea@example.org")).toHaveLength(1)
    expect((yield* agency.listMandates({ agent: AGENT, person: gus })).held).toEqual([])
  }),
)

story(
  "the guardian of a spouse acts on the spouse’s own data, and receives no authorisation of the spouse",
  (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { adas, brunos, gus, gusSession, ids } = yield* withGuardian(context)
      yield* monCompte.grantDelegation(adas)
      yield* agency.recordMandate({ ...TUTELLE, person: ids.bruno, mandatary: gus })
      const acts = { ...gusSession, file: FILE, onBehalfOf: ids.bruno }
      expect(yield* tagOf(monCompte.recordAction({ ...acts, action: "ChangeOwnIncome" }))).toBe("ActionRecorded")
      expect(yield* Effect.flip(monCompte.recordAction({ ...acts, action: "ViewFile" }))).toMatchObject({
        reason: "NoDelegation",
      })
      // Bruno still sees the file of the holder, and makes no procedure in it.
      expect(yield* tagOf(monCompte.recordAction({ ...brunos, action: "ViewFile" }))).toBe("ActionRecorded")
      expect(yield* Effect.flip(monCompte.recordAction({ ...brunos, action: "MakeHouseholdProcedure" }))).toMatchObject(
        {
          reason: "LimitedByCourt",
        },
      )
    }),
)

story("the reference of a decision stays readable after a key rotation, when the older key is gone", (context) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const agency = yield* Agency
    const { gus, ids } = yield* withGuardian(context)
    yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: gus })
    context.keys.rotate()
    expect((yield* rewrapKeys()).failed).toBe(0)
    // The sign-in moves the password to the new key.
    const adas = { session: yield* session() }
    context.keys.retire("1")
    expect((yield* monCompte.listMandates(adas)).over).toMatchObject([{ reference: "RG-26/00017" }])
  }),
)
