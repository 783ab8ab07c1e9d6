import { expect, it } from "vitest"
import * as Account from "../src/domain/account/account.ts"
import * as AuditLog from "../src/domain/audit/audit-log.ts"
import * as Challenge from "../src/domain/challenge/challenge.ts"
import * as SendAllowance from "../src/domain/challenge/send-allowance.ts"
import * as DataKey from "../src/domain/data-key/data-key.ts"
import * as Delegation from "../src/domain/delegation/delegation.ts"
import * as Device from "../src/domain/device/device.ts"
import * as Household from "../src/domain/household/household.ts"
import * as Memberships from "../src/domain/household/memberships.ts"
import * as LockOut from "../src/domain/lock-out/lock-out.ts"
import * as Migration from "../src/domain/migration/migration.ts"
import * as Recovery from "../src/domain/recovery/recovery.ts"
import * as Sessions from "../src/domain/session/sessions.ts"
import { toMermaid } from "../src/domain/state-machine/diagram.ts"
import type { Table, Tagged } from "../src/domain/state-machine/table.ts"

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
  AuditLog.machine,
]

it.each(machines)("the page of $name shows the present table", async ({ initial, name, table }) => {
  const title = name.replace("-", " ").replace(/^./, (first) => first.toUpperCase())
  const page = `${HEADER}\n\n# ${title}\n\n\`\`\`mermaid\n${toMermaid(table, initial)}\n\`\`\`\n`
  await expect(page).toMatchFileSnapshot(`machines/${name}.md`)
})
