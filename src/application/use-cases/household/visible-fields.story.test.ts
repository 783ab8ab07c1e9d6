import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { CLEO, couple, createSpace, FILE } from "../../../../test/stories/family.ts"
import { TUTELLE, withGuardian } from "../../../../test/stories/guardians.ts"
import { BOB, signedIn, story } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

type Asked = Parameters<MonCompte["Service"]["listVisibleFields"]>[0]

/** The fields that are permitted. */
const visible = Effect.fnUntraced(function* (asked: Asked) {
  const monCompte = yield* MonCompte
  const { fields } = yield* monCompte.listVisibleFields(asked)
  return fields.flatMap(({ field, permitted }) => (permitted ? [field] : []))
})

const OWN = ["Identifier", "Contact", "Letters", "IndividualBenefits", "Sessions", "AcceptedTerms"]
const PERSON = ["Identity", "Income"]
const OF_FILE = ["Situation", "HouseholdBenefits", "Payments", "RequestsOfFund"]

describe("the spouse who opens the page of another member", () => {
  story("sees nothing of the holder until the authorisation is given, and never what is the holder's own", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos, ids } = yield* couple(context)
      expect(yield* visible(brunos)).toEqual([...OWN, ...PERSON])
      expect(yield* visible({ ...brunos, person: ids.ada })).toEqual([])
      yield* monCompte.grantDelegation(adas)
      expect(yield* visible({ ...brunos, person: ids.ada })).toEqual([...PERSON, ...OF_FILE])
      const { fields, role } = yield* monCompte.listVisibleFields({ ...brunos, person: ids.ada })
      expect(role).toBe("Holder")
      expect(fields.find(({ field }) => field === "Contact")).toMatchObject({
        permitted: false,
        rule: "own.only",
        reason: "NotOwnSpace",
        texts: {
          fr: "L’espace personnel d’une autre personne n’est accessible qu’à elle. Si vous pensez que c’est une erreur, adressez-vous à votre Caf.",
        },
      })
      yield* monCompte.declareSeparation({ ...adas, fact: "2026-11-20" })
      expect(yield* visible(brunos)).toEqual([...OWN, ...PERSON])
    }),
  )

  story("as a child over 15 sees their own data, and nothing of the parents", (context) =>
    Effect.gen(function* () {
      const { ids } = yield* couple(context)
      const cleo = { session: yield* createSpace(context, CLEO, "cleo@example.org"), file: FILE }
      expect(yield* visible(cleo)).toEqual([...OWN, ...PERSON])
      for (const person of [ids.ada, ids.bruno, ids.evan]) expect(yield* visible({ ...cleo, person })).toEqual([])
    }),
  )
})

describe("a stranger who asks who is in a file", () => {
  story("gets the same answer about a member, a former member and a person who never was one", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos, ids } = yield* couple(context)
      const bobs = { session: yield* signedIn(context, BOB, "bob@example.org"), file: FILE }
      const asked = [ids.ada, ids.evan, "00000000-0000-4000-8000-000000000000", "x"]
      for (const person of asked) {
        expect(yield* Effect.flip(monCompte.listVisibleFields({ ...bobs, person }))).toMatchObject({
          _tag: "NotPermitted",
          reason: "NotInFile",
        })
      }
      // The former spouse asks about those who are in the file now.
      yield* monCompte.declareSeparation({ ...adas, fact: "2026-11-20" })
      for (const person of asked) {
        expect(yield* Effect.flip(monCompte.listVisibleFields({ ...brunos, person }))).toMatchObject({
          _tag: "NotPermitted",
          reason: "NotInFile",
        })
      }
    }),
  )
})

describe("the guardian who opens the page of the protected person", () => {
  story("sees what the mandate lets them see, and not the protected person's access", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { gus, gusSession, ids } = yield* withGuardian(context)
      const acts = { ...gusSession, file: FILE, onBehalfOf: ids.ada }
      expect(yield* visible(acts)).toEqual([])
      yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: gus })
      const access = ["Contact", "Sessions", "AcceptedTerms"]
      expect(yield* visible(acts)).toEqual([...OWN.filter((field) => !access.includes(field)), ...PERSON, ...OF_FILE])
      expect(yield* visible({ ...acts, person: ids.bruno })).toEqual([...PERSON, ...OF_FILE])
    }),
  )
})
