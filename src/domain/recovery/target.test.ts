import { describe, expect, it } from "vitest"
import type * as Account from "../account/account.ts"
import { barFromRecovery, type Contacts, changeContact, initialContacts } from "../account/contacts.ts"
import { isRecoveredBy, type RecoveryFacts, recoveryTargetOf } from "./target.ts"

const owner = { nir: "sealed", provisional: null, file: "f" }
const email = { kind: "Email", index: "e", sealed: "s", language: "fr" } as const
const mobile = { kind: "Mobile", index: "m", sealed: "t", language: "fr" } as const

const active = (contacts: Contacts): Account.State => ({
  _tag: "Active",
  owner,
  terms: { version: "1", sha256: "aa", at: 0 },
  contacts,
  requestedContact: null,
  since: 0,
  pendingRequirements: [],
  compromised: null,
})
const unopened = { owner, tickets: [], legacyPasswordDisabled: false }
const legacy: Account.State = { _tag: "Legacy", ...unopened }
const migrating: Account.State = { _tag: "Migrating", ...unopened }
const closed: Account.State = { _tag: "Closed", at: 0 }

/** A new mobile that recovers the account from 100 on; until then the former e-mail does. */
const changed = changeContact(initialContacts(email, 0), mobile, { at: 0, recoversFrom: 100 })

const targetOf = (state: Account.State, facts: Partial<RecoveryFacts> = {}) =>
  recoveryTargetOf({
    account: "a",
    state,
    identifierKind: "nir",
    reaches: ["Email", "Mobile"],
    recordedFile: "f",
    at: 0,
    ...facts,
  }).target

const toAccount = (contact: string) => ({ _tag: "Account", account: "a", contact })
const toFile = { _tag: "File", file: "f" }
const none = { _tag: "None" }

describe("the target of a recovery", () => {
  it.each([
    [99, "e"],
    [100, "m"],
  ])("at %i is the account by contact %s, when a change takes effect at 100", (at, index) => {
    expect(targetOf(active(changed), { at })).toEqual(toAccount(index))
  })

  it("is an account by a contact of a kind that a carrier reaches", () => {
    expect(targetOf(active(initialContacts(email, 0)), { reaches: ["Mobile"] })).toEqual(none)
    expect(targetOf(active(initialContacts(email, 0)), { reaches: ["Email"] })).toEqual(toAccount("e"))
  })

  it("comes with the sealed contact of the account, to send the code to", () => {
    const facts = { account: "a", identifierKind: "nir", reaches: ["Email"], recordedFile: "f", at: 0 } as const
    expect(recoveryTargetOf({ ...facts, state: active(initialContacts(email, 0)) }).contact).toEqual(email)
    expect(recoveryTargetOf({ ...facts, state: legacy }).contact).toBeNull()
  })

  it("is none when the contact of the account is barred, whatever is on record", () => {
    expect(targetOf(active(barFromRecovery(initialContacts(email, 0), ["e"])))).toEqual(none)
  })

  it("is none for a provisional identifier that a NIR has retired", () => {
    const retired = active(initialContacts(email, 0))
    const provisional = { ...retired, owner: { nir: null, provisional: "sealed", file: null } } as Account.State
    expect(targetOf(retired, { identifierKind: "provisional" })).toEqual(none)
    expect(targetOf(provisional, { identifierKind: "provisional" })).toEqual(toAccount("e"))
  })

  it.each([
    [legacy, toFile],
    [migrating, toFile],
    [{ ...legacy, recordedContactBarred: true }, none],
    [{ ...migrating, recordedContactBarred: true }, none],
    [{ ...legacy, legacyPasswordDisabled: true }, toFile],
    [closed, none],
  ])("of %j is %j", (state, expected) => {
    expect(targetOf(state as Account.State)).toEqual(expected)
    expect(targetOf(state as Account.State, { recordedFile: null })).toEqual(none)
  })
})

describe("an account that a code was sent for", () => {
  it("is still recovered by that contact, unless the contact was barred, replaced or not yet usable", () => {
    expect(isRecoveredBy(active(initialContacts(email, 0)), "e", 0)).toBe(true)
    expect(isRecoveredBy(active(initialContacts(email, 0)), "m", 0)).toBe(false)
    expect(isRecoveredBy(active(barFromRecovery(initialContacts(email, 0), ["e"])), "e", 0)).toBe(false)
    expect([99, 100].map((at) => isRecoveredBy(active(changed), "e", at))).toEqual([true, false])
    expect([99, 100].map((at) => isRecoveredBy(active(changed), "m", at))).toEqual([false, true])
  })

  it.each([legacy, migrating, closed])("is not recovered when it is $_tag", (state) => {
    expect(isRecoveredBy(state, "e", 0)).toBe(false)
  })
})
