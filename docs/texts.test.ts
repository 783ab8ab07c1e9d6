import { expect, it } from "vitest"
import { contactRecoveryTexts } from "../src/domain/account/contact-recovery.ts"
import { accountEventTexts } from "../src/domain/account/event-texts.ts"
import { contactTexts } from "../src/domain/contact/texts.ts"
import { delegationStateTexts } from "../src/domain/household/delegation-texts.ts"
import { householdEventTexts } from "../src/domain/household/event-texts.ts"
import { previewTexts } from "../src/domain/household/separation-preview.ts"
import { endCauseTexts } from "../src/domain/household/texts.ts"
import type { Language, Text } from "../src/domain/language/language.ts"
import { timeZoneNames } from "../src/domain/language/time-zone.ts"
import { mandateEventTexts } from "../src/domain/mandate/event-texts.ts"
import { kindTexts, leavesTexts, mandateEndTexts, powerTexts } from "../src/domain/mandate/texts.ts"
import { hints, presets } from "../src/domain/password/index.ts"
import { changeTexts } from "../src/domain/rights/change-texts.ts"
import { closingTexts } from "../src/domain/rights/closing-effects.ts"
import { actionTexts, columnTexts, permitTexts, refusalTexts } from "../src/domain/rights/texts.ts"
import { agencyFields } from "../src/forms/agency/index.ts"
import { done, fields, links, pages, statuses } from "../src/forms/index.ts"
import { fieldFormats } from "../src/messages/field-formats.ts"
import { freeTextNames, personalDataNames } from "../src/messages/free-texts.ts"
import { guidance } from "../src/messages/guidance.ts"
import { messageOf } from "../src/messages/messages.ts"
import { nirTexts } from "../src/messages/nir-defects.ts"
import { smsLength } from "../src/messages/notices/gsm-alphabet.ts"
import { LARGEST, leavesRoomForCode, shortTextOf } from "../src/messages/notices/short.ts"
import { passwordReasonTexts } from "../src/messages/password-reasons.ts"
import { reversalTexts } from "../src/messages/reversals.ts"
import type { Notice } from "../src/ports/notifier.ts"
import { refusalVariants } from "../test/models/refusal-variants.ts"
import { DOMAIN, kinds, legacyClosing, letterOf, SERVICE, smsOf } from "./notices.ts"
import { textLeaves } from "./text-leaves.ts"

const LONG_SERVICE = "Espace personnel de votre Caf de l’Hérault"

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", "<br>")
const row = (cells: ReadonlyArray<string>) => `| ${cells.map(cell).join(" | ")} |`
const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>) =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n")
const textTable = (texts: Readonly<Record<string, Text>>) =>
  table(
    ["Code", "Français", "English"],
    Object.entries(texts).map(([code, { en, fr }]) => [`\`${code}\``, fr, en]),
  )

const leafTable = (leaves: ReadonlyArray<readonly [string, Text]>) =>
  table(
    ["Place", "Français", "English"],
    leaves.map(([path, { en, fr }]) => [`\`${path}\``, fr, en]),
  )

const refusals = table(
  ["Code", "Champ – field", "Suite – next step", "Français", "English"],
  refusalVariants.map(({ refusal, variant }) => {
    const { fields, next } = guidance[refusal._tag]
    const code = `\`${refusal._tag}\`${variant === "" ? "" : `<br>${variant}`}`
    return [code, fields.join("<br>"), next, messageOf(refusal, "fr"), messageOf(refusal, "en")]
  }),
)

const formats = table(
  ["Champ – field", "Français", "English", "Exemple – example"],
  Object.entries(fieldFormats).map(([name, { example, format }]) => [
    `\`${name}\``,
    format.fr,
    format.en,
    example === null ? "–" : [...new Set([example.fr, example.en])].join("<br>"),
  ]),
)

const letters = table(
  ["Message", "Français", "English"],
  kinds.map(([name, notice]) => [`\`${name}\``, letterOf(notice("fr")), letterOf(notice("en"))]),
)

const sms = table(
  ["Message", "Français", "Longueur", "English", "Length"],
  kinds.map(([name, notice]) => {
    const [fr, en] = [smsOf(notice("fr")), smsOf(notice("en"))]
    return [`\`${name}\``, fr.text, fr.size, en.text, en.size]
  }),
)

const records: ReadonlyArray<Readonly<Record<string, Text>>> = [
  nirTexts,
  contactTexts,
  actionTexts,
  columnTexts,
  permitTexts,
  refusalTexts,
  changeTexts,
  endCauseTexts,
  kindTexts,
  powerTexts,
  leavesTexts,
  mandateEndTexts,
  passwordReasonTexts,
  freeTextNames,
  personalDataNames,
  timeZoneNames,
  contactRecoveryTexts,
  previewTexts,
  reversalTexts,
  closingTexts,
  legacyClosing,
]

/** The state of a management authorisation, for the person who gave it and the one who received it. */
const delegations = textLeaves(delegationStateTexts)

/** What was done, in the list of `listActions`. */
const events = textLeaves({ file: householdEventTexts, space: accountEventTexts, mandate: mandateEventTexts })

/** What `mon-compte/forms` gives a front end: labels, hints, errors, titles, buttons, results and links. */
const forms = textLeaves({ fields, agencyFields, pages, done, statuses, links })

