import { expect, it } from "vitest"
import {
  activate,
  compromise,
  contactOf,
  issue,
  refusal,
  start,
  stateAfter,
  terms,
} from "../../../test/models/account.ts"
import { deciderLaws, explore } from "../../testing/laws/decider.ts"
import { type Command, hasRights, machine, passwordVersionOf, type State } from "./account.ts"

const reopenable = {
  legacy: stateAfter(issue("t1", 0)),
  active: stateAfter(issue("t1", 0), start("t1", 0), { ...activate, at: 0 } as Command),
}

/** Commands that reach every state and event, and few enough for a complete exploration. */
const alphabet = (state: State): ReadonlyArray<Command> =>
  [0, 1_000]
    .flatMap(
      (at): ReadonlyArray<Command> => [
        issue("t1", at),
        issue("t2", at),
        start("t1", at),
        start("t2", at),
        { _tag: "LeaveMigration", at },
        { ...activate, at },
        { _tag: "RenewHash", at },
        issue("t1", at, "Identity"),
        { _tag: "DisableLegacyPassword", at },
        { _tag: "RecordProvisional", provisional: "p2", at },
        { _tag: "RecordNir", nir: "n2", at },
        { _tag: "RequireAction", requirement: "NewTerms", ticket: "t1", until: 1_000, at: 0 },
        { _tag: "ChangePassword", ticket: null, at: 0 },
        compromise(0),
        { _tag: "AcceptTerms", ticket: "t1", terms, at: 0 },
        { _tag: "RequestContact", contact: contactOf("j"), at: 0 },
        { _tag: "ChangeContact", contact: contactOf("j"), recoversFrom: 1_000, formerUntil: 2_000, at: 0 },
        { _tag: "RequirePasswordChange", reason: "Precaution", at: 0 },
        { _tag: "BarContacts", indexes: ["i"], at: 0 },
        { _tag: "StartConfidentialMode", withheld: ["i"], at: 0 },
        { _tag: "EndConfidentialMode", at: 0 },
        { _tag: "RecoverPassword", contact: "i", at: 0 },
        { _tag: "RestoreAccess", contact: contactOf("j"), until: 1_000, formerUntil: 2_000, at: 0 },
        { _tag: "ReportChange", contact: "i", sentAt: 0, until: 1_000, formerUntil: 2_000, at: 0 },
        { _tag: "RememberRecordedContacts", contacts: [contactOf("r")], until: 1_000, at: 0 },
        { _tag: "CorrectIdentifier", nir: "n3", indexes: ["i3"], former: null, cause: "InseeCorrection", at: 0 },
        { _tag: "ReindexFormerNumbers", former: [], at: 0 },
        ...(state._tag === "Closed" || (state.owner?.predecessors ?? []).length > 0
          ? []
          : ([{ _tag: "Merge", merged: "m1", cause: "RegisteredTwice", proof: "Counter", at: 0 }] as const)),
        { _tag: "Close", at: 0 },
        { _tag: "Close", cause: "Death", at: 0 },
        { _tag: "Close", cause: "Merged", successor: "s1", at: 0 },
        { _tag: "Redirect", successor: "s2", at: 0 },
        { _tag: "DropPassword", at: 0 },
        { _tag: "Reopen", before: reopenable.legacy, cause: "AgentMistake", at: 0 },
        { _tag: "Reopen", before: reopenable.active, cause: "DeathUndone", at: 0 },
      ],
    )
    .filter(({ _tag }) => passwordVersionOf(state) === 1 || !onlyForFirstPassword.has(_tag))
    .filter(
      ({ _tag }) => (isReportable(state) || !onlyForReports.has(_tag)) && (!isReported(state) || _tag === "Close"),
    )
    .filter(({ _tag }) => modeAllows(state, _tag))
    .filter(({ _tag }) => (isMended(state) ? _tag === "Close" || _tag === "Activate" : true))
    .filter(({ _tag }) => isMendable(state) || !onlyForMending.has(_tag))

/** What an agent records about the identity of the owner changes no other arrow. So nothing but the next step follows. */
const isMended = (state: State) =>
  state._tag !== "Closed" && (state.owner?.former !== undefined || state.owner?.predecessors !== undefined)

const onlyForMending: ReadonlySet<Command["_tag"]> = new Set([
  ...(["CorrectIdentifier", "ReindexFormerNumbers", "Merge"] as const),
])

/** It does not depend on what is under way, so it is explored where nothing is. */
const isMendable = (state: State) =>
  state._tag === "Closed" ||
  (state.confidential === undefined &&
    (state._tag === "Active"
      ? state.contacts.replaced === undefined && isReportable(state) && state.compromised === null && !isReported(state)
      : state.tickets.length === 0 && !state.legacyPasswordDisabled && state.documentSeen !== true))

/**
 * The confidential mode doubles what there is to explore, and changes no arrow of another command. So it starts in the
 * simplest states only, and nothing but its end follows.
 */
const modeAllows = (state: State, tag: Command["_tag"]) => {
  if (state._tag === "Closed") return true
  if (state.confidential !== undefined) return ["EndConfidentialMode", "Activate", "Close"].includes(tag)
  const isSimple = state._tag === "Active" ? state.contacts.replaced === undefined : !state.legacyPasswordDisabled
  return (tag !== "StartConfidentialMode" && tag !== "EndConfidentialMode") || isSimple
}

/**
 * The versions of passwords have no end, so the exploration stops at the second one. What does not depend on the
 * password is explored under the first one only.
 */
const onlyForFirstPassword: ReadonlySet<Command["_tag"]> = new Set([
  ...(["ChangePassword", "RecoverPassword", "RestoreAccess", "ChangeContact"] as const),
  ...(["CorrectIdentifier", "ReindexFormerNumbers", "Merge"] as const),
  ...(["RecordNir", "RequireAction", "RequirePasswordChange", "RequestContact"] as const),
])

const onlyForReports: ReadonlySet<Command["_tag"]> = new Set(["ReportChange", "RememberRecordedContacts"] as const)

/** Reports do not depend on what is pending, so they are explored where nothing is. */
const isReportable = (state: State) =>
  state._tag !== "Active" ||
  (state.requestedContact === null && state.pendingRequirements.length === 0 && state.confidential === undefined)

/** After a report or an opening with contacts on record the exploration stops, except for the end of the account. */
const isReported = (state: State) =>
  state._tag === "Active" &&
  (state.reports !== undefined || state.contacts.replaced?.some(({ recorded }) => recorded === true) === true)

it.each(deciderLaws(machine, alphabet))("the state machine of an account $name", ({ broken }) => {
  expect(broken).toEqual([])
})

// Leaflet: invariant.1
it("only active accounts have rights, and none of them accepts the legacy password", () => {
  const { states } = explore(machine, alphabet)
  expect(new Set(states.filter(hasRights).map(({ _tag }) => _tag))).toEqual(new Set(["Active"]))
  expect(states.filter(hasRights).filter((state) => refusal(state, issue("t3")) === "accepted")).toEqual([])
})
