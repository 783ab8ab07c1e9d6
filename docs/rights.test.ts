import { expect, it } from "vitest"
import { fields } from "../src/domain/rights/fields.ts"
import { type Cell, type Column, matrix } from "../src/domain/rights/matrix.ts"
import { type Action, actions } from "../src/domain/rights/rights.ts"
import { actionTexts, changeTexts, columnTexts, permitTexts, refusalTexts } from "../src/domain/rights/texts.ts"

const columns = Object.keys(columnTexts) as ReadonlyArray<Column>
const cellOf = (action: Action, column: Column): Cell => matrix[action].cells[column]
const codeOf = (cell: Cell) => (typeof cell === "string" ? cell : cell.join(" → "))

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>) =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")

const named = (action: Action) => `${actionTexts[action].fr}<br>*${actionTexts[action].en}*`
const heads = columns.map((column) => `${columnTexts[column].fr}<br>*${columnTexts[column].en}*`)

const rights = table(
  ["Action", ...heads],
  actions.map((action) => [
    named(action),
    ...columns.map((column) => (typeof cellOf(action, column) === "string" ? "✓" : "–")),
  ]),
)

const reasons = table(
  ["Règle<br>*Rule*", ...heads],
  actions.map((action) => [`\`${matrix[action].rule}\``, ...columns.map((column) => codeOf(cellOf(action, column)))]),
)

const told = (texts: Readonly<Record<string, { readonly fr: string; readonly en: string }>>) =>
  table(
    ["Code", "Français", "English"],
    Object.entries(texts).map(([code, { en, fr }]) => [`\`${code}\``, fr, en]),
  )

const whose = {
  Own: "La personne seule<br>*that person only*",
  Person: "La personne, et qui peut voir le dossier<br>*that person, and whoever may view the file*",
  File: "Qui peut voir le dossier<br>*whoever may view the file*",
}

const page = `<!-- Printed from the data in the source. Run \`npm run docs\` after changing it. -->

# Droits – rights

Qui peut faire quoi. Tout ce qui n’est pas coché est refusé. *Who may do what. All that is not ticked is refused.*

${rights}

Trois règles passent avant le tableau – *three rules stand before the table*:

- \`age.over-15\` – Un enfant plus jeune n’a pas d’espace personnel. *A younger child has no personal space.*
- \`account.active\` – Les droits n’existent que dans un espace personnel actif. *Rights exist in an active account only.*
- \`own.only\` – Ce qui concerne son propre espace ne se fait jamais dans celui d’un autre, même avec l’autorisation de
  gestion. *What belongs to one's own space is never done in another's, not even with a live delegation.*

Ce que le tableau ne nomme pas est refusé par \`default.deny\`. *What the table does not name is refused by that rule.*

## Motifs – reasons

${reasons}

Une flèche mène à ce qui changerait la réponse. *An arrow leads to what would change the answer.*

Un conjoint sans autorisation en cours apprend si elle est en attente ou terminée (\`DelegationPending\`,
\`DelegationOver\`). *A spouse without a live delegation is told whether it is pending or over.*

### Pourquoi c’est permis – why it is permitted

${told(permitTexts)}

### Pourquoi c’est refusé – why it is refused

${told(refusalTexts)}

### Ce qui le permettrait – what would change it

${told(changeTexts)}

## Données – fields

${table(
  ["Donnée<br>*Field*", "Visible par<br>*Seen by*"],
  Object.entries(fields).map(([field, scope]) => [`\`${field}\``, whose[scope]]),
)}
`

it("the page of rights shows the present matrix", async () => {
  await expect(page).toMatchFileSnapshot("rights.md")
})
