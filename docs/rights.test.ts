import { expect, it } from "vitest"
import { changeTexts } from "../src/domain/rights/change-texts.ts"
import { fields } from "../src/domain/rights/fields.ts"
import { type Cell, type Column, matrix } from "../src/domain/rights/matrix.ts"
import { type Action, actions } from "../src/domain/rights/rights.ts"
import { actionTexts, columnTexts, permitTexts, refusalTexts } from "../src/domain/rights/texts.ts"

const columns = Object.keys(columnTexts) as ReadonlyArray<Column>
const cellOf = (action: Action, column: Column): Cell => matrix[action].cells[column]
const codeOf = (cell: Cell) => (typeof cell === "string" ? cell : cell.join(" → "))

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>) =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")

const textOf = (action: Action) => `${actionTexts[action].fr}<br>*${actionTexts[action].en}*`
const heads = columns.map((column) => `${columnTexts[column].fr}<br>*${columnTexts[column].en}*`)

const rights = table(
  ["Action", ...heads],
  actions.map((action) => [
    textOf(action),
    ...columns.map((column) => (typeof cellOf(action, column) === "string" ? "✓" : "–")),
  ]),
)

const reasons = table(
  ["Règle<br>*Rule*", ...heads],
  actions.map((action) => [`\`${matrix[action].rule}\``, ...columns.map((column) => codeOf(cellOf(action, column)))]),
)

const textsTable = (texts: Readonly<Record<string, { readonly fr: string; readonly en: string }>>) =>
  table(
    ["Code", "Français", "English"],
    Object.entries(texts).map(([code, { en, fr }]) => [`\`${code}\``, fr, en]),
  )

const visibility = {
  Own: "La personne seule<br>*that person only*",
  Person: "La personne, et qui peut voir le dossier<br>*that person, and persons who may view the file*",
  File: "Qui peut voir le dossier<br>*persons who may view the file*",
}

const page = `<!-- Generated from the data in the source. Run \`npm run docs\` after changing it. -->

# Droits – rights

Qui peut faire quoi. Tout ce qui n’est pas coché est refusé. *Who may do what. Everything without a tick is refused.*

${rights}

Trois règles passent avant le tableau – *three rules come before the table*:

- \`age.over-15\` – Un enfant plus jeune n’a pas d’espace personnel. *A younger child has no personal space.*
- \`account.active\` – Les droits n’existent que dans un espace personnel actif. *Rights exist in an active account only.*
- \`own.only\` – Ce qui concerne son propre espace ne se fait jamais dans celui d’un autre, même avec l’autorisation de
  gestion. *An action on one's own space is never permitted on another person's, not even with a live delegation.*

Pour une personne protégée, la colonne du mandataire dit si la décision de justice peut le permettre. Il faut aussi que la
décision donne ce pouvoir (\`View\` ou \`Declare\`), et que la personne protégée ait elle-même ce droit dans le dossier.
Quand la décision ne laisse à la personne que la consultation, ce qui demande \`Declare\` lui est refusé, ainsi que donner
l’autorisation de gestion. *For a protected person, the column of the mandatary says whether a court decision can permit
it. The decision must give that power, and the protected person must have the right in the file. If the decision leaves
viewing only, the person is refused what needs \`Declare\`, and giving the management authorisation.*

Ce que le tableau ne nomme pas est refusé par \`default.deny\`. *This rule refuses everything that is not in the table.*

## Motifs – reasons

${reasons}

Une flèche mène à ce qui changerait la réponse. *An arrow points to what would change the answer.*

Un conjoint sans autorisation en cours apprend si elle est en attente ou terminée (\`DelegationPending\`,
\`DelegationOver\`). *The refusal to a spouse says whether their delegation is pending or over.*

### Pourquoi c’est permis – why an action is permitted

${textsTable(permitTexts)}

### Pourquoi c’est refusé – why an action is refused

${textsTable(refusalTexts)}

### Ce qui le permettrait – what would change the answer

${textsTable(changeTexts)}

## Données – fields

${table(
  ["Donnée<br>*Field*", "Visible par<br>*Visible to*"],
  Object.entries(fields).map(([field, scope]) => [`\`${field}\``, visibility[scope]]),
)}
`

it("docs/rights.md shows the current matrix", async () => {
  await expect(page).toMatchFileSnapshot("rights.md")
})
