import type { CodePurpose } from "../../../domain/challenge/purpose.ts"
import { defaultTimeZone, type TimeZone, timeZoneNames } from "../../../domain/language/time-zone.ts"
import type { CodeFacts } from "../code-facts.ts"
import type { AnnouncementFacts, AnnouncementTexts, LongText, ReportText } from "./text.ts"

/**
 * French typography: a no-break space before `:`, `;`, `?`, `!` and `»`, after `«`, and between `n°` and its number.
 */
const typeset = (text: string): string => text.replace(/ (?=[:;?!»])|(?<=[°«]) /gu, "\u00a0")

const FOOTER = typeset("Ce message est envoyé automatiquement : inutile d’y répondre.")

/** What the code does. */
const purposes: Readonly<Record<CodePurpose, (service: string) => string>> = {
  migration: (service) => `pour activer votre connexion ${service}`,
  recovery: (service) => `pour changer votre mot de passe ${service}`,
  contact: (service) => `pour changer vos coordonnées ${service}`,
}

/** The letter with a code. */
export const code = ({ code, minutes, number, purpose, service }: CodeFacts): LongText => ({
  subject: typeset(`${code} : votre code ${purposes[purpose](service)}`),
  lead: typeset(`Votre code ${purposes[purpose](service)} :`),
  code,
  paragraphs: [
    ...(number > 1
      ? [typeset(`Ce message est le n° ${number} : lui seul fonctionne. Les codes reçus auparavant ne servent plus.`)]
      : []),
    `Saisissez ce code sur la page de ${service} où vous l’avez demandé, et nulle part ailleurs. Il fonctionne pendant ${minutes} ${
      minutes < 2 ? "minute" : "minutes"
    } à partir de votre demande.`,
  ],
  report: null,
  warning:
    "Ne communiquez ce code à personne. Nous ne vous demanderons jamais votre mot de passe ni ce code par téléphone, par SMS ou par e-mail.",
  unexpected: typeset(
    "Vous n’avez rien demandé ? Ne transmettez pas ce code : sans lui, rien ne change. Vous pouvez supprimer ce message.",
  ),
  footer: FOOTER,
})

/** A date and time with its zone: `le 1er juillet 2026 à 9 h 05 (heure de Paris)`. */
const dateTime = (at: number, timeZone: TimeZone) => {
  const day = new Intl.DateTimeFormat("fr-FR", { timeZone, dateStyle: "long" }).format(at)
  const time = new Intl.DateTimeFormat("fr-FR", { timeZone, hour: "numeric", minute: "2-digit" }).format(at)
  const hour = time.replace(/^0(?=\d)/u, "").replace(":", "\u00a0h\u00a0")
  return `le ${day.replace(/^1(?= )/u, "1er")} à ${hour} (${timeZoneNames[timeZone].fr})`
}

/** What the link does, and how long it works: a duration first, because a clock time depends on the zone. */
const reportText = (
  { days, link, until }: NonNullable<AnnouncementFacts["report"]>,
  timeZone: TimeZone,
): ReportText => ({
  lead: typeset("Ce n’est pas vous ? Ouvrez cette page et appuyez sur le bouton « Ce n’est pas moi » :"),
  link,
  paragraphs: [
    "Toutes les connexions seront alors fermées, et il faudra choisir un autre mot de passe. De nouvelles coordonnées, s’il y en a, ne permettront plus de retrouver votre compte.",
    `Ce lien fonctionne une seule fois, pendant ${days} ${days < 2 ? "jour" : "jours"} à partir du changement, jusqu’au ${dateTime(until, timeZone).slice("le ".length)}. Ouvrir la page ne change rien, et elle ne demande aucun mot de passe.`,
  ],
})

/** Beside the link, the text says what to do only if the link does not work: a person must not have to choose. */
const withoutLink = (unexpected: string) => unexpected.replace(/^[^?]*\?/u, "Le lien ne fonctionne pas ?")

/** The letter of an announcement, from the table of its texts. */
export const announcementFrom =
  (texts: AnnouncementTexts) =>
  (facts: AnnouncementFacts): LongText => {
    const { about, at, report, service, timeZone = defaultTimeZone } = facts
    const { lead, paragraphs, subject, unexpected } = texts[about]
    return {
      subject: typeset(`${service} : ${subject}`),
      lead: typeset(lead.replace("{at}", dateTime(at, timeZone))),
      code: null,
      paragraphs: paragraphs.map(typeset),
      report: report === null ? null : reportText(report, timeZone),
      warning: "Nous ne vous demanderons jamais votre mot de passe par téléphone, par SMS ou par e-mail.",
      unexpected: typeset(report === null ? unexpected : withoutLink(unexpected)),
      footer: FOOTER,
    }
  }
