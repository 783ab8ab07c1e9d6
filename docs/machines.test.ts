import { expect, it } from "vitest"
import * as Account from "../src/account/account.ts"
import * as DataKey from "../src/account/data-key.ts"
import * as Device from "../src/account/device.ts"
import * as LockOut from "../src/account/lock-out.ts"
import * as Recovery from "../src/account/recovery.ts"
import * as Sessions from "../src/account/sessions.ts"
import * as Challenge from "../src/challenge/challenge.ts"
import * as SendAllowance from "../src/challenge/send-allowance.ts"
import * as Delegation from "../src/delegation/delegation.ts"
import * as Household from "../src/household/household.ts"
import * as Memberships from "../src/household/memberships.ts"
import { toMermaid } from "../src/machine/diagram.ts"
import type { Table, Tagged } from "../src/machine/table.ts"
import * as Migration from "../src/migration/migration.ts"
import * as Deeds from "../src/rights/deeds.ts"

const HEADER = "<!-- Drawn from the table in the source. Run `npm run docs` after changing a table. -->"

const machines: ReadonlyArray<{ name: string; table: Table<Tagged, Tagged>; initial: Tagged }> = [
  Account.machine,
  Device.machine,
  LockOut.machine,
  Sessions.machine,
  Recovery.machine,
  DataKey.machine,
  Migration.machine,
  Challenge.machine,
  SendAllowance.machine,
  Delegation.machine,
  Household.machine,
  Memberships.machine,
  Deeds.machine,
]

it.each(machines)("the page of $name shows the present table", async ({ initial, name, table }) => {
  const title = name.replace("-", " ").replace(/^./, (first) => first.toUpperCase())
  const page = `${HEADER}\n\n# ${title}\n\n\`\`\`mermaid\n${toMermaid(table, initial)}\n\`\`\`\n`
  await expect(page).toMatchFileSnapshot(`machines/${name}.md`)
})
