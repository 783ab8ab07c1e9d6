import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT, BRUNO, FILE, family, NOON } from "../../../../test/stories/family.ts"
import { ADA, story, tagOf } from "../../../../test/stories/test-context.ts"
import { messageOf } from "../../../messages/messages.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

const BY = { agent: AGENT, file: FILE }

/** A child whom the civil register knows by the year only. */
const YANIS = { nir: "1 11 99 99 351 012", birthName: "Œuvrard", birthDate: "2011-00-00" }
/** A child of 15 tomorrow. */
const LOU = { nir: "2 11 11 49 588 019", birthName: "Martin", birthDate: "2011-11-24" }

const claimOf = ({ nir, ...facts }: typeof YANIS) => ({ identifier: nir, ...facts })

/** The family at noon on 23 November 2026, with one more child whom the identity records know. */
const withChild = Effect.fnUntraced(function* (
  { identities }: { readonly identities: { readonly enrol: (identity: ReturnType<typeof claimOf>) => void } },
  child: typeof YANIS,
) {
  const agency = yield* Agency
  yield* TestClock.setTime(NOON)
  yield* family()
  identities.enrol(claimOf(child))
  const added = yield* agency.addChild({ ...BY, person: child.nir, birth: child.birthDate })
  return { agency, monCompte: yield* MonCompte, person: added.person ?? "", household: added.household }
})

const fr = <R>(effect: Effect.Effect<unknown, Parameters<typeof messageOf>[0], R>) =>
  Effect.map(Effect.flip(effect), (refusal) => messageOf(refusal))

describe("a person born on no known day", () => {
  // Leaflet: outside.unknown-birth
  story("in 1965 opens a space with the year alone, and no invented day opens it", (context) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOON)
      yield* family()
      const monCompte = yield* MonCompte
      const born = { ...BRUNO, birthDate: "1965-00-00" }
      context.identities.enrol(claimOf(born))
      for (const birthDate of ["01/01/1965", "31/12/1965", "1965-06-15"])
        expect(yield* tagOf(monCompte.createAccount({ ...claimOf(born), birthDate }))).toBe("CreationRefused")
      expect(context.identities.calls()).toBe(3)
      for (const birthDate of ["00/00/1965", "1965-00-00", "OO/OO/l965"])
        expect(yield* tagOf(monCompte.createAccount({ ...claimOf(born), birthDate }))).toBe("CreationOpened")
    }),
  )

  story("in November 1981 reads how to type the day where it is missing, before anything is counted", (context) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOON)
      yield* family()
      const monCompte = yield* MonCompte
      const claim = claimOf({ ...BRUNO, birthDate: "11/1981" })
      expect(yield* fr(monCompte.createAccount(claim))).toBe(
        "Indiquez votre date de naissance, par exemple 01/05/1969. Si le jour ou le mois n’est pas connu, saisissez 00\u00a0: " +
          "00/00/1969.",
      )
      for (const birthDate of ["24/11/2026", "00/00/2027", "12/00/1981", ""])
        expect(yield* tagOf(monCompte.createAccount({ ...claim, birthDate }))).toBe("IdentityIncomplete")
      expect(context.identities.calls()).toBe(0)
    }),
  )
})

