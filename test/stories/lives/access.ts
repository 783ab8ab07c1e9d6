import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../../src/application/agency.ts"
import { deliveryPolicies } from "../../../src/application/contract/delivery-policy.ts"
import { MonCompte } from "../../../src/application/mon-compte.ts"
import { closingTexts } from "../../../src/domain/rights/closing-effects.ts"
import { passwordReasonTexts } from "../../../src/messages/password-reasons.ts"
import { AGENT } from "../family.ts"
import { ADA, atCode, codes, latestCode, PASSWORD, session, signInTag, wrongCode } from "../test-context.ts"
import { alone, authorised, MOBILES } from "./cast.ts"
import { letter, life } from "./life.ts"

const MAIL = "ada@example.org"
const OWN = "ada.seule@example.org"
const NEW = "Nouveau34"
const RENEWED = { password: NEW, confirmation: NEW }
const SAME = { password: PASSWORD, confirmation: PASSWORD }
const WRONG = "Azerty13"

const signIn = (password: string) =>
  Effect.flatMap(MonCompte, (monCompte) => monCompte.signIn({ identifier: ADA.nir, password }))

export const access = [
  life("The person who hits Enter five times: the field is asked for, and the right password then works", {
    given: alone(),
    happens: (_, screen) =>
      Effect.gen(function* () {
        for (let press = 0; press < 5; press += 1) yield* screen.refuses("Ada", signIn(""))
        expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
      }),
    reads: {
      Ada: Array(5).fill("À l’écran : Saisissez votre mot de passe."),
    },
  }),

  life("The person who types the right password while waiting: the text says to wait, and the wait is not longer", {
    given: alone(),
    happens: (_, screen) =>
      Effect.gen(function* () {
        for (let tries = 0; tries < 5; tries += 1) yield* Effect.flip(signIn(WRONG))
        yield* screen.refuses("Ada", signIn(PASSWORD))
        yield* TestClock.adjust("2 minutes")
        expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : Plusieurs mots de passe erronés saisis pour votre compte : connexion bloquée un moment. Pas vous ? Aucun n'a marché.",
        "À l’écran : La connexion n’a pas abouti. Vérifiez votre numéro et votre mot de passe. Après plusieurs erreurs, la connexion est bloquée un moment, même avec le bon mot de passe : patientez, ou utilisez « Mot de passe oublié ? ». Pas encore d’espace, ou un mot de passe à 8 chiffres qui ne fonctionne plus ? Utilisez « Créer Mon Compte ».",
      ],
    },
  }),

  life("The person whom others keep out by guessing: an agent opens the way again, and the password is the same", {
    given: alone(MAIL),
    happens: ({ ids }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        for (let tries = 0; tries < 5; tries += 1) yield* Effect.flip(signIn(WRONG))
        yield* screen.later("1 minute")
        expect(yield* signInTag(PASSWORD)).toBe("Refused")
        yield* agency.unlockAccount({ agent: AGENT, person: ids.ada, cause: "OthersTried" })
        expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
      }),
    reads: {
      Ada: [
        letter(
          "Mon Compte : plusieurs mots de passe erronés ont été saisis",
          "Plusieurs mots de passe erronés ont été saisis pour votre compte, le dernier le 23 novembre 2026 à 12 h 00 (heure de Paris). Aucun n’a permis d’entrer.",
          "Pour protéger votre compte, la connexion est bloquée pendant un moment, même avec le bon mot de passe.",
          "C’était vous ? Attendez un peu, ou utilisez « Mot de passe oublié ? » sur la page de connexion.",
          "Ce n’était pas vous ? Votre mot de passe n’a pas été trouvé et vous n’avez rien à faire. Si cela continue, adressez-vous à votre Caf.",
        ),
        letter(
          "Mon Compte : la connexion à votre compte est débloquée",
          "Un agent a débloqué la connexion à votre compte le 23 novembre 2026 à 12 h 01 (heure de Paris), après avoir vérifié une identité.",
          "Votre mot de passe n’a pas changé. Il peut être saisi à nouveau, même après de nombreux essais.",
          "Vous n’y êtes pour rien ? Sans attendre, adressez-vous à votre Caf.",
        ),
      ],
    },
  }),

  life("The person who lost password and phone: an agent records an address at the counter, and it lets them in", {
    given: alone(),
    happens: ({ ids }, _, context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.restoreAccess({ agent: AGENT, person: ids.ada, contact: OWN })
        const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
        yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
        yield* monCompte.chooseRecoveredPassword({ ticket, ...RENEWED })
        expect(yield* signInTag(NEW)).toBe("SignedIn")
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : Un agent a enregistré des coordonnées au guichet pour votre compte. Pas vous ? Prévenez vite votre Caf.",
        'SMS : Mon Compte : Votre mot de passe a été remplacé sur demande. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre Caf.',
      ],
      "Ada, à son adresse": [
        letter(
          "012345 : votre code pour changer votre mot de passe Mon Compte",
          "Votre code pour changer votre mot de passe Mon Compte :",
          "012345",
          "Saisissez ce code sur la page de Mon Compte où vous l’avez demandé, et nulle part ailleurs. Il fonctionne pendant 10 minutes à partir de votre demande.",
          "Vous n’avez rien demandé ? Ne transmettez pas ce code : sans lui, rien ne change. Vous pouvez supprimer ce message.",
        ),
      ],
    },
  }),

  life("The person whose first code came late: it costs no try, and the text names the message to use", {
    given: () => atCode(ADA, MOBILES.Ada),
    happens: (ticket, screen, context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const first = yield* latestCode(context)
        yield* TestClock.adjust("1 minute")
        yield* monCompte.resendCode({ ticket })
        yield* screen.refuses("Ada", monCompte.confirmCode({ ticket, code: first }))
        const second = codes(context).at(-1) ?? ""
        yield* screen.refuses("Ada", monCompte.confirmCode({ ticket, code: wrongCode(second) }))
        yield* TestClock.adjust("10 minutes")
        yield* screen.refuses("Ada", monCompte.confirmCode({ ticket, code: second }))
      }),
    reads: {
      Ada: [
        "SMS : 012345 : votre code pour activer votre connexion Mon Compte, valable 10 minutes. Message 2 : lui seul fonctionne. Ne le donnez à personne.",
        "À l’écran : Un code plus récent vous a été envoyé : utilisez celui du message n° 2.",
        "À l’écran : Ce code n’est pas le bon. Recopiez celui du dernier message reçu. Il vous reste 4 essais.",
        "À l’écran : Ce code n’est plus valable. Demandez-en un nouveau.",
      ],
    },
  }),

  life("The person who closes their own space: they read first what they lose, and an agent can open it again", {
    given: authorised(),
    happens: ({ ada, ids }, screen) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* screen.refuses("Ada", monCompte.closeOwnAccount({ session: ada, current: "" }))
        const { keeps, loses } = yield* monCompte.explainClosing({ session: ada })
        for (const effect of [...loses, ...keeps]) yield* screen.shows("Ada", closingTexts[effect].fr)
        yield* monCompte.closeOwnAccount({ session: ada, current: PASSWORD })
        yield* screen.later("30 days")
        yield* agency.reopenAccount({ agent: AGENT, person: ids.ada, cause: "OwnerRequest" })
      }),
    reads: {
      Ada: [
        "À l’écran : Saisissez votre mot de passe actuel.",
        "À l’écran : Vous ne pourrez plus vous connecter ni créer un autre espace. Seul un agent de votre Caf pourra le rouvrir.",
        "À l’écran : Votre mot de passe est supprimé.",
        "À l’écran : Toutes vos connexions sont fermées.",
        "À l’écran : Plus aucun appareil ne se souvient de vous.",
        "À l’écran : L’autorisation de gestion que vous avez donnée prend fin.",
        "À l’écran : Vous restez dans votre dossier allocataire.",
        "À l’écran : Vos droits aux prestations ne changent pas.",
        "À l’écran : L’historique de ce qui a été fait est conservé.",
        "SMS : Mon Compte : Votre espace personnel est fermé. Vous ne vous y attendiez pas ? Prévenez votre Caf.",
        "SMS : Mon Compte : Une autorisation de gestion a pris fin dans votre dossier. Inattendu ? Voyez votre Caf.",
        'SMS : Mon Compte : Votre espace personnel est rouvert. Pour entrer : "Mot de passe oublié ?" sur le site. Inattendu ? Voyez votre Caf.',
      ],
      Bruno: [
        "SMS : Mon Compte : Une autorisation de gestion a pris fin dans votre dossier. Inattendu ? Voyez votre Caf.",
      ],
    },
  }),

  life("The person in Réunion: a wait is a length of time, and an hour is the hour of the island", {
    policies: { delivery: { ...deliveryPolicies.standard, timeZone: "Indian/Reunion" } },
    given: alone(MAIL),
    happens: ({ ada }, screen) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const change = { session: ada, current: WRONG, ...RENEWED }
        for (let tries = 0; tries < 5; tries += 1) yield* Effect.flip(monCompte.changePassword(change))
        yield* screen.refuses("Ada", monCompte.changePassword({ ...change, current: PASSWORD }))
        yield* TestClock.adjust("2 minutes")
        yield* monCompte.changePassword({ ...change, current: PASSWORD })
      }),
    reads: {
      Ada: [
        letter(
          "Mon Compte : plusieurs mots de passe erronés ont été saisis",
          "Plusieurs mots de passe erronés ont été saisis pour votre compte, le dernier le 23 novembre 2026 à 15 h 00 (heure de La Réunion). Aucun n’a permis d’entrer.",
          "Pour protéger votre compte, la connexion est bloquée pendant un moment, même avec le bon mot de passe.",
          "C’était vous ? Attendez un peu, ou utilisez « Mot de passe oublié ? » sur la page de connexion.",
          "Ce n’était pas vous ? Votre mot de passe n’a pas été trouvé et vous n’avez rien à faire. Si cela continue, adressez-vous à votre Caf.",
        ),
        "À l’écran : Trop de mots de passe erronés ont été saisis. Jusqu’à la fin de l’attente, même le bon est refusé. Réessayez dans 2 minutes, ou utilisez « Mot de passe oublié ? ».",
        letter(
          "Mon Compte : votre mot de passe a été changé",
          "Votre mot de passe a été changé le 23 novembre 2026 à 15 h 02 (heure de La Réunion).",
          "Toutes les connexions à votre compte ont été fermées, y compris celle qui a servi à le changer.",
          "Vous n’y êtes pour rien ? Sans attendre, utilisez « Mot de passe oublié ? » sur la page de connexion, puis prévenez votre Caf.",
        ),
      ],
    },
  }),

  life("The person whose password was stolen: the message has no link, and the same password is refused as a new one", {
    given: alone(),
    happens: ({ ids }, screen, context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* screen.later("60 days")
        yield* agency.declareCompromised({ agent: AGENT, person: ids.ada })
        const answer = yield* signIn(PASSWORD)
        if (answer._tag !== "MustChangePassword") return expect.fail(answer._tag)
        yield* screen.shows("Ada", passwordReasonTexts[answer.reason].fr)
        const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
        yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
        yield* screen.refuses("Ada", monCompte.chooseRecoveredPassword({ ticket, ...SAME }))
        yield* monCompte.chooseRecoveredPassword({ ticket, ...RENEWED })
      }),
    reads: {
      Ada: [
        'SMS : Mon Compte : Votre mot de passe est à changer : utilisez "Mot de passe oublié ?" sur le site. Ne suivez aucun lien.',
        "À l’écran : Une autre personne connaît peut-être votre mot de passe. Pour en choisir un nouveau, utilisez « Mot de passe oublié ? », ou contactez votre Caf.",
        "SMS : 012345 : votre code pour changer votre mot de passe Mon Compte, valable 10 minutes. Ne le donnez à personne.",
        "À l’écran : Ce mot de passe ne convient pas. Corrigez les points indiqués.\nC’est déjà votre mot de passe. Choisissez-en un nouveau, par exemple avec d’autres mots.",
        'SMS : Mon Compte : Votre mot de passe a été remplacé sur demande. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre Caf.',
      ],
    },
  }),

  life("The person whose session ended over lunch: one sentence, and the sign-in goes on as before", {
    given: alone(),
    happens: ({ ada }, screen) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* TestClock.adjust("31 minutes")
        yield* screen.refuses("Ada", monCompte.whoAmI({ session: ada }))
        yield* session()
      }),
    reads: {
      Ada: ["À l’écran : Votre session est terminée. Connectez-vous de nouveau."],
    },
  }),
]
