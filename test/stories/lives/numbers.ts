import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../../src/application/agency.ts"
import { MonCompte } from "../../../src/application/mon-compte.ts"
import { AGENT, createSpace, family, NOON } from "../family.ts"
import { ADA, atContact, PASSWORD, signInTag, type TestContext } from "../test-context.ts"
import { alone, authorised, BY, MOBILES } from "./cast.ts"
import { letter, life } from "./life.ts"

const MAIL = "ada@example.org"
const DORAS_NIR = "2 50 02 99 243 001"

/** Dora, a dependant without a number, with a space under a provisional identifier. */
const provisional = (context: TestContext) =>
  Effect.gen(function* () {
    const agency = yield* Agency
    yield* TestClock.setTime(NOON)
    yield* family()
    const { identifier, person } = yield* agency.issueProvisional({ agent: AGENT })
    yield* agency.addDependant({ ...BY, person, on: "2022-01-01" })
    const claim = { birthName: "Nguyen", birthDate: "1950-02-03" }
    yield* createSpace(context, { ...claim, nir: identifier }, MOBILES.Dora)
    return { identifier, person }
  })

const atNoon = () => TestClock.setTime(NOON)

export const numbers = [
  life("The corrected sex mention: the new number opens the same space, and the former number opens nothing", {
    given: alone(MAIL),
    happens: ({ ids }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        const nir = "1 69 05 49 588 157"
        yield* agency.correctIdentifier({ agent: AGENT, person: ids.ada, nir, cause: "SexMention" })
        yield* screen.refuses("Ada", monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))
        expect(yield* signInTag(PASSWORD, { nir })).toBe("SignedIn")
      }),
    reads: {
      Ada: [
        letter(
          "Mon Compte : votre numéro de connexion a changé",
          "Le numéro de sécurité sociale de votre espace personnel a été corrigé le 23 novembre 2026 à 12 h 00 (heure de Paris).",
          "Connectez-vous maintenant avec le nouveau numéro : l’ancien ne fonctionne plus. Votre mot de passe ne change pas.",
          "Vous ne connaissez pas le nouveau numéro, ou vous ne vous y attendiez pas ? Sans attendre, adressez-vous à votre Caf.",
        ),
        "À l’écran : La connexion n’a pas abouti. Vérifiez votre numéro et votre mot de passe. Après plusieurs erreurs, la connexion est bloquée un moment, même avec le bon mot de passe : patientez, ou utilisez « Mot de passe oublié ? ». Pas encore d’espace, ou un mot de passe à 8 chiffres qui ne fonctionne plus ? Utilisez « Créer Mon Compte ».",
      ],
    },
  }),

  life("The waiting number that became a number: it opens nothing, then the real one does, with the same password", {
    given: provisional,
    happens: ({ person }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* screen.refuses("Dora", monCompte.signIn({ identifier: "7 1861 00188 26448", password: PASSWORD }))
        yield* agency.recordNir({ agent: AGENT, person, nir: DORAS_NIR })
        expect(yield* signInTag(PASSWORD, { nir: DORAS_NIR })).toBe("SignedIn")
      }),
    reads: {
      Dora: [
        "À l’écran : Ce numéro n’est pas encore votre numéro de sécurité sociale : il ne permet pas de se connecter. Utilisez votre identifiant provisoire, avec le lien « J’ai un identifiant provisoire ». Vous n’en avez pas ? Demandez-le à votre Caf.",
        "SMS : Mon Compte : Connectez-vous maintenant avec votre numéro de sécurité sociale : l'identifiant provisoire ne marche plus. Inattendu ? Voyez votre Caf.",
      ],
    },
  }),

  life("The provisional identifier with the 8 digits: the text says what goes together, and nothing is counted", {
    given: provisional,
    happens: ({ identifier }, screen) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        for (let press = 0; press < 6; press += 1) {
          const refused = monCompte.signIn({ identifier, password: "12345678" })
          if (press === 0) yield* screen.refuses("Dora", refused)
          else expect(yield* Effect.flip(refused)).toMatchObject({ _tag: "LegacyPasswordRefused" })
        }
        expect(yield* signInTag(PASSWORD, { nir: identifier })).toBe("SignedIn")
      }),
    reads: {
      Dora: [
        "À l’écran : Un mot de passe à 8 chiffres va avec le numéro de sécurité sociale de l’allocataire, pas avec un identifiant provisoire. Saisissez ce numéro, ou le mot de passe que vous avez choisi. Si vous n’en avez pas encore, utilisez « Créer Mon Compte ».",
      ],
    },
  }),

  life("The person registered twice: both spaces become one, and the authorisation is given again", {
    given: authorised(),
    happens: ({ brunos, ids }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        const other = { agent: AGENT, file: "file-9" }
        yield* agency.openFile({ ...other, holder: "1 85 05 78 006 084" })
        const { person } = yield* agency.addDependant({ ...other, person: "1 85 05 78 006 234" })
        yield* agency.removeMember({ ...other, person: person ?? "", cause: "NoLongerDependant" })
        const proof = { cause: "RegisteredTwice", proof: "Document" } as const
        yield* agency.mergeAccounts({ agent: AGENT, person: person ?? "", merged: ids.bruno, ...proof })
        yield* screen.refuses("Bruno", monCompte.whoAmI(brunos))
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : Une autorisation de gestion a pris fin dans votre dossier. Inattendu ? Voyez votre Caf.",
      ],
      Bruno: [
        "SMS : Mon Compte : Vos deux espaces personnels sont réunis en un seul. Inattendu ? Prévenez vite votre Caf.",
        "À l’écran : Votre session est terminée. Connectez-vous de nouveau.",
      ],
    },
  }),

  life("The person who typed “bonjour”, an address or a phone: each text answers what was typed", {
    given: atNoon,
    happens: (_, screen, context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        for (const identifier of ["bonjour", MAIL, MOBILES.Ada, "2 69 05 49 588", ""])
          yield* screen.refuses("Ada", monCompte.signIn({ identifier, password: PASSWORD }))
        expect(context.legacy.calls()).toBe(0)
      }),
    reads: {
      Ada: [
        "À l’écran : Ce n’est pas un numéro. Saisissez votre numéro de sécurité sociale (13 chiffres) ou votre identifiant provisoire.",
        "À l’écran : C’est une adresse e-mail. Saisissez plutôt votre numéro de sécurité sociale (13 chiffres) ou votre identifiant provisoire.",
        "À l’écran : C’est un numéro de téléphone. Saisissez plutôt votre numéro de sécurité sociale (13 chiffres) ou votre identifiant provisoire.",
        "À l’écran : Ce numéro est incomplet : il compte 13 chiffres, ou 15 avec la clé. Complétez-le.\nIl manque des chiffres : le numéro en compte 13, ou 15 avec la clé. Exemple : 2 69 05 49 588 157.",
        "À l’écran : Saisissez votre numéro de sécurité sociale : 13 chiffres, par exemple 2 69 05 49 588 157. Pour une naissance en Corse, 2A ou 2B remplace deux chiffres.",
      ],
    },
  }),

  life("The person who pastes invisible marks with the number and the code: both are read as meant", {
    given: atNoon,
    happens: (_, screen) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const pasted = "\u202a2\u00a069\u201105\u00a049\u00a0588\u00a0157\u200b\u202c\ufeff"
        const opened = yield* monCompte.signIn({ identifier: pasted, password: "\u200e12 34 56 78" })
        expect(opened).toMatchObject({ _tag: "MigrationRequired" })
        const swapped = monCompte.signIn({ identifier: "2 69 05 49 588 157 81", password: PASSWORD })
        yield* screen.refuses("Ada", swapped)
      }),
    reads: {
      Ada: [
        "À l’écran : Ce numéro n’est pas valable. Comparez-le avec celui de votre carte Vitale.\nLa clé (2 derniers chiffres) ne correspond pas au numéro : un chiffre est faux, ou deux sont inversés. Exemple : 2 69 05 49 588 157 80.",
      ],
    },
  }),

  life("The overseas mobile without its plus: the code arrives, and a landline reads why it cannot", {
    given: () => Effect.andThen(TestClock.setTime(NOON), atContact()),
    happens: (ticket, screen) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* screen.refuses("Ada", monCompte.sendCode({ ticket, contact: "01 99 00 12 34" }))
        yield* monCompte.sendCode({ ticket, contact: "262 639 98 12 34" })
      }),
    reads: {
      Ada: [
        "À l’écran : Ces coordonnées ne conviennent pas. Corrigez les points indiqués.\nC’est le numéro d’un téléphone fixe, qui ne reçoit pas les SMS. Indiquez un mobile (exemple : 06 39 98 12 34) ou une adresse e-mail (exemple : camille@example.org).",
      ],
      "Ada, à La Réunion": [
        "SMS : 012345 : votre code pour activer votre connexion Mon Compte, valable 10 minutes. Ne le donnez à personne.",
      ],
    },
  }),
]
