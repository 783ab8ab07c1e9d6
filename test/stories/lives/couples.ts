import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../../src/application/agency.ts"
import { MonCompte } from "../../../src/application/mon-compte.ts"
import { endCauseTexts } from "../../../src/domain/household/texts.ts"
import { AGENT, BRUNO, createSpace, FILE, family, NOON } from "../family.ts"
import { ADA, BOB, session, signedIn } from "../test-context.ts"
import { authorised, BY, MOBILES } from "./cast.ts"
import { life } from "./life.ts"

const FACT = "2026-11-01"

export const couples = [
  life("The couple that parts: each reads first who learns what, and then that it is declared", {
    given: authorised(),
    happens: ({ adas, brunos }, screen) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { points } = yield* monCompte.previewSeparation(brunos)
        for (const { texts } of points) yield* screen.shows("Bruno", texts.fr)
        yield* monCompte.declareSeparation({ ...brunos, fact: FACT })
        const { files } = yield* monCompte.listMyFiles(adas)
        expect(files).toMatchObject([{ authorisation: { cause: "Separation" } }])
        yield* screen.shows("Ada", endCauseTexts.Separation.fr)
      }),
    reads: {
      Ada: [
        'SMS : Mon Compte : Séparation déclarée dans votre dossier. Un mot de passe à 8 chiffres ne marche plus : "Mot de passe oublié ?". Une erreur ? Voyez votre Caf.',
        "À l’écran : Une séparation a été déclarée.",
      ],
      Bruno: [
        "À l’écran : Une autre personne lit vos messages ? Activez le mode confidentiel avant de déclarer la séparation, et indiquez des coordonnées que personne d’autre ne lit.",
        "À l’écran : Vous vivez des violences ou vous avez peur ? Le 3919 vous écoute, gratuitement et anonymement, 24 heures sur 24. En cas de danger, appelez le 17 ou envoyez un SMS au 114.",
        "À l’écran : L’autre membre du couple reçoit tout de suite un message à ses propres coordonnées, s’il y en a. Son espace personnel montre aussi la séparation.",
        "À l’écran : Ce message ne dit ni qui a déclaré la séparation, ni votre adresse, ni vos coordonnées.",
        "À l’écran : Vous recevez tout de suite le même message à vos coordonnées de contact. Une personne qui lit votre messagerie ou votre téléphone peut le voir.",
        "À l’écran : Votre Caf voit tout de suite la déclaration.",
        "À l’écran : Les enfants et les autres personnes du dossier ne reçoivent aucun message.",
        "À l’écran : L’autorisation de gestion prend fin tout de suite.",
        "À l’écran : Un mot de passe à 8 chiffres de ce dossier ne fonctionne plus, et des coordonnées que vous avez en commun ne permettent plus de retrouver un compte.",
        "À l’écran : Vous ne pouvez pas annuler une déclaration de séparation.",
        'SMS : Mon Compte : Séparation déclarée dans votre dossier. Un mot de passe à 8 chiffres ne marche plus : "Mot de passe oublié ?". Une erreur ? Voyez votre Caf.',
      ],
    },
  }),

  life("The separation recorded by mistake: the couple goes on, and the authorisation has to be given again", {
    given: authorised(),
    happens: ({ adas, ids }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.declareSeparation({ ...BY, person: ids.bruno, fact: FACT })
        yield* screen.later("2 days")
        yield* agency.undoSeparation({ ...BY, cause: "WrongFile" })
        const again = { ...adas, session: yield* session() }
        const right = yield* monCompte.explainRight({ ...again, action: "RevokeDelegation" })
        yield* screen.shows("Ada", right.texts.fr)
        yield* monCompte.grantDelegation(again)
      }),
    reads: {
      Ada: [
        'SMS : Mon Compte : Séparation déclarée dans votre dossier. Un mot de passe à 8 chiffres ne marche plus : "Mot de passe oublié ?". Une erreur ? Voyez votre Caf.',
        "SMS : Mon Compte : Une séparation enregistrée par erreur dans votre dossier est corrigée. Pas une erreur ? Voyez votre Caf.",
        "À l’écran : L’autorisation de gestion a pris fin. Vous pouvez en donner une à l’autre membre du couple.",
        "SMS : Mon Compte : Une autorisation de gestion a été donnée dans votre dossier. Inattendu ? Prévenez votre Caf.",
      ],
      Bruno: [
        'SMS : Mon Compte : Séparation déclarée dans votre dossier. Un mot de passe à 8 chiffres ne marche plus : "Mot de passe oublié ?". Une erreur ? Voyez votre Caf.',
        "SMS : Mon Compte : Une séparation enregistrée par erreur dans votre dossier est corrigée. Pas une erreur ? Voyez votre Caf.",
        "SMS : Mon Compte : Une autorisation de gestion a été donnée dans votre dossier. Inattendu ? Prévenez votre Caf.",
      ],
    },
  }),

  life("The spouse who renounces: the holder reads it, and the spouse sees what is left", {
    given: authorised(),
    happens: ({ brunos }, screen) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* monCompte.renounceDelegation(brunos)
        const { texts } = yield* monCompte.explainRight({ ...brunos, action: "ViewFile" })
        yield* screen.shows("Bruno", texts.fr)
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : Une autorisation de gestion a pris fin dans votre dossier. Inattendu ? Voyez votre Caf.",
      ],
      Bruno: [
        "SMS : Mon Compte : Une autorisation de gestion a pris fin dans votre dossier. Inattendu ? Voyez votre Caf.",
        "À l’écran : L’autorisation de gestion a pris fin. Demandez à l’allocataire de vous en donner une.",
      ],
    },
  }),

  life("The authorisation that ends on Sunday: it works until midnight, and on Monday both read that it has ended", {
    given: authorised("29/11/2026"),
    happens: ({ brunos }, screen) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const view = () =>
          Effect.flatMap(session({ ...ADA, nir: BRUNO.nir }), (open) =>
            monCompte.explainRight({ ...brunos, session: open, action: "ViewFile" }),
          )
        yield* TestClock.setTime(Date.parse("2026-11-29T23:59:59+01:00"))
        yield* screen.shows("Bruno", (yield* view()).texts.fr)
        yield* TestClock.setTime(Date.parse("2026-11-30T00:00:00+01:00"))
        yield* screen.shows("Bruno", (yield* view()).texts.fr)
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : Une autorisation de gestion a pris fin dans votre dossier. Inattendu ? Voyez votre Caf.",
      ],
      Bruno: [
        "À l’écran : L’allocataire vous a donné l’autorisation de gérer le dossier.",
        "À l’écran : L’autorisation de gestion a pris fin. Demandez à l’allocataire de vous en donner une.",
        "SMS : Mon Compte : Une autorisation de gestion a pris fin dans votre dossier. Inattendu ? Voyez votre Caf.",
      ],
    },
  }),

  life("The couple that merged their files: one command, and both read it", {
    given: (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        yield* TestClock.setTime(NOON)
        yield* agency.openFile({ agent: AGENT, file: FILE, holder: ADA.nir, on: "2020-01-01" })
        yield* agency.openFile({ agent: AGENT, file: BOB.file, holder: BOB.nir, on: "2020-01-01" })
        yield* signedIn(context, ADA, MOBILES.Ada)
        return { bob: yield* signedIn(context, BOB, MOBILES.Bob) }
      }),
    happens: ({ bob }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.mergeFiles({ agent: AGENT, file: FILE, from: BOB.file })
        const { texts } = yield* monCompte.explainRight({ session: bob, file: FILE, action: "ViewFile" })
        yield* screen.shows("Bob", texts.fr)
      }),
    reads: {
      Ada: ["SMS : Mon Compte : Votre dossier allocataire et un autre sont réunis. Inattendu ? Voyez votre Caf."],
      Bob: [
        "SMS : Mon Compte : Votre dossier allocataire et un autre sont réunis. Inattendu ? Voyez votre Caf.",
        "À l’écran : L’allocataire ne vous a pas donné d’autorisation de gestion. Demandez à l’allocataire de vous en donner une.",
      ],
    },
  }),

  life("The holder who changes: both read it, and the rights change hands at once", {
    given: authorised(),
    happens: ({ adas, brunos, ids }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.changeHolder({ ...BY, to: ids.bruno, cause: "Agreement" })
        const [ada, bruno] = [
          yield* monCompte.explainRight({ ...adas, action: "ViewFile" }),
          yield* monCompte.explainRight({ ...brunos, action: "ViewFile" }),
        ]
        yield* screen.shows("Ada", ada.texts.fr)
        yield* screen.shows("Bruno", bruno.texts.fr)
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : Une autorisation de gestion a pris fin dans votre dossier. Inattendu ? Voyez votre Caf.",
        "SMS : Mon Compte : L'allocataire de votre dossier a changé. Inattendu ? Voyez votre Caf.",
        "À l’écran : L’autorisation de gestion a pris fin. Demandez à l’allocataire de vous en donner une.",
      ],
      Bruno: [
        "SMS : Mon Compte : Une autorisation de gestion a pris fin dans votre dossier. Inattendu ? Voyez votre Caf.",
        "SMS : Mon Compte : L'allocataire de votre dossier a changé. Inattendu ? Voyez votre Caf.",
        "À l’écran : Vous êtes l’allocataire du dossier.",
      ],
    },
  }),

  life("The holder who never migrated and whose partner separates: the 8 digits end, with a way on", {
    files: [{ ...ADA, contacts: [MOBILES.Ada] }],
    given: (context) =>
      Effect.gen(function* () {
        yield* TestClock.setTime(NOON)
        yield* family()
        return { session: yield* createSpace(context, BRUNO, MOBILES.Bruno), file: FILE }
      }),
    happens: (brunos, screen) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* monCompte.declareSeparation({ ...brunos, fact: FACT })
        yield* screen.refuses("Ada", monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))
      }),
    reads: {
      Ada: [
        'SMS : Mon Compte : Un mot de passe à 8 chiffres ne marche plus. Pour entrer : "Créer Mon Compte", ou voyez votre Caf.',
        "À l’écran : La connexion n’a pas abouti. Vérifiez votre numéro et votre mot de passe. Après plusieurs erreurs, la connexion est bloquée un moment, même avec le bon mot de passe : patientez, ou utilisez « Mot de passe oublié ? ». Pas encore d’espace, ou un mot de passe à 8 chiffres qui ne fonctionne plus ? Utilisez « Créer Mon Compte ».",
      ],
      Bruno: [
        'SMS : Mon Compte : Séparation déclarée dans votre dossier. Un mot de passe à 8 chiffres ne marche plus : "Mot de passe oublié ?". Une erreur ? Voyez votre Caf.',
      ],
    },
  }),
]
