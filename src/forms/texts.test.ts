import { describe, expect, it } from "vitest"
import { IdentityIncomplete } from "../application/contract/creation-refusals.ts"
import { defaultPolicies } from "../application/contract/policies.ts"
import { CodeMalformed, FieldEmpty, IdentifierRefused } from "../application/contract/refusals.ts"
import { codePolicies } from "../domain/challenge/code-policy.ts"
import { CivilDateRefused } from "../domain/civil-date/civil-date.ts"
import { contactTexts } from "../domain/contact/texts.ts"
import { type Language, languages, type Text } from "../domain/language/language.ts"
import { explain, hints, presets } from "../domain/password/index.ts"
import { fieldFormats } from "../messages/field-formats.ts"
import { messageOf } from "../messages/messages.ts"
import { agencyFields } from "./agency/index.ts"
import { fields, fieldsFor } from "./fields.ts"
import { pages } from "./pages.ts"
import { done, links, statuses } from "./results.ts"
import { documentTitle, errorSummary, heading } from "./titles.ts"

const isText = (value: unknown): value is Text => typeof value === "object" && value !== null && "fr" in value

/** Every text of a record, a page or a table, with its place. */
const textsIn = (value: unknown, place: string): ReadonlyArray<readonly [string, Text]> => {
  if (isText(value)) return [[place, value]]
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, `${place}.${key}`))
}

const all = textsIn({ fields, agencyFields, pages, done, statuses, links }, "forms")

