import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../../src/application/agency.ts"
import { MonCompte } from "../../../src/application/mon-compte.ts"
import { reportPolicies } from "../../../src/domain/account/report-policy.ts"
import { AGENT, CLEO, createSpace, family, NOON } from "../family.ts"
import { PAGE, press, tokenTo } from "../report-links.ts"
import { changeContact } from "../taken-account.ts"
import { ADA, latestCode, PASSWORD, session, signInTag } from "../test-context.ts"
import { alone, BY, MOBILES, pair } from "./cast.ts"
import { letter, life } from "./life.ts"

const SHARED = "foyer@example.org"
const OWN = "ada.seule@example.org"
const MAIL = "ada@example.org"
const NEW = "Nouveau34"
const RENEWED = { password: NEW, confirmation: NEW }

/** What the page of her own space says about the contact. */
const ofContact = (open: string) =>
  Effect.flatMap(MonCompte, (monCompte) =>
    Effect.map(monCompte.whoAmI({ session: open }), ({ recovery }) => recovery.texts.fr),
  )

export const harm = [
  life("The ex who reads the mailbox: nothing of what she does arrives there, and it recovers nothing", {
    given: pair(SHARED, SHARED),
    happens: ({ ada }, screen) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* monCompte.startConfidentialMode({ session: ada, current: PASSWORD })
        yield* screen.shows("Ada", yield* ofContact(ada))
        yield* monCompte.changePassword({ session: ada, current: PASSWORD, ...RENEWED })
        yield* monCompte.startRecovery({ identifier: ADA.nir })
        expect(yield* signInTag(NEW)).toBe("SignedIn")
      }),
    reads: {
      Ada: [
        "À l’écran : Le mode confidentiel est activé : ces coordonnées ne reçoivent rien et ne permettent pas de retrouver votre compte. Indiquez une adresse e-mail ou un mobile que personne d’autre ne peut lire.",
      ],
      "La boîte commune": [],
    },
  }),

  life("The woman who must hide: an agent silences the phone that he keeps, and she alone reads of the separation", {
    given: pair(),
    happens: ({ adas, ids }, screen, context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.startConfidentialMode({ agent: AGENT, person: ids.ada, contacts: [MOBILES.Ada] })
        const again = { ...adas, current: PASSWORD, contact: MOBILES.Ada }
        yield* screen.refuses("Ada", monCompte.changeContact(again))
        yield* changeContact(context, adas.session, OWN)
        yield* screen.shows("Ada, à son adresse", yield* ofContact(adas.session))
        const { points } = yield* monCompte.previewSeparation(adas)
        for (const { code, texts } of points)
          if (code === "OnlyPrivateContacts" || code === "PartnerIsNotified" || code === "CallForHelp")
            yield* screen.shows("Ada", texts.fr)
        yield* monCompte.declareSeparation({ ...adas, fact: "2026-11-01" })
      }),
    reads: {
      Ada: [
        "À l’écran : Le mode confidentiel est activé, et une autre personne peut lire ces coordonnées : aucun code n’y est envoyé. Indiquez une adresse e-mail ou un mobile que personne d’autre ne peut lire.",
        "À l’écran : Vous vivez des violences ou vous avez peur ? Le 3919 vous écoute, gratuitement et anonymement, 24 heures sur 24. En cas de danger, appelez le 17 ou envoyez un SMS au 114.",
        "À l’écran : L’autre membre du couple reçoit tout de suite un message à ses propres coordonnées, s’il y en a. Son espace personnel montre aussi la séparation.",
        "À l’écran : Le mode confidentiel est activé : vous recevez le message seulement aux coordonnées que personne d’autre ne lit. Les autres ne reçoivent rien.",
      ],
      "Ada, à son adresse": [
        letter(
          "012345 : votre code pour changer vos coordonnées Mon Compte",
          "Votre code pour changer vos coordonnées Mon Compte :",
          "012345",
          "Saisissez ce code sur la page de Mon Compte où vous l’avez demandé, et nulle part ailleurs. Il fonctionne pendant 10 minutes à partir de votre demande.",
          "Vous n’avez rien demandé ? Ne transmettez pas ce code : sans lui, rien ne change. Vous pouvez supprimer ce message.",
        ),
        "À l’écran : Ces coordonnées sont nouvelles : elles ne permettront de retrouver votre compte qu’après un délai. D’ici là, si vous oubliez votre mot de passe, adressez-vous à votre Caf.",
        letter(
          "Mon Compte : une séparation a été déclarée",
          "Une séparation a été déclarée le 23 novembre 2026 à 12 h 00 (heure de Paris) dans votre dossier allocataire.",
          "L’autorisation de gestion qui s’y trouvait, s’il y en avait une, a pris fin.",
          "Si vous vous connectiez encore avec un mot de passe à 8 chiffres, il ne fonctionne plus. Pour entrer, utilisez « Mot de passe oublié ? » sur la page de connexion, ou adressez-vous à votre Caf.",
          "Vous n’y êtes pour rien, ou c’est une erreur ? Sans attendre, adressez-vous à votre Caf.",
        ),
      ],
      Bruno: [
        'SMS : Mon Compte : Séparation déclarée dans votre dossier. Un mot de passe à 8 chiffres ne marche plus : "Mot de passe oublié ?". Une erreur ? Voyez votre Caf.',
      ],
    },
  }),

  life("The person whose phone was stolen: an agent bars it, they give an address, and the phone recovers nothing", {
    given: alone(),
    happens: ({ ids }, screen, context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* agency.barContact({ agent: AGENT, person: ids.ada, contact: MOBILES.Ada })
        const open = yield* session()
        yield* monCompte.revokeOtherSessions({ session: open })
        yield* screen.shows("Ada, à son adresse", yield* ofContact(open))
        yield* changeContact(context, open, OWN)
        yield* screen.shows("Ada, à son adresse", yield* ofContact(open))
        yield* monCompte.startRecovery({ identifier: ADA.nir })
      }),
    reads: {
      Ada: [
        "SMS : Mon Compte : Des coordonnées ne permettent plus de retrouver votre compte. Inattendu ? Voyez votre Caf.",
        'SMS : Mon Compte : Vos coordonnées de contact ont été changées. Pas vous ? Utilisez "Mot de passe oublié ?" et prévenez votre Caf.',
      ],
      "Ada, à son adresse": [
        "À l’écran : Ces coordonnées ne permettent plus de retrouver votre compte, car une autre personne les utilise ou les a utilisées. Personne d’autre ne les lit ? Indiquez-les de nouveau et confirmez-les avec le code reçu. Sinon, indiquez-en d’autres.",
        letter(
          "012345 : votre code pour changer vos coordonnées Mon Compte",
          "Votre code pour changer vos coordonnées Mon Compte :",
          "012345",
          "Saisissez ce code sur la page de Mon Compte où vous l’avez demandé, et nulle part ailleurs. Il fonctionne pendant 10 minutes à partir de votre demande.",
          "Vous n’avez rien demandé ? Ne transmettez pas ce code : sans lui, rien ne change. Vous pouvez supprimer ce message.",
        ),
        "À l’écran : Ces coordonnées sont nouvelles : elles ne permettront de retrouver votre compte qu’après un délai. D’ici là, si vous oubliez votre mot de passe, adressez-vous à votre Caf.",
      ],
    },
  }),

  life("The person who reads that the contact was changed and says it wasn’t me: the intruder is out", {
    policies: { reports: { ...reportPolicies.standard, page: PAGE } },
    given: alone(MAIL),
    happens: (_, screen, context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* screen.later("60 days")
        const phished = yield* session()
        yield* changeContact(context, phished, "intrus@example.org")
        yield* screen.later("5 minutes")
        expect(yield* press(yield* tokenTo(context, "ContactChanged", MAIL))).toBe("ChangeReported")
        yield* screen.refuses("L’intrus", monCompte.whoAmI({ session: phished }))
        yield* monCompte.startRecovery({ identifier: ADA.nir })
      }),
    reads: {
      Ada: [
        letter(
          "Mon Compte : vos coordonnées de contact ont été changées",
          "Les coordonnées auxquelles nous vous écrivons ont été changées le 22 janvier 2027 à 12 h 00 (heure de Paris).",
          "Les nouvelles ne permettront de retrouver votre compte qu’après un délai. D’ici là, les anciennes le permettent encore, si elles n’ont pas été bloquées.",
          "Pendant quelque temps, nous vous écrivons aussi aux anciennes.",
          "Ce n’est pas vous ? Ouvrez cette page et appuyez sur le bouton « Ce n’est pas moi » :",
          "(le lien)",
          "Toutes les connexions seront alors fermées, et il faudra choisir un autre mot de passe. De nouvelles coordonnées, s’il y en a, ne permettront plus de retrouver votre compte.",
          "Ce lien fonctionne une seule fois, pendant 7 jours à partir du changement, jusqu’au 29 janvier 2027 à 12 h 00 (heure de Paris). Ouvrir la page ne change rien, et elle ne demande aucun mot de passe.",
          "Le lien ne fonctionne pas ? Sans attendre, utilisez « Mot de passe oublié ? » sur la page de connexion, puis prévenez votre Caf.",
        ),
        letter(
          "Mon Compte : un changement a été signalé",
          "Un changement de votre espace personnel a été signalé le 22 janvier 2027 à 12 h 05 (heure de Paris), avec le lien « Ce n’est pas moi » d’un de nos messages.",
          "Par sécurité, toutes les connexions sont fermées et le mot de passe ne fonctionne plus. Des coordonnées plus récentes, s’il y en a, ne permettent plus de retrouver votre compte.",
          "Pour entrer, utilisez « Mot de passe oublié ? » sur la page de connexion. Si aucun code n’arrive, adressez-vous à votre Caf.",
          "Ce signalement ne vient pas de vous ? Sans attendre, adressez-vous à votre Caf.",
        ),
        letter(
          "012345 : votre code pour changer votre mot de passe Mon Compte",
          "Votre code pour changer votre mot de passe Mon Compte :",
          "012345",
          "Saisissez ce code sur la page de Mon Compte où vous l’avez demandé, et nulle part ailleurs. Il fonctionne pendant 10 minutes à partir de votre demande.",
          "Vous n’avez rien demandé ? Ne transmettez pas ce code : sans lui, rien ne change. Vous pouvez supprimer ce message.",
        ),
      ],
      "L’intrus": [
        letter(
          "012345 : votre code pour changer vos coordonnées Mon Compte",
          "Votre code pour changer vos coordonnées Mon Compte :",
          "012345",
          "Saisissez ce code sur la page de Mon Compte où vous l’avez demandé, et nulle part ailleurs. Il fonctionne pendant 10 minutes à partir de votre demande.",
          "Vous n’avez rien demandé ? Ne transmettez pas ce code : sans lui, rien ne change. Vous pouvez supprimer ce message.",
        ),
        letter(
          "Mon Compte : un changement a été signalé",
          "Un changement de votre espace personnel a été signalé le 22 janvier 2027 à 12 h 05 (heure de Paris), avec le lien « Ce n’est pas moi » d’un de nos messages.",
          "Par sécurité, toutes les connexions sont fermées et le mot de passe ne fonctionne plus. Des coordonnées plus récentes, s’il y en a, ne permettent plus de retrouver votre compte.",
          "Pour entrer, utilisez « Mot de passe oublié ? » sur la page de connexion. Si aucun code n’arrive, adressez-vous à votre Caf.",
          "Ce signalement ne vient pas de vous ? Sans attendre, adressez-vous à votre Caf.",
        ),
        "À l’écran : Votre session est terminée. Connectez-vous de nouveau.",
      ],
    },
  }),

  life("The twins with one mailbox: each receives a code of their own, and each recovers their own space", {
    given: (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        yield* TestClock.setTime(NOON)
        yield* family()
        const twin = { ...CLEO, nir: "2 11 05 49 588 158" }
        yield* agency.addChild({ ...BY, person: twin.nir, birth: twin.birthDate })
        yield* createSpace(context, CLEO, SHARED)
        yield* createSpace(context, twin, SHARED)
        return twin
      }),
    happens: (twin, _, context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const tickets = []
        for (const { nir } of [CLEO, twin]) {
          const { ticket } = yield* monCompte.startRecovery({ identifier: nir })
          yield* TestClock.adjust("2 minutes")
          tickets.push({ ticket, code: yield* latestCode(context) })
        }
        const [first, second] = tickets
        const crossed = { ticket: first?.ticket ?? "", code: second?.code ?? "" }
        expect(yield* Effect.flip(monCompte.confirmRecovery(crossed))).toMatchObject({ _tag: "RecoveryCodeRefused" })
        for (const each of tickets) {
          yield* monCompte.confirmRecovery(each)
          yield* monCompte.chooseRecoveredPassword({ ticket: each.ticket, ...RENEWED })
        }
        for (const { nir } of [CLEO, twin]) expect(yield* signInTag(NEW, { nir })).toBe("SignedIn")
      }),
    reads: {
      "La boîte commune": [
        letter(
          "012345 : votre code pour changer votre mot de passe Mon Compte",
          "Votre code pour changer votre mot de passe Mon Compte :",
          "012345",
          "Saisissez ce code sur la page de Mon Compte où vous l’avez demandé, et nulle part ailleurs. Il fonctionne pendant 10 minutes à partir de votre demande.",
          "Vous n’avez rien demandé ? Ne transmettez pas ce code : sans lui, rien ne change. Vous pouvez supprimer ce message.",
        ),
        letter(
          "012345 : votre code pour changer votre mot de passe Mon Compte",
          "Votre code pour changer votre mot de passe Mon Compte :",
          "012345",
          "Saisissez ce code sur la page de Mon Compte où vous l’avez demandé, et nulle part ailleurs. Il fonctionne pendant 10 minutes à partir de votre demande.",
          "Vous n’avez rien demandé ? Ne transmettez pas ce code : sans lui, rien ne change. Vous pouvez supprimer ce message.",
        ),
        letter(
          "Mon Compte : votre mot de passe a été remplacé",
          "Votre mot de passe a été remplacé le 23 novembre 2026 à 12 h 04 (heure de Paris), après une demande « Mot de passe oublié ? ».",
          "Toutes les connexions à votre compte ont été fermées.",
          "Vous n’avez rien demandé ? Sans attendre, utilisez « Mot de passe oublié ? » sur la page de connexion, puis prévenez votre Caf.",
        ),
        letter(
          "Mon Compte : votre mot de passe a été remplacé",
          "Votre mot de passe a été remplacé le 23 novembre 2026 à 12 h 04 (heure de Paris), après une demande « Mot de passe oublié ? ».",
          "Toutes les connexions à votre compte ont été fermées.",
          "Vous n’avez rien demandé ? Sans attendre, utilisez « Mot de passe oublié ? » sur la page de connexion, puis prévenez votre Caf.",
        ),
      ],
    },
  }),
]
