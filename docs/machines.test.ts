import { expect, it } from "vitest"
import * as Account from "../src/domain/account/account.ts"
import * as Challenge from "../src/domain/challenge/challenge.ts"
import * as DataKey from "../src/domain/data-key/data-key.ts"
import * as Delegation from "../src/domain/delegation/delegation.ts"
import * as Household from "../src/domain/household/household.ts"
import * as Migration from "../src/domain/migration/migration.ts"
import { toMermaid } from "../src/domain/state-machine/diagram.ts"
import type { Table, Tagged } from "../src/domain/state-machine/table.ts"

const HEADER = "<!-- Generated from the table in the source. Run `npm run docs` after changing a table. -->"

const machines: ReadonlyArray<{ name: string; table: Table<Tagged, Tagged>; initial: Tagged }> = [
  Account.machine,
  DataKey.machine,
  Migration.machine,
  Challenge.machine,
  Delegation.machine,
  Household.machine,
]

it.each(machines)("the page of $name shows its current table", async ({ initial, name, table }) => {
  const title = name.replace("-", " ").replace(/^./, (first) => first.toUpperCase())
  const page = `${HEADER}\n\n# ${title}\n\n\`\`\`mermaid\n${toMermaid(table, initial)}\n\`\`\`\n`
  await expect(page).toMatchFileSnapshot(`machines/${name}.md`)
})
