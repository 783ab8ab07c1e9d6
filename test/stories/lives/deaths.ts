import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Agency } from "../../../src/application/agency.ts"
import { MonCompte } from "../../../src/application/mon-compte.ts"
import { BRUNO } from "../family.ts"
import { ADA, PASSWORD, signInTag } from "../test-context.ts"
import { alone, authorised, BY, pair } from "./cast.ts"
import { letter, life } from "./life.ts"

export const deaths = [
  life("The widow: her husband’s space closes, the authorisation ends, and her own space works as before", {
    given: authorised(undefined, "ada@example.org"),
    happens: ({ ada, ids }) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.recordDeath({ ...BY, person: ids.bruno })
        expect(yield* signInTag(PASSWORD, BRUNO)).toBe("Refused")
        expect(yield* monCompte.whoAmI({ session: ada })).toMatchObject({ _tag: "CurrentPerson" })
      }),
    reads: {
      Ada: [
        letter(
          "Mon Compte : un décès est enregistré dans votre dossier",
          "Un décès a été enregistré le 23 novembre 2026 à 12 h 00 (heure de Paris) dans votre dossier allocataire. Si vous avez perdu un proche, nous vous présentons nos condoléances.",
          "L’espace personnel de la personne décédée, s’il y en avait un, est fermé et conservé.",
          "Si cette personne était allocataire, le dossier passe à l’autre membre du couple, ou il est fermé s’il n’y en a pas. Une autorisation de gestion entre les deux a pris fin.",
          "Vous pouvez continuer à vous connecter à votre propre espace. Pour la suite, votre Caf peut vous aider.",
          "C’est une erreur ? Sans attendre, adressez-vous à votre Caf.",
        ),
      ],
      Bruno: ["SMS : Mon Compte : Un décès est enregistré dans votre dossier. Une erreur ? Voyez vite votre Caf."],
    },
  }),

  life("The widower of the holder: the file passes to him with the children, and he sees it", {
    given: pair(),
    happens: ({ brunos, ids }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        const before = yield* monCompte.explainRight({ ...brunos, action: "ViewFile" })
        yield* screen.shows("Bruno", before.texts.fr)
        yield* agency.recordDeath({ ...BY, person: ids.ada })
        const after = yield* monCompte.explainRight({ ...brunos, action: "ViewFile" })
        yield* screen.shows("Bruno", after.texts.fr)
      }),
    reads: {
      Ada: ["SMS : Mon Compte : Un décès est enregistré dans votre dossier. Une erreur ? Voyez vite votre Caf."],
      Bruno: [
        "À l’écran : L’allocataire ne vous a pas donné d’autorisation de gestion. Demandez à l’allocataire de vous en donner une.",
        "SMS : Mon Compte : Un décès est enregistré dans votre dossier. Une erreur ? Voyez vite votre Caf.",
        "À l’écran : Vous êtes l’allocataire du dossier.",
      ],
    },
  }),

  life("The holder declared dead by mistake: the same password opens the same space again", {
    given: alone(),
    happens: ({ ids }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.recordDeath({ ...BY, person: ids.ada })
        yield* screen.refuses("Ada", monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))
        yield* screen.later("10 days")
        yield* agency.undoDeath({ ...BY, person: ids.ada, cause: "WrongPerson" })
        expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : Un décès est enregistré dans votre dossier. Une erreur ? Voyez vite votre Caf.",
        "À l’écran : La connexion n’a pas abouti. Vérifiez votre numéro et votre mot de passe. Après plusieurs erreurs, la connexion est bloquée un moment, même avec le bon mot de passe : patientez, ou utilisez « Mot de passe oublié ? ». Pas encore d’espace, ou un mot de passe à 8 chiffres qui ne fonctionne plus ? Utilisez « Créer Mon Compte ».",
        "SMS : Mon Compte : Un décès enregistré par erreur dans votre dossier est annulé. L'espace fermé est rouvert. Une question ? Voyez votre Caf.",
      ],
    },
  }),
]
