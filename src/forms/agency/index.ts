/**
 * The fields of the forms for agents, as data: one record for each input of `Agency`, in French and English. It has no
 * dependency.
 *
 * @module
 */
import type { AgentInputName } from "../../application/contract/input-names.ts"
import type { Text } from "../../domain/language/language.ts"
import { LONGEST_CONTACT, LONGEST_DATE, LONGEST_IDENTIFIER, optional } from "../attributes.ts"
import type { FieldAttributes, FormField } from "../field.ts"

export type { AgentInputName } from "../../application/contract/input-names.ts"
export type { Language, Text } from "../../domain/language/language.ts"
export type { FieldAttributes, FieldErrors, FormField } from "../field.ts"

/** The fields of agents: one for each input, and `mergedFile`, which is `from` in `mergeFiles`. */
export type AgencyFieldKey = AgentInputName | "mergedFile"

/** A field of an agent. The values of a list, and their texts, come from the type of the input. */
export interface AgencyField extends Omit<FormField, "attributes"> {
  readonly name: AgentInputName
  readonly control: "input" | "select" | "checkboxes"
  /** Those of an `<input>`; for a list only `required`. */
  readonly attributes: Partial<FieldAttributes>
}

const text = /* @__NO_SIDE_EFFECTS__ */ (fr: string, en: string): Text => ({ fr, en })

/** What to type is said before it and after an error, in the same words, with an example. */
const field = /* @__NO_SIDE_EFFECTS__ */ (
  name: AgentInputName,
  label: Text,
  say: Text,
  attributes: Partial<FieldAttributes>,
  control: AgencyField["control"] = "input",
): AgencyField => ({
  name,
  label,
  hint: say,
  attributes: control === "input" ? { ...optional, ...attributes } : attributes,
  errors: { empty: say, malformed: say },
  control,
})

const required = true
const identifier: Partial<FieldAttributes> = { maxlength: LONGEST_IDENTIFIER, autocapitalize: "characters", required }
const free: Partial<FieldAttributes> = { maxlength: 200, required }
const date: Partial<FieldAttributes> = { maxlength: LONGEST_DATE }
const contactAttributes: Partial<FieldAttributes> = { inputmode: "email", maxlength: LONGEST_CONTACT }

const anyone = text(
  "Saisissez un numéro de sécurité sociale, un identifiant provisoire ou la référence interne, par exemple 2 69 05 49 588 157.",
  "Type a social security number, a provisional identifier or the internal id, for example 2 69 05 49 588 157.",
)
const file = text(
  "Saisissez le numéro du dossier, par exemple 1234567.",
  "Type the number of the file, for example 1234567.",
)
const day = text(
  "Indiquez le jour, le mois et l’année, par exemple 23/11/2026.",
  "Give the day, the month and the year, for example 23/11/2026.",
)
const fromList = text("Choisissez dans la liste.", "Choose from the list.")
const contact = text(
  "Indiquez une adresse e-mail ou un numéro de mobile, par exemple camille@example.org.",
  "Give an email address or a mobile number, for example camille@example.org.",
)

/**
 * A record for every input that an agent types or chooses. An input without a record does not compile. An input may be
 * optional for one verb and required for another: `required` is set where every verb requires it.
 *
 * ```ts
 * import { agencyFields } from "mon-compte/forms/agency"
 *
 * agencyFields.spouse.label.en // => "Spouse"
 * agencyFields.cause.control // => "select"
 * ```
 */
export const agencyFields: { readonly [Key in AgencyFieldKey]: AgencyField } = {
  agent: field(
    "agent",
    text("Agent", "Agent"),
    text(
      "Indiquez le nom de l’agent, tel que la Caf le connaît, par exemple agent-17.",
      "Give the name of the agent, as the fund knows it, for example agent-17.",
    ),
    free,
  ),
  file: field("file", text("Dossier allocataire", "Household file"), file, { maxlength: 200 }),
  mergedFile: field("from", text("Dossier qui prend fin", "File that ends"), file, { maxlength: 200, required }),
  person: field("person", text("Personne", "Person"), anyone, identifier),
  holder: field("holder", text("Allocataire", "Holder of the file"), anyone, identifier),
  spouse: field("spouse", text("Autre membre du couple", "Spouse"), anyone, identifier),
  to: field("to", text("Membre du dossier", "Member of the file"), anyone, identifier),
  mandatary: field("mandatary", text("Personne qui agit", "Person who acts"), anyone, identifier),
  merged: field("merged", text("Espace qui disparaît", "Account that goes"), anyone, identifier),
  people: field("people", text("Personnes", "People"), anyone, { maxlength: LONGEST_IDENTIFIER }),
  nir: field(
    "nir",
    text("Numéro de sécurité sociale", "Social security number"),
    text(
      "Saisissez 13 chiffres, par exemple 2 69 05 49 588 157. Pour une naissance en Corse, 2A ou 2B remplace deux chiffres.",
      "Type 13 digits, for example 2 69 05 49 588 157. For a birth in Corsica, 2A or 2B replaces two digits.",
    ),
    identifier,
  ),
  contact: field("contact", text("Coordonnées de la personne", "Contact of the person"), contact, {
    ...contactAttributes,
    required,
  }),
  contacts: field(
    "contacts",
    text("Coordonnées qu’une autre personne peut lire", "Contact details that another person can read"),
    contact,
    contactAttributes,
  ),
  birth: field(
    "birth",
    text("Date de naissance", "Date of birth"),
    text(
      "Indiquez le jour, le mois et l’année, par exemple 12/03/2015. Saisissez 00 pour un jour ou un mois inconnu : 00/00/2015.",
      "Give the day, the month and the year, for example 12/03/2015. Type 00 for an unknown day or month: 00/00/2015.",
    ),
    { ...date, required },
  ),
  on: field("on", text("Date d’effet", "Date of the change"), day, date),
  from: field("from", text("Premier jour", "First day"), day, date),
  fact: field("fact", text("Date de la séparation", "Date of the separation"), day, { ...date, required }),
  lastDay: field("lastDay", text("Dernier jour", "Last day"), day, date),
  chosenBefore: field("chosenBefore", text("Mots de passe choisis avant le", "Passwords chosen before"), day, date),
  start: field("start", text("Début de la période", "Beginning of the period"), day, { ...date, required }),
  end: field("end", text("Fin de la période", "End of the period"), day, date),
  cause: field("cause", text("Motif", "Cause"), fromList, { required }, "select"),
  reason: field("reason", text("Raison", "Reason"), fromList, { required }, "select"),
  proof: field("proof", text("Preuve vue", "Proof seen"), fromList, { required }, "select"),
  kind: field("kind", text("Mesure de protection", "Protection measure"), fromList, { required }, "select"),
  powers: field("powers", text("Pouvoirs", "Powers"), fromList, {}, "checkboxes"),
  leaves: field(
    "leaves",
    text("Ce que la personne protégée fait encore seule", "What the protected person still does alone"),
    fromList,
    {},
    "select",
  ),
  organisation: field(
    "organisation",
    text("Organisme", "Organisation"),
    text(
      "Indiquez le nom de l’organisme, par exemple Association tutélaire.",
      "Give its name, for example Guardians Ltd.",
    ),
    { maxlength: 200 },
  ),
  reference: field(
    "reference",
    text("Référence", "Reference"),
    text(
      "Saisissez 1 à 100 lettres, chiffres ou signes simples, par exemple courrier/2026-17.",
      "Type 1 to 100 letters, digits or simple signs, for example letter/2026-17.",
    ),
    { maxlength: 200 },
  ),
}