describe("a child born in 2011 on no known day", () => {
  story("is over 15 on the last day of 2026, and reads that the Caf can decide before", (context) =>
    Effect.gen(function* () {
      const { household, monCompte } = yield* withChild(context, YANIS)
      expect(household._tag === "Open" && household.children.at(-1)?.birth).toBe("2011-00-00")
      expect(yield* Effect.flip(monCompte.createAccount(claimOf(YANIS)))).toMatchObject({
        _tag: "TooYoung",
        from: "2026-12-31",
        unknown: "DayAndMonth",
      })
      expect(yield* fr(monCompte.createAccount(claimOf(YANIS)))).toBe(
        "L’espace personnel s’ouvre aux enfants de plus de 15 ans. Votre date de naissance est connue sans le jour ni le " +
          "mois\u00a0: vous pourrez créer le vôtre au plus tard le 31\u00a0décembre\u00a02026. Votre Caf peut décider d’une date plus " +
          "proche\u00a0: contactez-la.",
      )
      yield* TestClock.setTime(Date.parse("2026-12-30T22:59:59Z"))
      expect(yield* tagOf(monCompte.createAccount(claimOf(YANIS)))).toBe("TooYoung")
      yield* TestClock.setTime(Date.parse("2026-12-30T23:00:00Z"))
      expect(yield* tagOf(monCompte.createAccount({ ...claimOf(YANIS), birthName: "OEUVRARD" }))).toBe("CreationOpened")
    }),
  )

  story("opens a space on the day that an agent decided, and the decision is recorded with the agent", (context) =>
    Effect.gen(function* () {
      const { agency, monCompte, person } = yield* withChild(context, YANIS)
      const decision = { ...BY, person, cause: "CourtDecision", commandId: "age" } as const
      const decided = yield* agency.decideAge({ ...decision, from: "24/11/2026" })
      expect(decided.household._tag === "Open" && decided.household.children.at(-1)).toMatchObject({
        birth: "2011-00-00",
        overFifteenFrom: "2026-11-24",
      })
      expect(yield* agency.decideAge({ ...decision, from: "24/11/2026" })).toEqual(decided)
      const refused = yield* Effect.flip(monCompte.createAccount(claimOf(YANIS)))
      expect(refused).toMatchObject({ _tag: "TooYoung", from: "2026-11-24" })
      expect(refused).not.toHaveProperty("unknown")
      yield* TestClock.adjust("1 day")
      expect(yield* tagOf(monCompte.createAccount(claimOf(YANIS)))).toBe("CreationOpened")
      const events = context.storage.snapshot().rows.flatMap(({ journal }) => journal.map(({ event }) => event))
      expect(events).toContainEqual(
        expect.objectContaining({ _tag: "AgeDecided", cause: "CourtDecision", by: { _tag: "Agent", agent: AGENT } }),
      )
    }),
  )

  story("is decided on by an agent only within what the year allows", (context) =>
    Effect.gen(function* () {
      const { agency, person } = yield* withChild(context, YANIS)
      const decide = (from: string) => agency.decideAge({ ...BY, person, cause: "CivilRecord", from })
      expect(yield* tagOf(decide("31/12/2025"))).toBe("AgeImpossible")
      expect(yield* tagOf(decide("01/01/2026"))).toBe("FileView")
      expect(yield* fr(agency.decideAge({ ...BY, person: ADA.nir, cause: "CivilRecord" }))).toBe(
        "Il n’y a pas d’âge à décider\u00a0: le jour de naissance est connu, ou la personne n’est pas un enfant du dossier. " +
          "Vérifiez la personne.",
      )
      const cause = "Guess" as "CivilRecord"
      expect(yield* tagOf(agency.decideAge({ ...BY, person, cause }))).toBe("CauseUnknown")
    }),
  )
})

describe("a child", () => {
  // Leaflet: household.child
  story("who is 15 tomorrow reads from which day, and opens a space at midnight in Paris", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* withChild(context, LOU)
      expect(yield* fr(monCompte.createAccount(claimOf(LOU)))).toBe(
        "L’espace personnel s’ouvre aux enfants de plus de 15 ans. Vous pourrez créer le vôtre à partir du 24\u00a0novembre\u00a02026.",
      )
      yield* TestClock.setTime(Date.parse("2026-11-23T23:00:00Z"))
      expect(yield* tagOf(monCompte.createAccount(claimOf(LOU)))).toBe("CreationOpened")
    }),
  )

  story("who was born in 1826 is refused, and so is one of 30 years, who is a dependant", (context) =>
    Effect.gen(function* () {
      const { agency } = yield* withChild(context, LOU)
      for (const birth of ["06/05/1826", "00/00/1826", "22/11/1996"])
        expect(yield* fr(agency.addChild({ ...BY, birth }))).toBe(
          "D’après cette date de naissance, la personne est trop âgée pour être ajoutée comme enfant. Vérifiez l’année, ou " +
            "ajoutez-la comme personne à charge.",
        )
      expect(yield* tagOf(agency.addChild({ ...BY, birth: "23/11/1996" }))).toBe("FileView")
      expect(yield* fr(agency.addChild({ ...BY, birth: "24/11/2026" }))).toContain("n’est pas encore passée")
    }),
  )

  story("is not the holder of the same file", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOON)
      const { ada } = yield* family()
      const agency = yield* Agency
      for (const person of [ada, ADA.nir])
        expect(yield* fr(agency.addChild({ ...BY, person, birth: "2011-05-06" }))).toBe(
          "Cette personne est l’allocataire du dossier\u00a0: elle ne peut pas y figurer aussi comme enfant. Vérifiez la " +
            "personne et le dossier.",
        )
    }),
  )
})
