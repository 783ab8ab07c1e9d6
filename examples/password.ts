/**
 * Compares the password policies, reports all broken rules of a password at once, and prints the hints for a form.
 *
 *     npm run example:password
 */
import {
  assess,
  type Context,
  cnilCase,
  type Deviation,
  deviations,
  entropy,
  explain,
  hints,
  type PasswordPolicy,
  presets,
} from "mon-compte/password"

const print = (...lines: ReadonlyArray<string>) => {
  for (const line of lines) console.log(line)
}

const title = (text: string) => print("", text, "─".repeat(text.length))

const policies: ReadonlyArray<PasswordPolicy> = Object.values(presets)

const row = (name: string, cell: (policy: PasswordPolicy) => string | number) =>
  print(`  ${name.padEnd(27)}${policies.map((policy) => String(cell(policy)).padEnd(13)).join("")}`.trimEnd())

const personal = ({ forbidden, forbiddenWhen }: PasswordPolicy) =>
  forbidden.length === 0 ? "admis" : forbiddenWhen === "Whole" ? "pas seuls" : "refusés"

const deviationsFrom = (standard: Deviation["standard"]) => (policy: PasswordPolicy) =>
  deviations(policy).filter((deviation) => deviation.standard === standard).length

title("Cinq politiques, côte à côte")
row("", ({ name }) => name)
row("Caractères", ({ maximum, minimum }) => `${minimum} à ${maximum}`)
row("Sortes exigées", ({ kinds, kindsNeeded }) =>
  kinds.length === 0 ? "aucune" : `${kindsNeeded} sur ${kinds.length}`,
)
row("NIR, naissance, noms", personal)
row("Mots de passe courants", ({ blockList }) => (blockList ? "refusés" : "admis"))
row("Entropie, en bits", (policy) => entropy(policy).toFixed(1).replace(".", ","))
row("Cas de la CNIL", (policy) => cnilCase(policy)?.number ?? "–")
row("Écarts à NIST SP 800-63B-4", deviationsFrom("NIST SP 800-63B-4"))
row("Écarts à OWASP ASVS 5.0", deviationsFrom("OWASP ASVS 5.0"))

/** A fictional person. */
const lambert: Context = { nir: "2 84 05 88 321 025", birthDate: "1984-05-17", names: ["Nadia", "Lambert"] }

title("Les mêmes mots de passe, jugés par chacune (le nombre de règles enfreintes)")
row("", ({ name }) => name)
for (const typed of [
  "azerty",
  "Azerty12",
  "Lambert-1705",
  "Velo-bleu-7",
  "trois petits vélos bleus",
  "A1".repeat(40),
]) {
  const shown = typed.length > 24 ? `${typed.slice(0, 8)}… (${typed.length})` : typed
  row(shown, (policy) => {
    const verdict = assess(typed, policy, lambert)
    return verdict.ok ? "accepté" : verdict.broken.length
  })
}

title("Toutes les règles enfreintes, d’un coup")
const attempts = [
  { policy: presets.leaflet, typed: "bébé", again: "bebe" },
  { policy: presets.recommended, typed: "lambert17051984", again: "lambert17051984" },
  { policy: presets.recommended, typed: "Azerty12", again: "Azerty12" },
  { policy: presets.cnil, typed: "12345678901", again: "12345678901" },
]
for (const { again, policy, typed } of attempts) {
  const verdict = assess(typed, policy, { ...lambert, confirmation: again })
  print("", `  ${policy.name} : « ${typed} », puis « ${again} »`)
  if (!verdict.ok) for (const rule of verdict.broken) print(`    ${rule.code} : ${explain(rule, "fr")}`)
}

title("Accepté : un mot de passe qui ne s’affiche pas")
const accepted = assess("Velo-bleu-7", presets.recommended, { ...lambert, confirmation: "Velo-bleu-7" })
if (accepted.ok) {
  print(`  Dans un texte  ${accepted.password}`, `  En JSON        ${JSON.stringify(accepted.password)}`)
  print(`  À hacher       ${accepted.password.reveal()}`)
}

const attribute = ([name, value]: [string, unknown]) => `${name}="${String(value).replaceAll('"', "&quot;")}"`

title("Ce qu’un formulaire peut en dire avant l’envoi")
for (const policy of [presets.leaflet, presets.recommended]) {
  const { attributes, help } = hints(policy)
  print("", `  <input id="${policy.name}" aria-describedby="aide-${policy.name}"`)
  for (const entry of Object.entries(attributes)) print(`    ${attribute(entry)}`)
  print("  >", `  <p id="aide-${policy.name}">${help.fr}</p>`)
}
