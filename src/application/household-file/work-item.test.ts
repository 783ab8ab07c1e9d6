import { expect, it } from "vitest"
import type { AggregateId, RecordedEvents } from "../../ports/storage.ts"
import { readItem, workItemOf } from "./work-item.ts"

const entry = (commandId: string, aggregate: AggregateId = "household/file-1"): RecordedEvents => ({
  aggregate,
  commandId,
  at: 1,
  version: 3,
  events: [{ _tag: "MemberRemoved" }],
})

it.each([
  ["agent.agent-7/file-1/RemoveMember:1", { _tag: "Agent", agent: "agent-7" }, "RemoveMember"],
  ["agent.Zo%C3%AB%20%2F%3A/CloseAccount:a/b:c", { _tag: "Agent", agent: "Zoë /:" }, "CloseAccount"],
  ["agent.100%/CloseAccount:x", { _tag: "Agent", agent: "100%" }, "CloseAccount"],
  ["person.p-1/file-1/GrantDelegation:x", { _tag: "Person", person: "p-1" }, "GrantDelegation"],
  ["delegation.1.ends", { _tag: "Service" }, "Automatic"],
  ["recovery.k/ReportNotMine:x", { _tag: "Service" }, "Automatic"],
])("reads who gave a command from its id: %s", (commandId, by, command) => {
  expect(workItemOf([entry(commandId)])).toMatchObject({ by, command })
})

it("names files and persons once, and an item only for a file or a personal space", () => {
  const id = "agent.a/RecordDeath:1"
  const account = entry(id, "account/p-1")
  expect(workItemOf([account, entry(id, "memberships/p-1"), entry(id)])).toMatchObject({
    item: "household/file-1@3",
    files: ["file-1"],
    persons: ["p-1"],
  })
  expect(workItemOf([account]).item).toBe("account/p-1@3")
  // The key of a lock-out is made from the identifier.
  expect(workItemOf([entry(id, "lock-out/k.1")])).toMatchObject({ item: null, files: [], persons: [] })
})

it("reads the items that it makes, and nothing else", () => {
  expect(readItem("household/file-1@3")).toEqual({ aggregate: "household/file-1", version: 3 })
  for (const item of [
    undefined,
    7,
    "",
    "lock-out/k@1",
    "household/@1",
    "household/a b@1",
    "household/a@-1",
    "a".repeat(200),
  ]) {
    expect(readItem(item)).toBeNull()
  }
})