describe("every text of the forms", () => {
  it.each(all)("exists in both languages, in its typography: %s", (_, text) => {
    expect(Object.keys(text)).toEqual([...languages])
    for (const language of languages) {
      expect(text[language]).toMatch(/^[\p{Lu}\d].*\S$/su)
      expect(text[language]).not.toMatch(/['"]|undefined|null|NaN|\[object/u)
    }
    expect(text.fr).not.toMatch(/(?<!\u00a0)[:;!?»]|[«°](?!\u00a0)/u)
    expect(text.en).not.toMatch(/[\u00a0«»]|e-mail/u)
    expect(text.fr).not.toMatch(/\b(?:votre caisse|clos|tu|ton|tes|mél|the|your)\b/iu)
    expect(text.fr).not.toMatch(/\(e\)|·e|connecté\b|inscrit\b/u)
  })

  it("is a whole sentence where a person is asked or answered", () => {
    const sentences = all.filter(([place]) =>
      /\.(?:hint|intro|empty|malformed)\b|forms\.(?:done|statuses)/u.test(place),
    )
    expect(sentences.length).toBeGreaterThan(100)
    for (const [, text] of sentences) for (const language of languages) expect(text[language]).toMatch(/[.…]$/u)
  })

  it("of a field with a format says it, or an example, before and after typing (RGAA 11.10, 11.11)", () => {
    const formats = Object.values(fields).flatMap(({ errors }) => errors.malformed ?? [])
    for (const { fr, en } of formats) {
      expect(fr).toMatch(/exemple/u)
      expect(en).toMatch(/example/u)
    }
    for (const [name, known] of Object.entries(fieldFormats)) {
      const example = known.example?.fr
      const record = name in fields ? fields[name as keyof typeof fields] : null
      if (example && record !== null)
        expect(
          Object.values(record.errors)
            .map((text) => text?.fr)
            .join(),
        ).toContain(example)
    }
  })
})

describe.each(languages)("in %s, the error beside a field before sending is the message after it", (language) => {
  const empty = (field: "password" | "current" | "code") => messageOf(new FieldEmpty({ field }), language)
  const missing = (part: "BirthName" | "BirthDate" | "Evidence") =>
    messageOf(new IdentityIncomplete({ missing: [part] }), language)
  const enterNumber = messageOf(new IdentifierRefused({ next: "EnterNumber", defects: [] } as never), language)
  const text = ({ [language as Language]: text }: Text) => text

  it("for each field with a message of its own", () => {
    const { birthDate, birthName, code, confirmation, contact, current, evidence, fact, identifier, password } = fields
    expect([password, current, code].map(({ errors }) => errors.empty?.[language])).toEqual([
      empty("password"),
      empty("current"),
      empty("code"),
    ])
    expect(identifier.errors.empty?.[language]).toBe(enterNumber)
    expect(contact.errors.empty?.[language]).toBe(text(contactTexts.Missing))
    expect(contact.errors.malformed?.[language]).toBe(text(contactTexts.Unrecognised))
    expect(birthName.errors.empty?.[language]).toBe(missing("BirthName"))
    expect(birthDate.errors.malformed?.[language]).toBe(missing("BirthDate"))
    expect(evidence.errors.malformed?.[language]).toBe(missing("Evidence"))
    expect(fact.errors.malformed?.[language]).toBe(messageOf(new CivilDateRefused(), language))
    expect(confirmation.errors.malformed?.[language]).toBe(explain({ code: "ConfirmationDiffers" }, language))
  })

  it.each([4, 6, 10])("for a code of %i digits, under its policy", (length) => {
    expect(fieldsFor({ codeLength: length }).code.errors.malformed?.[language]).toBe(
      messageOf(new CodeMalformed({ length }), language),
    )
  })
})

describe("the policies of the service", () => {
  it("are the default ones in `fields`, to the letter", () => {
    const { example } = defaultPolicies.provisional
    const password = hints(defaultPolicies.password)
    expect(fields).toEqual(
      fieldsFor({ password, codeLength: defaultPolicies.codes.length, provisionalExample: example }),
    )
    // A pattern may refuse a password that was pasted with decomposed accents.
    const { pattern: _, ...attributes } = password.attributes
    expect(fields.newPassword.attributes).toMatchObject(attributes)
    expect(fields.newPassword.attributes).not.toHaveProperty("pattern")
    expect(fields.newPassword.hint).toEqual(password.help)
    expect(codePolicies.standard.length).toBe(6)
  })

  it.each(Object.values(presets))("give the new password the attributes and the help text of $name", (policy) => {
    const { attributes, help } = hints(policy)
    const { newPassword, password } = fieldsFor({ password: { attributes, help } })
    expect(newPassword.hint).toEqual(help)
    expect(newPassword.attributes).toMatchObject({
      minlength: attributes.minlength,
      maxlength: attributes.maxlength,
      passwordrules: attributes.passwordrules,
    })
    expect(password.hint?.fr).toContain(`De ${policy.minimum} à ${policy.maximum} caractères`)
  })
})

describe("titles", () => {
  it("name the step of the migration", () => {
    const steps = [pages.acceptTerms, pages.choosePassword, pages.sendCode, pages.confirmCode]
    expect(steps.map((page) => heading(page, "fr"))).toEqual([
      "Étape 1 sur 3\u00a0: Lisez et acceptez les conditions générales d’utilisation",
      "Étape 2 sur 3\u00a0: Choisissez un nouveau mot de passe",
      "Étape 3 sur 3\u00a0: Indiquez vos coordonnées",
      "Étape 3 sur 3\u00a0: Saisissez le code reçu",
    ])
  })

  it("say first that there is an error", () => {
    expect(documentTitle(pages.confirmCode, "fr", { errors: 1, service: "Caf.fr" })).toBe(
      "Erreur – Étape 3 sur 3\u00a0: Saisissez le code reçu – Caf.fr",
    )
    expect(documentTitle(pages.signIn, "en", { errors: 2 })).toBe("Error – Sign in – Mon Compte")
    expect(documentTitle(pages.signIn, "fr")).toBe("Connexion – Mon Compte")
  })

  it("count the errors", () => {
    expect([1, 2].map((count) => errorSummary(count, "fr"))).toEqual(["1 erreur à corriger", "2 erreurs à corriger"])
    expect([1, 2].map((count) => errorSummary(count, "en"))).toEqual(["1 error to correct", "2 errors to correct"])
  })
})

it("the leaflet’s words are on the pages", () => {
  expect(pages.startMigration.button.fr).toBe("Commencer")
  expect(pages.sendCode.button.fr).toBe("Envoyer le code")
  expect(pages.confirmCode.button.fr).toBe("Valider")
  expect(fields.rememberMe.label.fr).toBe("Se souvenir de moi")
  expect(fields.identifier.hint?.fr).toContain("13 chiffres")
  expect(fields.password.hint?.fr).toContain("De 8 à 24 caractères")
  expect(fields.confirmation.label.fr).toBe("Confirmez votre mot de passe")
  expect(fields.current.label.en).toBe("Current password")
  expect(links.provisional.fr).toBe("J’ai un identifiant provisoire")
  expect(links.forgotten.fr).toBe("Mot de passe oublié\u00a0?")
  expect(links.create.fr).toBe("Première connexion\u00a0? Créer Mon Compte")
})
