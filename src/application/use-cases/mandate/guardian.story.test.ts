import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { createSpace, DORA, FILE, proceduresIn } from "../../../../test/stories/family.ts"
import { CURATELLE, GUS, TUTELLE, textsTo, withGuardian } from "../../../../test/stories/guardians.ts"
import { ADA, MAIL, session, story, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("the guardian of two", () => {
  // Leaflet: outside.mandate
  story("sees the two, acts for each in their name, and each sees what was done for them", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { adas, gus, gusSession, ids } = yield* withGuardian(context)
      yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: gus })
      yield* agency.recordMandate({ ...CURATELLE, person: DORA.nir, mandatary: gus })
      const files = yield* monCompte.listMyFiles(gusSession)
      expect(files.mandates.map(({ files, kind, person, status }) => [person, kind, status, files])).toEqual(
        [
          [ids.ada, "Guardianship", "Live", [FILE]],
          [ids.dora, "Curatorship", "Live", [FILE]],
        ].toSorted(),
      )
      expect(files.nextMandates).toBeNull()
      const acts = { ...gusSession, file: FILE, onBehalfOf: ids.ada }
      expect(yield* monCompte.recordAction({ ...acts, action: "MakeHouseholdProcedure" })).toMatchObject({
        actor: gus,
        onBehalfOf: ids.ada,
        rule: "file.procedure",
      })
      const forDora = { ...gusSession, file: FILE, onBehalfOf: ids.dora }
      expect(yield* monCompte.recordAction({ ...forDora, action: "ViewOwnData" })).toMatchObject({
        onBehalfOf: ids.dora,
      })
      // Dora is a dependant: neither she nor her guardian sees the file by her.
      expect(yield* Effect.flip(monCompte.recordAction({ ...forDora, action: "ViewFile" }))).toMatchObject({
        _tag: "NotPermitted",
        reason: "HolderOnly",
      })
      const doras = { session: yield* createSpace(context, DORA, "dora@example.org"), file: FILE }
      const seenBy = (caller: { readonly session: string; readonly file: string; readonly onBehalfOf?: string }) =>
        Effect.map(monCompte.listActions(caller), (list) => proceduresIn(list).map(({ action }) => action))
      expect(yield* seenBy(adas)).toEqual(["MakeHouseholdProcedure"])
      expect(yield* seenBy(doras)).toEqual(["ViewOwnData"])
      expect(yield* seenBy(acts)).toEqual(["ViewOwnData", "MakeHouseholdProcedure"])
    }),
  )

  // Leaflet: outside.mandate-personal
  story("never reaches a password, contact, session, terms or closing, nor the file of a person not in it", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { gus, gusSession, ids } = yield* withGuardian(context)
      yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: gus })
      const asks = { ...gusSession, file: FILE, onBehalfOf: ids.ada }
      for (const action of [
        "ChangeOwnPassword",
        "ChangeOwnContact",
        "ChangeOwnIdentifier",
        "ManageOwnSessions",
        "AcceptTerms",
        "CloseOwnAccount",
        "DeclareSeparation",
        "RevokeDelegation",
      ] as const) {
        const answer = yield* monCompte.explainRight({ ...asks, action })
        expect([action, answer]).toMatchObject([action, { permitted: false, reason: "PersonalAct" }])
        expect(answer.texts.fr).toBe(
          "Cet acte est personnel\u00a0: seule la personne protégée peut le faire. Si vous pensez que c’est une erreur, adressez-vous à votre Caf.",
        )
      }
      const elsewhere = { ...gusSession, file: "file-2", onBehalfOf: ids.ada, action: "ViewOwnData" } as const
      expect(yield* Effect.flip(monCompte.recordAction(elsewhere))).toMatchObject({ reason: "NotInFile" })
      const unknown = ["00000000-0000-7000-8000-000000000000", ids.bruno, "x", "", 7 as unknown as string]
      for (const onBehalfOf of unknown) {
        const refused = yield* Effect.flip(
          monCompte.recordAction({ ...gusSession, file: FILE, onBehalfOf, action: "ViewFile" }),
        )
        expect(refused).toMatchObject({ _tag: "NotPermitted", reason: "NoMandate" })
      }
    }),
  )
})