const page = `<!-- Generated from the texts in the source. Run \`npm run docs\` after changing them. -->

# Textes – texts

Chaque texte français que la bibliothèque montre ou envoie, avec son anglais, sa place et, pour un SMS, sa longueur. Les
règles d’un mot de passe sont dans [leur page](password.md). *Every French text that the library shows or sends, with its
English, its place and, for a text message, its length. The rules of a password have [their own page](password.md).*

## Refus – refusals

Le champ est le premier de la liste que la demande comporte. \`none: …\` : aucun champ. *The field is the first of the
list that the input has. \`none: …\`: no field. \`describeRefusal\` answers all of it.*

${refusals}

## Formats attendus – expected formats

${formats}

## Formulaires – forms

${leafTable(forms)}

## Défauts d’un numéro de sécurité sociale – defects of a social security number

${textTable(nirTexts)}

## Défauts de coordonnées – defects of contact details

${textTable(contactTexts)}

## Droits – rights

${[actionTexts, columnTexts, permitTexts, refusalTexts, changeTexts].map(textTable).join("\n\n")}

## Fins d’une autorisation de gestion – ends of a management authorisation

${textTable(endCauseTexts)}

## État d’une autorisation de gestion – state of a management authorisation

${leafTable(delegations)}

## Ce qui a été fait – what was done

${leafTable(events)}

## Mandats de justice – mandates of guardians

${[kindTexts, powerTexts, leavesTexts, mandateEndTexts].map(textTable).join("\n\n")}

## Pourquoi choisir un nouveau mot de passe – why to choose a new password

${textTable(passwordReasonTexts)}

## Vos coordonnées – your contact details

${textTable(contactRecoveryTexts)}

## Avant une séparation – before a separation

${textTable(previewTexts)}

## Avant de fermer son espace, et avant la fin des 8 chiffres – before a closing, and before the 8 digits end

${[closingTexts, legacyClosing].map(textTable).join("\n\n")}

## Noms – names

${[freeTextNames, personalDataNames, timeZoneNames].map(textTable).join("\n\n")}

## E-mails – emails

${letters}

## SMS – text messages

Avec le service « ${SERVICE} » et le site ${DOMAIN}. *With this service and this site.*

${sms}
`

it("the page of texts agrees with the texts in the source", async () => {
  await expect(page).toMatchFileSnapshot("texts.md")
})

it("every text message fits one SMS in GSM 03.38, with the longest figures and a long name of the service", () => {
  expect(leavesRoomForCode({ service: LONG_SERVICE, domain: DOMAIN })).toBe(true)
  for (const [name, notice] of kinds) {
    for (const language of ["fr", "en"] as const) {
      const written = notice(language)
      const facts: Notice["_tag"] = written._tag
      const longest = facts === "ConfirmationCode" ? { ...written, ...LARGEST } : written
      const text = shortTextOf(longest, { service: LONG_SERVICE, domain: DOMAIN })
      expect([name, language, smsLength(text)]).toMatchObject([name, language, { alphabet: "GSM 03.38", segments: 1 }])
      if (facts === "ConfirmationCode") expect(text).toMatch(/Ne le donnez à personne|Do not give it to anyone/u)
    }
  }
})

const bothOf = (write: (language: Language) => string): Text => ({ fr: write("fr"), en: write("en") })

/** Every text of the page, and the sentences about passwords. */
const all: ReadonlyArray<Text> = [
  ...refusalVariants.map(({ refusal }) => bothOf((language) => messageOf(refusal, language))),
  ...Object.values(fieldFormats).flatMap(({ example, format }) => [format, ...(example === null ? [] : [example])]),
  ...records.flatMap((record) => Object.values(record)),
  ...[...forms, ...delegations, ...events].map(([, text]) => text),
  ...kinds.flatMap(([, notice]) => [
    bothOf((language) => letterOf(notice(language))),
    bothOf((language) => smsOf(notice(language)).text),
  ]),
  ...Object.values(presets).map((policy) => bothOf((language) => hints(policy).help[language])),
]

it.each([
  ["« caisse » for « Caf »", "fr", /\bcaisses?\b/iu],
  ["« clos » for « fermé »", "fr", /\bclos(?:e|es)?\b/iu],
  ["endings for two genders", "fr", /\p{L}\((?:e|es|ne|trice|s)\)|·/u],
  ["« tu »", "fr", /(?<!\p{L})(?:tu|toi|tes|ton)(?!\p{L})/iu],
  ["a word for men only", "fr", /(?<!\p{L})(?:conjoint|époux|mari|utilisateur)(?!\p{L})/iu],
  ["a machine's date", "fr", /\b\d{4}-\d{2}-\d{2}\b/u],
  ["a zero before an hour", "fr", /\b0\d\u00a0h\b/u],
  ["a time of day without its zone", "fr", /\d\u00a0h\u00a0\d\d(?! \(heure d)/u],
  ["a time of day without its zone", "en", /\d:\d\d(?! \([\p{L} ]+ time\))/u],
  ["“e-mail” for “email”", "en", /e-mail/iu],
  ["“your fund” for “your Caf”", "en", /\byour fund\b/iu],
  ["“present password” for “current password”", "en", /present password/iu],
  ["a machine's date", "en", /\b\d{4}-\d{2}-\d{2}\b/u],
] as const)("no text has %s (%s)", (_, language, pattern) => {
  const wrong = all.map((text) => text[language]).filter((text) => pattern.test(text))
  expect(wrong).toEqual([])
})
