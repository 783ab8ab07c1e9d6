import { describe, expect, it } from "vitest"
import {
  barFromRecovery,
  barYoungContact,
  changeContact,
  contactsToNotify,
  initialContacts,
  recordPending,
  recoveryContacts,
} from "./contacts.ts"
import { withRecorded } from "./replaced-contact.ts"
import { mayReport, reporters, withReport, withReportedChange } from "./report.ts"

const contact = (index: string) => ({ kind: "Email", index, sealed: `s-${index}`, language: "fr" }) as const
const indexes = (contacts: ReadonlyArray<{ readonly index: string }>) => contacts.map(({ index }) => index)
const [owner, intruder, second] = [contact("owner"), contact("intruder"), contact("second")]
const DAY = 1_000

/** Proved at 0, replaced by an intruder at day 60, which waits for a day and whose predecessor is kept for 30. */
const long = initialContacts(owner, 0)
const taken = changeContact(long, intruder, { at: 60 * DAY, recoversFrom: 61 * DAY, formerUntil: 90 * DAY })
const twice = changeContact(taken, second, { at: 62 * DAY, recoversFrom: 63 * DAY, formerUntil: 92 * DAY })
const report = (at: number) => ({ at, formerUntil: at + 30 * DAY })

describe("the contacts that may report a change", () => {
  it.each([
    [60 * DAY, ["owner"]],
    [61 * DAY - 1, ["owner"]],
    [61 * DAY, ["intruder", "owner"]],
    [90 * DAY - 1, ["intruder", "owner"]],
    [90 * DAY, ["intruder"]],
  ] as const)("leave out a new one in its first day, and a former one after 30: at %i", (at, expected) => {
    expect(indexes(reporters(taken, at))).toEqual(expected)
  })

  it("leave out one that was barred, and one that is withheld in confidential mode", () => {
    expect(indexes(reporters(barFromRecovery(long, ["owner"]), 1))).toEqual([])
    expect(indexes(reporters({ ...taken, withheld: ["owner"] }, 61 * DAY))).toEqual(["intruder"])
    const barred = barYoungContact(taken, { at: 62 * DAY, provedAfter: 32 * DAY, formerUntil: 92 * DAY })
    expect(indexes(reporters(barred, 62 * DAY))).toEqual(["owner"])
  })

  it("include the present one that an agent replaced, and not one that a compromise barred before", () => {
    const pending = { at: 62 * DAY, until: 65 * DAY, formerUntil: 92 * DAY }
    expect(indexes(reporters(recordPending(taken, second, pending), 62 * DAY))).toEqual(["intruder", "owner"])
    const barred = barYoungContact(taken, { at: 62 * DAY, provedAfter: 32 * DAY, formerUntil: 92 * DAY })
    const restored = recordPending(barred, second, pending)
    expect(indexes(reporters(restored, 62 * DAY))).toEqual(["owner"])
    expect(indexes(contactsToNotify(restored, 62 * DAY))).toEqual(["intruder", "owner"])
  })
})

describe("a report", () => {
  it("gives recovery to the contact that reports, and takes it from those that came after", () => {
    const after = withReportedChange(twice, "owner", report(64 * DAY))
    expect(indexes(recoveryContacts(after, 94 * DAY - 1))).toEqual(["owner"])
    expect(indexes(recoveryContacts(after, 94 * DAY))).toEqual([])
    expect(indexes(reporters(after, 64 * DAY))).toEqual(["owner"])
    expect(indexes(contactsToNotify(after, 64 * DAY))).toEqual(["second", "owner", "intruder"])
  })

  it("by a contact in between leaves the older one able to report", () => {
    const after = withReportedChange(twice, "intruder", report(64 * DAY))
    expect(indexes(reporters(after, 64 * DAY))).toEqual(["owner", "intruder"])
    const last = withReportedChange(after, "owner", report(65 * DAY))
    expect(indexes(recoveryContacts(last, 65 * DAY))).toEqual(["owner"])
    expect(indexes(reporters(last, 65 * DAY))).toEqual(["owner"])
  })

  it("by the present contact drops the one that an agent recorded, and lifts the bar that came with it", () => {
    const pending = recordPending(long, intruder, { at: 1, until: 3, formerUntil: 30 })
    const after = withReportedChange(pending, "owner", report(2))
    expect(indexes(recoveryContacts(after, 2))).toEqual(["owner"])
    expect(after.pending).toBeUndefined()
    expect(after.barred).toBe(false)
  })

  it("by a contact that is not remembered changes nothing", () => {
    expect(withReportedChange(taken, "other", report(61 * DAY))).toEqual(taken)
  })

  it("by a contact on record leaves the others on record able to report", () => {
    const opened = withRecorded(initialContacts(intruder, 0), [owner, second, intruder], 30 * DAY)
    expect(indexes(reporters(opened, 1))).toEqual(["intruder", "owner", "second"])
    const after = withReportedChange(opened, "owner", report(1))
    expect(indexes(reporters(after, 1))).toEqual(["owner", "second"])
    expect(indexes(recoveryContacts(after, 1))).toEqual(["owner"])
  })
})

it("contacts on record leave the replaced contact of the owner its place", () => {
  const recorded = ["r1", "r2", "r3", "r4"].map(contact)
  const opened = withRecorded(initialContacts(owner, 0), recorded, 30 * DAY)
  const changed = changeContact(opened, intruder, { at: 2 * DAY, recoversFrom: 3 * DAY, formerUntil: 32 * DAY })
  expect(indexes(reporters(changed, 4 * DAY))).toEqual(["intruder", "r1", "r2", "r3", "owner"])
  const after = withReportedChange(changed, "owner", report(4 * DAY))
  expect(indexes(recoveryContacts(after, 4 * DAY))).toEqual(["owner"])
})

it("a contact on record that is chosen again waits like a new one, and one that was proved here does not", () => {
  const opened = withRecorded(initialContacts(owner, 0), [second], 30 * DAY)
  const change = { at: 2 * DAY, recoversFrom: 3 * DAY, formerUntil: 32 * DAY }
  expect(indexes(recoveryContacts(changeContact(opened, second, change), 2 * DAY))).toEqual(["owner"])
  const back = changeContact(changeContact(opened, intruder, change), owner, { ...change, at: 2 * DAY + 1 })
  expect(indexes(recoveryContacts(back, 2 * DAY + 1))).toEqual(["owner"])
})

describe("a token", () => {
  const reports = withReport(undefined, { contact: "owner", at: 62 * DAY })

  it.each([
    ["owner", 62 * DAY, false],
    ["owner", 62 * DAY + 1, true],
    ["intruder", 61 * DAY, true],
    ["second", 62 * DAY, false],
  ])("to %s that was sent at %i reports a change after an earlier report: %s", (index, sentAt, expected) => {
    expect(mayReport({ contacts: taken, reports }, index, sentAt, 63 * DAY)).toBe(expected)
  })

  it("is one of a contact: its latest report replaces the earlier one", () => {
    expect(withReport(reports, { contact: "owner", at: 63 * DAY })).toEqual([{ contact: "owner", at: 63 * DAY }])
  })
})