story("the curator who may see and not declare is refused the declaration, with the reason", (context) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const agency = yield* Agency
    const { adas, gus, gusSession, ids } = yield* withGuardian(context)
    yield* agency.recordMandate({ ...CURATELLE, person: ids.ada, mandatary: gus })
    const acts = { ...gusSession, file: FILE, onBehalfOf: ids.ada }
    expect(yield* tagOf(monCompte.recordAction({ ...acts, action: "ViewFile" }))).toBe("ActionRecorded")
    expect(yield* Effect.flip(monCompte.recordAction({ ...acts, action: "AnswerFundRequest" }))).toMatchObject({
      reason: "PowerNotGiven",
      change: "CourtDecides",
    })
    const { texts } = yield* monCompte.explainRight({ ...acts, action: "AnswerFundRequest" })
    expect(texts.fr).toBe(
      "La décision de justice ne vous donne pas ce pouvoir. " +
        "Seule une décision de justice peut le permettre. Transmettez-la à votre Caf.",
    )
    // A curatelle leaves everything to the person.
    expect(yield* tagOf(monCompte.recordAction({ ...adas, action: "AnswerFundRequest" }))).toBe("ActionRecorded")
  }),
)

// Leaflet: outside.mandate, outside.mandate-personal
story(
  "the protected person who signs in themselves sees everything, keeps their access, and sees who acts",
  (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { adas, gus, ids } = yield* withGuardian(context)
      yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: gus, lastDay: "2031-11-22" })
      expect(yield* tagOf(monCompte.recordAction({ ...adas, action: "ViewFile" }))).toBe("ActionRecorded")
      expect(yield* Effect.flip(monCompte.recordAction({ ...adas, action: "AnswerFundRequest" }))).toMatchObject({
        reason: "LimitedByCourt",
        change: "AskMandatary",
      })
      expect(yield* tagOf(monCompte.grantDelegation(adas))).toBe("NotPermitted")
      yield* monCompte.changePassword({
        ...adas,
        current: "Azerty12",
        password: "Nouveau-9",
        confirmation: "Nouveau-9",
      })
      const signedInAgain = { session: yield* session(ADA, "Nouveau-9") }
      expect((yield* monCompte.listMandates(signedInAgain)).over).toMatchObject([
        {
          mandatary: gus,
          powers: ["View", "Declare"],
          leaves: "Viewing",
          lastDay: "2031-11-22",
          reference: "RG-26/00017",
        },
      ])
      yield* deliverDue()
      expect(textsTo(context, MAIL)).toEqual([
        "Mon Compte : Décision de justice enregistrée : une personne agit pour vous auprès de votre Caf. Inattendu ? Voyez votre Caf.",
      ])
      expect(textsTo(context, "gus@example.org")).toEqual([
        "Mon Compte : Un mandat de justice est enregistré à votre nom pour une autre personne. Inattendu ? Voyez votre Caf.",
      ])
    }),
)

// Leaflet: outside.mandate-rights
story(
  "the guardian whose mandate ended an hour ago is refused, also for a command that was answered before",
  (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { adas, gus, ids } = yield* withGuardian(context)
      yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: gus, lastDay: "2026-11-23" })
      const midnight = Date.parse("2026-11-23T23:00:00Z")
      yield* TestClock.setTime(midnight - 1)
      const signIn = session({ ...ADA, nir: GUS.nir })
      const command = { file: FILE, onBehalfOf: ids.ada, action: "MakeHouseholdProcedure", commandId: "c" } as const
      expect(yield* tagOf(monCompte.recordAction({ ...command, session: yield* signIn }))).toBe("ActionRecorded")
      yield* TestClock.setTime(midnight + 60 * 60_000)
      const again = { ...command, session: yield* signIn }
      // The end is not recorded yet, and no right is left.
      for (const late of [again, { ...again, commandId: "d" }]) {
        expect(yield* Effect.flip(monCompte.recordAction(late))).toMatchObject({ reason: "MandateOver" })
      }
      expect((yield* monCompte.listMyFiles(again)).mandates).toMatchObject([{ status: "Over", files: [] }])
      const adasAgain = { ...adas, session: yield* session() }
      expect(yield* tagOf(monCompte.recordAction({ ...adasAgain, action: "AnswerFundRequest" }))).toBe("ActionRecorded")
      yield* deliverDue()
      yield* deliverDue()
      expect((yield* monCompte.listMandates(adasAgain)).over).toMatchObject([
        { ended: { cause: "Expired", by: { _tag: "Time" } } },
      ])
      expect((yield* monCompte.listMyFiles(again)).mandates).toEqual([])
      expect(textsTo(context, MAIL).at(-1)).toBe(
        "Mon Compte : Une décision de justice enregistrée pour vous a pris fin. Inattendu ? Voyez votre Caf.",
      )
      expect(context.storage.snapshot().outbox).toEqual([])
    }),
)
