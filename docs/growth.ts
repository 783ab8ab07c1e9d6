import { defaultPolicies } from "../src/application/contract/policies.ts"

/** What one row is about, who can add rows and data to it, and the limit. */
export interface Growth {
  readonly about: string
  /** Who can make it grow without a session or an agent's rights. */
  readonly by: "strangers" | "the person" | "agents" | "the service"
  readonly limit: string
}

const { codes, devices, lockOut, mandates, messages, recovery, sessions } = defaultPolicies

/** How many new identifiers strangers can make recoveries of in an hour, in the whole service. */
export const recoveriesPerHour = messages.codesPerHour.toLocaleString("en")

/** Every category of aggregate. `growth.test.ts` refuses a category that is missing here. */
export const growth: Readonly<Record<string, Growth>> = {
  "lock-out": {
    about: "an identifier, known or unknown, or the known browsers of a person",
    by: "strangers",
    limit: `${lockOut.failuresPerDay} attempts in 24 hours are written, with the outcome of each, and one order to notify the owner when the waits start. A refused attempt writes nothing`,
  },
  recovery: {
    about: "an identifier, known or unknown",
    by: "strangers",
    limit: `one request with at most five tickets, ${recovery.codesPerDay} codes and ${recovery.wrongCodesPerDay} wrong codes in 24 hours. A request while a code works and that sends none writes nothing`,
  },
  challenge: {
    about: "an identifier and a purpose",
    by: "strangers",
    limit: `one code at a time, with ${codes.sends} messages and ${codes.tries} tries`,
  },
  "data-key": {
    about: "a person, or an identifier in recovery",
    by: "strangers",
    limit: "one",
  },
  "send-allowance": {
    about: "a contact",
    by: "strangers",
    limit: `${codes.sendsPerContactPerDay} codes in 24 hours`,
  },
  "account-allowance": {
    about: "the codes that an account requests",
    by: "the person",
    limit: `${messages.codesPerAccountPerDay} codes in 24 hours`,
  },
  "message-budget": {
    about: "the whole service, by day",
    by: "strangers",
    limit: `${messages.shares} rows a day, one counter for each destination`,
  },
  "announcement-allowance": {
    about: "the announcements to a person",
    by: "the service",
    limit: "five of one kind in 24 hours",
  },
  account: {
    about: "a person",
    by: "the person",
    limit: "one, with at most five tickets, three former contacts, three on record and ten reports",
  },
  migration: {
    about: "the wizard of a person",
    by: "the person",
    limit: "one draft at a time",
  },
  sessions: {
    about: "a person",
    by: "the person",
    limit: `${sessions.mostSessions} open sessions, and the hashes of the last ten that ended`,
  },
  device: {
    about: "a person",
    by: "the person",
    limit: `${devices.mostDevices} browsers. A new one replaces the oldest, and a new password removes all`,
  },
  memberships: { about: "a person", by: "agents", limit: "the files that agents add the person to" },
  mandates: {
    about: "a protected person",
    by: "agents",
    limit: `${mandates.mostOverPerson} mandates in force, and the ten latest that ended`,
  },
  caseload: {
    about: "a mandatary",
    by: "agents",
    limit: `${mandates.mostOfMandatary} mandates in force`,
  },
  household: { about: "a household file", by: "agents", limit: "the members that agents add" },
  "agent-reads": { about: "a person", by: "agents", limit: "one counter. The journal has one record for each lookup" },
  "audit-log": {
    about: "a household file",
    by: "the person",
    limit: "the ten latest records in the state. The journal keeps the others until retention deletes them",
  },
  "agent-command": { about: "a command id of an agent", by: "agents", limit: "one for each id, until retention" },
}
