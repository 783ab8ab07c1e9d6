import { expect, it } from "vitest"
import { languages } from "../src/domain/language/language.ts"
import { type BrokenRule, type Code, codes, codesUnder, explain, hints, presets } from "../src/domain/password/index.ts"

/** One broken rule of each code, with the parameters that the default policy would give. */
const samples: { readonly [C in Code]: Omit<BrokenRule<C>, "code"> } = {
  NotText: {},
  NotWellFormed: {},
  TooShort: { minimum: 8, actual: 6 },
  TooLong: { maximum: 24, actual: 26 },
  NoDigit: {},
  NoUpper: {},
  NoLower: {},
  NoSpecial: {},
  TooFewKinds: { minimum: 3, actual: 2, kinds: presets.cnil.kinds },
  ContainsNir: {},
  ContainsBirthDate: {},
  ContainsName: {},
  ContainsContact: {},
  ContainsServiceName: {},
  ContainsLegacyPassword: {},
  TooCommon: {},
  SameAsCurrent: {},
  ConfirmationDiffers: {},
}

const policies = Object.values(presets)

const table = (heads: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>) =>
  [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")

const parameters = (code: Code) => {
  const names = Object.keys(samples[code]).map((name) => `\`${name}\``)
  return names.length === 0 ? "" : ` (${names.join(", ")})`
}

const sentence = (code: Code, language: (typeof languages)[number]) =>
  // The sample of a code has its parameters, a link that the union of all codes does not keep.
  explain({ code, ...samples[code] } as BrokenRule, language)

const page = `<!-- Generated from src/domain/password. Run \`npm run docs\` after a change of the rules. -->

# Règles du mot de passe – password rules

Les codes dans l’ordre de lecture, les politiques qui peuvent les produire, et la phrase affichée. *The codes in reading
order, the policies that can produce them, and the sentence that people read. \`assess\` reports all broken rules at once.*

${table(
  ["Code", ...policies.map(({ name }) => `\`${name}\``)],
  codes.map((code) => [
    `\`${code}\`${parameters(code)}`,
    ...policies.map((policy) => (codesUnder(policy).includes(code) ? "✓" : "–")),
  ]),
)}

${table(
  ["Code", ...languages],
  codes.map((code) => [`\`${code}\``, ...languages.map((language) => sentence(code, language))]),
)}

## À lire avant de choisir – what people read before they choose

${table(
  ["", ...languages],
  policies.map((policy) => [`\`${policy.name}\``, ...languages.map((language) => hints(policy).help[language])]),
)}
`

it("the page of password rules agrees with the rules, presets and texts", async () => {
  await expect(page).toMatchFileSnapshot("password.md")
})
