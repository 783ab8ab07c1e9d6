import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../../src/application/agency.ts"
import { MonCompte } from "../../../src/application/mon-compte.ts"
import { AGENT, BRUNO, createSpace, NOON } from "../family.ts"
import { ADA, atContact, PASSWORD, session, signInTag, tagOf } from "../test-context.ts"
import { alone, BY, MOBILES, pair } from "./cast.ts"
import { life } from "./life.ts"

export const mistakes = [
  life("The family whose file was closed by mistake: each adult reads both, and nothing is typed again", {
    given: pair(),
    happens: ({ adas }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.closeFile({ ...BY, cause: "NoMoreRights" })
        const closed = yield* monCompte.explainRight({ ...adas, action: "ViewFile" })
        yield* screen.shows("Ada", closed.texts.fr)
        yield* screen.later("1 day")
        yield* agency.reopenFile({ ...BY, cause: "WrongFile" })
        const again = { ...adas, session: yield* session() }
        yield* screen.shows("Ada", (yield* monCompte.explainRight({ ...again, action: "ViewFile" })).texts.fr)
        expect((yield* monCompte.listMyFiles(again)).files.at(-1)).toMatchObject({ role: "Holder" })
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : Votre dossier allocataire est fermé ; votre espace reste ouvert. Inattendu ? Voyez votre Caf.",
        "À l’écran : Ce dossier est fermé. Si ce n’est plus exact, adressez-vous à votre Caf.",
        "SMS : Mon Compte : Votre dossier allocataire, fermé par erreur, est rouvert. Inattendu ? Voyez votre Caf.",
        "À l’écran : Vous êtes l’allocataire du dossier.",
      ],
      Bruno: [
        "SMS : Mon Compte : Votre dossier allocataire est fermé ; votre espace reste ouvert. Inattendu ? Voyez votre Caf.",
        "SMS : Mon Compte : Votre dossier allocataire, fermé par erreur, est rouvert. Inattendu ? Voyez votre Caf.",
      ],
    },
  }),

  life("The wrong person’s space that an agent closed: it opens again with a new password", {
    given: alone(),
    happens: ({ ids }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.closeAccount({ agent: AGENT, person: ids.ada })
        yield* screen.later("1 day")
        yield* agency.reopenAccount({ agent: AGENT, person: ids.ada, cause: "AgentMistake" })
        yield* screen.refuses("Ada", monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : Votre espace personnel est fermé. Vous ne vous y attendiez pas ? Prévenez votre Caf.",
        'SMS : Mon Compte : Votre espace personnel est rouvert. Pour entrer : "Mot de passe oublié ?" sur le site. Inattendu ? Voyez votre Caf.',
        "À l’écran : La connexion n’a pas abouti. Vérifiez votre numéro et votre mot de passe. Après plusieurs erreurs, la connexion est bloquée un moment, même avec le bon mot de passe : patientez, ou utilisez « Mot de passe oublié ? ». Pas encore d’espace, ou un mot de passe à 8 chiffres qui ne fonctionne plus ? Utilisez « Créer Mon Compte ».",
      ],
    },
  }),

  life("The person who stopped for coffee at step 3: the text says that nothing changed, and the old way still works", {
    given: () => Effect.andThen(TestClock.setTime(NOON), atContact()),
    happens: (ticket, screen) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* screen.later("2 hours")
        yield* screen.refuses("Ada", monCompte.sendCode({ ticket, contact: MOBILES.Ada }))
        const again = monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })
        expect(yield* tagOf(again)).toBe("MigrationRequired")
      }),
    reads: {
      Ada: [
        "À l’écran : Le temps prévu pour les trois étapes est écoulé. Rien n’a changé : recommencez depuis la page de connexion, de la même façon que la première fois.",
      ],
    },
  }),

  life("The spouse who opens a space after the holder gave the authorisation: it waits for the holder’s word", {
    given: (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const given = yield* alone()(context)
        yield* monCompte.grantDelegation(given.adas)
        return given
      }),
    happens: ({ adas }, screen, context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const brunos = { session: yield* createSpace(context, BRUNO, MOBILES.Bruno), file: adas.file }
        const waits = yield* monCompte.explainRight({ ...brunos, action: "ViewFile" })
        yield* screen.shows("Bruno", waits.texts.fr)
        yield* screen.later("2 hours")
        yield* monCompte.grantDelegation({ ...adas, session: yield* session() })
        const again = { ...brunos, session: yield* session({ ...ADA, nir: BRUNO.nir }) }
        yield* screen.shows("Bruno", (yield* monCompte.explainRight({ ...again, action: "ViewFile" })).texts.fr)
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : L'autre adulte de votre dossier a ouvert son espace personnel. Inattendu ? Prévenez votre Caf.",
        "SMS : Mon Compte : Une autorisation de gestion a été donnée dans votre dossier. Inattendu ? Prévenez votre Caf.",
      ],
      Bruno: [
        "SMS : 012345 : votre code pour activer votre connexion Mon Compte, valable 10 minutes. Ne le donnez à personne.",
        "À l’écran : L’autorisation de gestion vous a été donnée avant l’ouverture de votre espace, et n’est pas encore confirmée. Demandez à l’allocataire de la confirmer depuis son espace personnel.",
        "SMS : Mon Compte : Une autorisation de gestion a été donnée dans votre dossier. Inattendu ? Prévenez votre Caf.",
        "À l’écran : L’allocataire vous a donné l’autorisation de gérer le dossier.",
      ],
    },
  }),

  life("The person who was erased and comes back: the number can register again, as if for the first time", {
    given: alone(),
    happens: ({ ids }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.closeAccount({ agent: AGENT, person: ids.ada })
        yield* screen.later("1 day")
        yield* agency.erasePerson({ agent: AGENT, person: ids.ada })
        yield* screen.refuses("Ada", monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))
        yield* monCompte.startRecovery({ identifier: ADA.nir })
        expect(yield* signInTag(ADA.legacy)).toBe("MigrationRequired")
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : Votre espace personnel est fermé. Vous ne vous y attendiez pas ? Prévenez votre Caf.",
        "À l’écran : La connexion n’a pas abouti. Vérifiez votre numéro et votre mot de passe. Après plusieurs erreurs, la connexion est bloquée un moment, même avec le bon mot de passe : patientez, ou utilisez « Mot de passe oublié ? ». Pas encore d’espace, ou un mot de passe à 8 chiffres qui ne fonctionne plus ? Utilisez « Créer Mon Compte ».",
      ],
    },
  }),
]
