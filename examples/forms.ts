/**
 * Prints pages in HTML, without JavaScript, from the records of `mon-compte/forms`: the window that announces the three
 * steps, the sign-in page, and the second step after a refusal.
 *
 *     npm run example:forms
 */
import { describeRefusal, PasswordRefused } from "mon-compte"
import {
  documentTitle,
  errorSummary,
  type FieldAttributes,
  type FieldKey,
  fields,
  heading,
  type Language,
  links,
  migrationSteps,
  type PageName,
  pages,
} from "mon-compte/forms"
import { assess, presets } from "mon-compte/password"

const encode = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")

const attributesOf = (attributes: FieldAttributes) =>
  Object.entries(attributes)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${encode(String(value))}"`))
    .join("")

interface Problem {
  readonly field: string
  readonly text: string
}

/** One field, from one record. The hint and the errors are connected to the input, as RGAA 11.10 asks. */
const fieldHtml = (key: FieldKey, language: Language, problems: ReadonlyArray<Problem>) => {
  const { attributes, hint, label, name } = fields[key]
  const errors = problems.filter(({ field }) => field === name)
  const described = [...(hint === null ? [] : [`${key}-hint`]), ...(errors.length === 0 ? [] : [`${key}-error`])]
  const describedBy = described.length === 0 ? "" : ` aria-describedby="${described.join(" ")}"`
  const invalid = errors.length === 0 ? "" : ' aria-invalid="true"'
  return [
    `    <label for="${key}">${encode(label[language])}</label>`,
    ...(hint === null ? [] : [`    <p id="${key}-hint">${encode(hint[language])}</p>`]),
    ...(errors.length === 0
      ? []
      : [`    <p id="${key}-error">${errors.map(({ text }) => encode(text)).join(" ")}</p>`]),
    `    <input id="${key}" name="${name}"${attributesOf(attributes)}${describedBy}${invalid}>`,
  ]
}

/** A page. `novalidate`: the errors are those of the records, in the language of the page, not those of the browser. */
const pageHtml = (name: PageName, language: Language, problems: ReadonlyArray<Problem> = []) => {
  const page = pages[name]
  const keyOf = (field: string) => page.fields.find((key) => fields[key].name === field) ?? page.fields[0]
  return [
    `<html lang="${language}">`,
    `<title>${encode(documentTitle(page, language, { errors: problems.length }))}</title>`,
    "<main>",
    `  <h1>${encode(heading(page, language))}</h1>`,
    ...(page.intro === null ? [] : [`  <p>${encode(page.intro[language])}</p>`]),
    ...(name === "startMigration"
      ? ["  <ol>", ...migrationSteps.map((step) => `    <li>${encode(pages[step].title[language])}</li>`), "  </ol>"]
      : []),
    ...(problems.length === 0
      ? []
      : [
          '  <div role="alert">',
          `    <h2>${errorSummary(problems.length, language)}</h2>`,
          ...problems.map(({ field, text }) => `    <p><a href="#${keyOf(field)}">${encode(text)}</a></p>`),
          "  </div>",
        ]),
    '  <form method="post" novalidate>',
    ...page.fields.flatMap((key) => fieldHtml(key, language, problems)),
    `    <button>${encode(page.button[language])}</button>`,
    "  </form>",
  ]
}

const print = (...lines: ReadonlyArray<string>) => {
  for (const line of lines) console.log(line)
}

print("<!-- The window that announces the three steps -->", ...pageHtml("startMigration", "fr"))
print(`  <a href="/…">${links.later.fr}</a>`, "</main>", "")

print("<!-- The sign-in page -->", ...pageHtml("signIn", "fr"))
for (const link of [links.provisional, links.forgotten, links.create]) print(`  <a href="/…">${encode(link.fr)}</a>`)
print("</main>", "")

print("<!-- Step 2, after a password that breaks three rules, confirmed with another one -->")
const verdict = assess("azerty", presets.leaflet, { confirmation: "qwerty" })
if (!verdict.ok) {
  const refusal = new PasswordRefused({ broken: verdict.broken })
  print(
    ...pageHtml("choosePassword", "en", describeRefusal(refusal, { language: "en", verb: "choosePassword" }).points),
  )
}
print("</main>")
