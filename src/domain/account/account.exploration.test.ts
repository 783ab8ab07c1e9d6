import { expect, it } from "vitest"
import { activate, compromise, contactOf, issue, refusal, start, terms } from "../../../test/models/account.ts"
import { deciderLaws, explore } from "../../testing/laws/decider.ts"
import { type Command, hasRights, machine, passwordVersionOf, type State } from "./account.ts"

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
        { _tag: "BarContacts", indexes: ["i"], at: 0 },
        { _tag: "RecoverPassword", contact: "i", at: 0 },
        { _tag: "RestoreAccess", contact: contactOf("j"), until: 1_000, formerUntil: 2_000, at: 0 },
        { _tag: "Close", at: 0 },
      ],
    )
    .filter(({ _tag }) => passwordVersionOf(state) === 1 || !onlyForFirstPassword.has(_tag))

/**
 * The versions of passwords have no end, so the exploration stops at the second one. What does not depend on the
 * password is explored under the first one only.
 */
const onlyForFirstPassword: ReadonlySet<Command["_tag"]> = new Set([
  ...(["ChangePassword", "RecoverPassword", "RestoreAccess", "ChangeContact"] as const),
  ...(["RecordNir", "RequireAction", "RequestContact"] as const),
])

it.each(deciderLaws(machine, alphabet))("the state machine of an account $name", ({ broken }) => {
  expect(broken).toEqual([])
})

// Leaflet: invariant.1
it("only active accounts have rights, and none of them accepts the legacy password", () => {
  const { states } = explore(machine, alphabet)
  expect(new Set(states.filter(hasRights).map(({ _tag }) => _tag))).toEqual(new Set(["Active"]))
  expect(states.filter(hasRights).filter((state) => refusal(state, issue("t3")) === "accepted")).toEqual([])
})
