import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../../src/application/agency.ts"
import { MonCompte } from "../../../src/application/mon-compte.ts"
import { AGENT, BRUNO, CLEO, createSpace, DORA, EVAN, FILE, family, NOON } from "../family.ts"
import { CURATELLE, GUS, LEA, TUTELLE } from "../guardians.ts"
import { ADA, BOB, session, type TestContext, tagOf } from "../test-context.ts"
import { BY, MOBILES, withGus } from "./cast.ts"
import { life } from "./life.ts"

const claimOf = ({ nir, ...facts }: typeof CLEO) => ({ identifier: nir, ...facts })

/** The file of the family, with one more child whom the identity records know. */
const withChild = (child: typeof CLEO) => (context: TestContext) =>
  Effect.gen(function* () {
    const agency = yield* Agency
    yield* TestClock.setTime(NOON)
    yield* family()
    context.identities.enrol(claimOf(child))
    const { person } = yield* agency.addChild({ ...BY, person: child.nir, birth: child.birthDate })
    return { person: person ?? "", claim: claimOf(child) }
  })

const LOU = { nir: "2 11 11 49 588 019", birthName: "Martin", birthDate: "2011-11-24" }
const YANIS = { nir: "1 11 99 99 351 012", birthName: "Œuvrard", birthDate: "2011-00-00" }

export const ages = [
  life("The child of 15 tomorrow: they read the day, and on that day the space opens", {
    given: withChild(LOU),
    happens: ({ claim }, screen) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* screen.refuses("Lou", monCompte.createAccount(claim))
        yield* TestClock.setTime(Date.parse("2026-11-24T00:00:00+01:00"))
        expect(yield* tagOf(monCompte.createAccount(claim))).toBe("CreationOpened")
      }),
    reads: {
      Lou: [
        "À l’écran : L’espace personnel s’ouvre aux enfants de plus de 15 ans. Vous pourrez créer le vôtre à partir du 24 novembre 2026.",
      ],
    },
  }),

  life("The child born in 2011 on no known day: they read the latest day, and an agent decides an earlier one", {
    given: withChild(YANIS),
    happens: ({ claim, person }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* screen.refuses("Yanis", monCompte.createAccount(claim))
        yield* agency.decideAge({ ...BY, person, cause: "CourtDecision" })
        expect(yield* tagOf(monCompte.createAccount({ ...claim, birthName: "OEUVRARD" }))).toBe("CreationOpened")
      }),
    reads: {
      Yanis: [
        "À l’écran : L’espace personnel s’ouvre aux enfants de plus de 15 ans. Votre date de naissance est connue sans le jour ni le mois : vous pourrez créer le vôtre au plus tard le 31 décembre 2026. Votre Caf peut décider d’une date plus proche : contactez-la.",
      ],
    },
  }),

  life("The person born in 1965 on no known day: they read how to type it, and the year alone opens the space", {
    given: (context) =>
      Effect.gen(function* () {
        yield* TestClock.setTime(NOON)
        yield* family()
        const claim = claimOf({ ...BRUNO, birthDate: "1965-00-00" })
        context.identities.enrol(claim)
        return claim
      }),
    happens: (claim, screen) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* screen.refuses("Bruno", monCompte.createAccount({ ...claim, birthDate: "1965" }))
        yield* screen.refuses("Bruno", monCompte.createAccount({ ...claim, birthDate: "01/01/1965" }))
        expect(yield* tagOf(monCompte.createAccount({ ...claim, birthDate: "00/00/1965" }))).toBe("CreationOpened")
      }),
    reads: {
      Bruno: [
        "À l’écran : Indiquez votre date de naissance, par exemple 01/05/1969. Si le jour ou le mois n’est pas connu, saisissez 00 : 00/00/1969.",
        "À l’écran : Nous n’avons pas pu ouvrir d’espace personnel avec ces informations. Vérifiez-les. Si vous avez déjà un espace ou un mot de passe à 8 chiffres, connectez-vous, ou utilisez « Mot de passe oublié ? ». Après plusieurs essais, patientez un moment. Sinon, contactez votre Caf.",
      ],
    },
  }),

  life("The student who leaves the file: their own space stays, and the page says that the file is not theirs now", {
    given: (context) =>
      Effect.gen(function* () {
        yield* TestClock.setTime(NOON)
        const ids = yield* family()
        return { ids, cleo: yield* createSpace(context, CLEO, MOBILES.Cléo) }
      }),
    happens: ({ cleo, ids }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.removeMember({ ...BY, person: ids.cleo, cause: "OwnFile" })
        const there = { session: cleo, file: FILE, action: "ViewFile" } as const
        yield* screen.shows("Cléo", (yield* monCompte.explainRight(there)).texts.fr)
        yield* agency.openFile({ agent: AGENT, file: "file-9", holder: CLEO.nir })
        const own = { ...there, file: "file-9" } as const
        yield* screen.shows("Cléo", (yield* monCompte.explainRight(own)).texts.fr)
      }),
    reads: {
      Cléo: [
        "À l’écran : Vous ne figurez pas dans ce dossier. Si vous devriez y figurer, adressez-vous à votre Caf.",
        "À l’écran : Vous êtes l’allocataire du dossier.",
      ],
    },
  }),

  life("The child with two homes: one file for each parent, and a third is refused with the reason", {
    given: () => Effect.andThen(TestClock.setTime(NOON), family()),
    happens: (_, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const child = { person: EVAN.nir, birth: EVAN.birthDate }
        yield* agency.openFile({ agent: AGENT, file: BOB.file, holder: BOB.nir })
        yield* agency.addChild({ agent: AGENT, file: BOB.file, ...child })
        yield* agency.openFile({ agent: AGENT, file: "file-9", holder: LEA.nir })
        yield* screen.refuses("L’agent", agency.addChild({ agent: AGENT, file: "file-9", ...child }))
      }),
    reads: {
      "L’agent": [
        "À l’écran : Cet enfant figure déjà dans deux dossiers, un pour chaque parent. Retirez-le d’abord de l’un des deux.",
      ],
    },
  }),

  life("The guardian of two: each protected person reads that a person acts for them, and the guardian sees both", {
    given: (context) =>
      Effect.gen(function* () {
        const given = yield* withGus(context)
        yield* createSpace(context, DORA, MOBILES.Dora)
        return given
      }),
    happens: ({ gus, ids }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: gus })
        yield* screen.later("2 hours")
        yield* agency.recordMandate({ ...TUTELLE, person: DORA.nir, mandatary: gus })
        const open = yield* session({ ...ADA, nir: GUS.nir })
        expect((yield* monCompte.listMyFiles({ session: open })).mandates).toHaveLength(2)
        for (const [onBehalfOf, action] of [
          [ids.ada, "MakeHouseholdProcedure"],
          [ids.dora, "MakeHouseholdProcedure"],
          [ids.dora, "ChangeOwnPassword"],
        ] as const) {
          const { texts } = yield* monCompte.explainRight({ session: open, file: FILE, onBehalfOf, action })
          yield* screen.shows("Gus", texts.fr)
        }
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : Décision de justice enregistrée : une personne agit pour vous auprès de votre Caf. Inattendu ? Voyez votre Caf.",
      ],
      Dora: [
        "SMS : Mon Compte : Décision de justice enregistrée : une personne agit pour vous auprès de votre Caf. Inattendu ? Voyez votre Caf.",
      ],
      Gus: [
        "SMS : Mon Compte : Un mandat de justice est enregistré à votre nom pour une autre personne. Inattendu ? Voyez votre Caf.",
        "SMS : Mon Compte : Un mandat de justice est enregistré à votre nom pour une autre personne. Inattendu ? Voyez votre Caf.",
        "À l’écran : Une décision de justice vous permet de faire cette démarche pour la personne protégée.",
        "À l’écran : Cette action est réservée à l’allocataire du dossier. Demandez à l’allocataire du dossier de le faire.",
        "À l’écran : Cet acte est personnel : seule la personne protégée peut le faire. Si vous pensez que c’est une erreur, adressez-vous à votre Caf.",
      ],
    },
  }),

  life("The curator: they see the file, are refused a declaration with the reason, and the person keeps everything", {
    given: withGus,
    happens: ({ adas, gus, asGus, ids }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.recordMandate({ ...CURATELLE, person: ids.ada, mandatary: gus })
        const acts = { ...asGus, onBehalfOf: ids.ada }
        expect(yield* tagOf(monCompte.recordAction({ ...acts, action: "ViewFile" }))).toBe("ActionRecorded")
        const answer = yield* monCompte.explainRight({ ...acts, action: "AnswerFundRequest" })
        yield* screen.shows("Gus", answer.texts.fr)
        expect(yield* tagOf(monCompte.recordAction({ ...adas, action: "AnswerFundRequest" }))).toBe("ActionRecorded")
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : Décision de justice enregistrée : une personne agit pour vous auprès de votre Caf. Inattendu ? Voyez votre Caf.",
      ],
      Gus: [
        "SMS : Mon Compte : Un mandat de justice est enregistré à votre nom pour une autre personne. Inattendu ? Voyez votre Caf.",
        "À l’écran : La décision de justice ne vous donne pas ce pouvoir. Seule une décision de justice peut le permettre. Transmettez-la à votre Caf.",
      ],
    },
  }),

  life("The family whose guardian changed: the colleague acts at once, the former one no more, and each reads it", {
    given: (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const given = yield* withGus(context)
        yield* agency.addDependant({ agent: AGENT, file: BOB.file, person: LEA.nir, on: "2022-01-01" })
        const lea = yield* createSpace(context, LEA, MOBILES.Léa)
        const organisation = "Udaf de la Gironde"
        yield* agency.recordMandate({ ...TUTELLE, person: given.ids.ada, mandatary: given.gus, organisation })
        return { ...given, leas: { session: lea, file: FILE } }
      }),
    happens: ({ asGus, ids, leas }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* screen.later("10 minutes")
        yield* agency.changeMandate({ agent: AGENT, person: ids.ada, number: 1, mandatary: LEA.nir })
        const acts = { onBehalfOf: ids.ada, action: "AnswerFundRequest" } as const
        yield* screen.shows("Gus", (yield* monCompte.explainRight({ ...asGus, ...acts })).texts.fr)
        yield* screen.shows("Léa", (yield* monCompte.explainRight({ ...leas, ...acts })).texts.fr)
      }),
    reads: {
      Ada: ["SMS : Mon Compte : La décision de justice enregistrée pour vous a changé. Inattendu ? Voyez votre Caf."],
      Gus: [
        "SMS : Mon Compte : Un mandat de justice enregistré à votre nom a pris fin. Inattendu ? Voyez votre Caf.",
        "À l’écran : Aucune décision de justice enregistrée ne vous charge de cette personne. Seule une décision de justice peut le permettre. Transmettez-la à votre Caf.",
      ],
      Léa: [
        "SMS : Mon Compte : Un mandat de justice est enregistré à votre nom pour une autre personne. Inattendu ? Voyez votre Caf.",
        "À l’écran : Une décision de justice vous permet de faire cette démarche pour la personne protégée.",
      ],
    },
  }),
]
