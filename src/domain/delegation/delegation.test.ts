import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { deciderLaws, explore } from "../../testing/laws/decider.ts"
import { CivilDate } from "../civil-date/civil-date.ts"
import { type Command, decide, ExternalCause, evolve, initial, machine, type State } from "./delegation.ts"
import { type AccountState, type DelegationFacts, delegationStatus, isLive } from "./status.ts"

const day = (text: string) => CivilDate.make(text)
const time = (text: string) => Date.parse(text)

/** In Paris, the last day of 2026 ends at 23:00 UTC. */
const LAST_DAY = day("2026-12-31")
const LAST_MOMENT = time("2026-12-31T22:59:59.999Z")
const OVER = LAST_MOMENT + 1
const NOW = time("2026-11-23T12:00:00Z")

const grant = ({
  at = NOW,
  holder = "ada",
  id = 1,
  lastDay = null as CivilDate | null,
  spouse = "bob",
  toActive = false,
} = {}): Command => ({
  _tag: "Grant",
  id,
  holder,
  spouse,
  lastDay,
  ...(toActive ? { toActive } : {}),
  at,
})
const revoke = (by = "ada", at = NOW): Command => ({ _tag: "Revoke", by, at })
const renounce = (by = "bob", at = NOW): Command => ({ _tag: "Renounce", by, at })
const agent = { _tag: "Agent", agent: "a1" } as const
const end = (cause: ExternalCause, at = NOW): Command => ({ _tag: "End", cause, by: agent, at })
const expire = (at: number): Command => ({ _tag: "Expire", at })

/** Applies commands in order. A refused command fails the test. */
const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

const refusal = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })

describe("a grant", () => {
  it("takes effect at once, without acceptance by the spouse", () => {
    expect(stateAfter(grant())).toEqual({
      _tag: "Granted",
      id: 1,
      holder: "ada",
      spouse: "bob",
      lastDay: null,
      at: NOW,
    })
  })

  it("is recorded under the same id and changes nothing when it is repeated in the same terms", () => {
    const granted = stateAfter(grant())
    expect(decide(grant({ id: 2, at: NOW + 1 }), granted)).toEqual(
      Result.succeed([{ _tag: "DelegationGrantRepeated", id: 1, at: NOW + 1 }]),
    )
    expect(stateAfter(grant(), grant({ id: 2, at: NOW + 1 }))).toEqual(granted)
  })

  it.each([
    ["a last day", grant({ id: 2, lastDay: LAST_DAY })],
    ["another spouse", grant({ id: 2, spouse: "eve" })],
    ["another holder", grant({ id: 2, holder: "eve" })],
  ])("is refused with the id in force when it is repeated with %s", (_, command) => {
    const refused = decide(command, stateAfter(grant()))
    expect(Result.isFailure(refused) && refused.failure).toMatchObject({ _tag: "AlreadyGranted", id: 1 })
  })

  it.each([
    [LAST_MOMENT, "accepted"],
    [OVER, "LastDayPast"],
  ])("is possible through its last day in Paris: at %i it is %s", (at, expected) => {
    expect(refusal(initial, grant({ lastDay: LAST_DAY, at }))).toBe(expected)
  })

  it("is refused on an ended delegation, which never becomes live again", () => {
    expect(refusal(stateAfter(grant(), revoke()), grant({ id: 2 }))).toBe("NotAllowed")
  })
})

describe("the end of a delegation", () => {
  it("comes when the holder revokes it, at any time", () => {
    expect(stateAfter(grant(), revoke())).toEqual({
      _tag: "Ended",
      id: 1,
      holder: "ada",
      spouse: "bob",
      cause: "RevokedByHolder",
      by: { _tag: "Person", person: "ada" },
      at: NOW,
    })
  })

  it("comes when the spouse renounces it", () => {
    expect(stateAfter(grant(), renounce())).toMatchObject({
      cause: "RenouncedBySpouse",
      by: { _tag: "Person", person: "bob" },
    })
  })

  it("is refused to the spouse who revokes, to the holder who renounces, and to any other person", () => {
    const granted = stateAfter(grant())
    expect([revoke("bob"), revoke("eve")].map((command) => refusal(granted, command))).toEqual(
      Array(2).fill("NotTheHolder"),
    )
    expect([renounce("ada"), renounce("eve")].map((command) => refusal(granted, command))).toEqual(
      Array(2).fill("NotTheDelegate"),
    )
  })

  it.each(ExternalCause.literals)("by %s records that cause and the actor", (cause) => {
    expect(stateAfter(grant(), end(cause))).toMatchObject({ _tag: "Ended", cause, by: agent })
  })

  it.each([
    [LAST_MOMENT, "NotOver"],
    [OVER, "accepted"],
  ])("by expiry comes after the last day: at %i it is %s", (at, expected) => {
    expect(refusal(stateAfter(grant({ lastDay: LAST_DAY })), expire(at))).toBe(expected)
  })

  it("by expiry never comes without a last day", () => {
    expect(refusal(stateAfter(grant()), expire(time("9000-01-01T00:00:00Z")))).toBe("NotOver")
  })

  it("has the cause Expired when any other cause comes after the last day", () => {
    const granted = grant({ lastDay: LAST_DAY })
    const ends = (at: number) => [revoke("ada", at), renounce("bob", at), end("Separation", at)]
    expect(ends(OVER).map((command) => stateAfter(granted, command))).toEqual(
      Array(3).fill(expect.objectContaining({ cause: "Expired", by: { _tag: "Time" } })),
    )
    expect(ends(LAST_MOMENT).map((command) => stateAfter(granted, command))).toMatchObject([
      { cause: "RevokedByHolder" },
      { cause: "RenouncedBySpouse" },
      { cause: "Separation" },
    ])
  })

  it("is final: every command after it is refused", () => {
    const ended = stateAfter(grant(), revoke())
    const all = [grant(), revoke(), renounce(), end("Death"), expire(OVER)]
    expect(all.map((command) => refusal(ended, command))).toEqual(Array(5).fill("NotAllowed"))
  })
})

const facts: DelegationFacts = {
  holder: "ada",
  spouse: "bob",
  holderAccount: "Active",
  spouseAccount: "Active",
  spouseOpenedOnFacts: false,
  today: day("2026-12-31"),
}

describe("the status of a delegation", () => {
  const granted = stateAfter(grant({ lastDay: LAST_DAY }))

  it.each([
    ["every condition is met", "Live", {}],
    ["its last day is over", "Over", { today: day("2027-01-01") }],
    ["the holder changed", "Over", { holder: "eve" }],
    ["the couple ended", "Over", { spouse: null }],
    ["another person is the spouse", "Over", { spouse: "eve" }],
    ["holder and spouse swapped roles", "Over", { holder: "bob", spouse: "ada" }],
    ["the spouse's account is legacy", "Pending", { spouseAccount: "Legacy" }],
    ["the spouse's account is migrating", "Pending", { spouseAccount: "Migrating" }],
    ["the spouse's account is closed", "Over", { spouseAccount: "Closed" }],
    ["the holder's account is legacy", "Pending", { holderAccount: "Legacy" }],
    ["the holder's account is migrating", "Pending", { holderAccount: "Migrating" }],
    ["the holder's account is closed", "Over", { holderAccount: "Closed" }],
    ["facts alone opened the spouse's account", "Unconfirmed", { spouseOpenedOnFacts: true }],
  ] as const)("is, when %s, %s", (_, expected, change) => {
    expect(delegationStatus(granted, { ...facts, ...change })).toBe(expected)
    expect(isLive(granted, { ...facts, ...change })).toBe(expected === "Live")
  })

  it("is Live after the holder granted it, or granted it again, to an account that facts alone opened", () => {
    const onFacts = { ...facts, spouseOpenedOnFacts: true }
    const toActive = { lastDay: LAST_DAY, toActive: true }
    expect(delegationStatus(stateAfter(grant(toActive)), onFacts)).toBe("Live")
    expect(delegationStatus(stateAfter(grant({ lastDay: LAST_DAY }), grant(toActive)), onFacts)).toBe("Live")
    const repeated = stateAfter(grant({ lastDay: LAST_DAY }), grant({ lastDay: LAST_DAY }))
    expect(delegationStatus(repeated, onFacts)).toBe("Unconfirmed")
  })

  it("is None before the grant and Over after the end", () => {
    expect(delegationStatus(initial, facts)).toBe("None")
    expect(delegationStatus(stateAfter(grant(), revoke()), facts)).toBe("Over")
  })

  it("is Live in exactly one combination of everything that it depends on", () => {
    const accounts: ReadonlyArray<AccountState> = ["Legacy", "Migrating", "Active", "Closed"]
    const all = [initial, granted, stateAfter(grant(), revoke())].flatMap((delegation) =>
      ["ada", "eve"].flatMap((holder) =>
        ["bob", "eve", null].flatMap((spouse) =>
          accounts.flatMap((holderAccount) =>
            accounts.flatMap((spouseAccount) =>
              [LAST_DAY, day("2027-01-01")].flatMap((today) =>
                [true, false].map((spouseOpenedOnFacts) =>
                  isLive(delegation, { holder, spouse, holderAccount, spouseAccount, spouseOpenedOnFacts, today }),
                ),
              ),
            ),
          ),
        ),
      ),
    )
    expect(all.filter((isLiveNow) => isLiveNow)).toHaveLength(1)
  })
})

const alphabet = (): ReadonlyArray<Command> => [
  grant(),
  grant({ toActive: true }),
  grant({ id: 2 }),
  grant({ lastDay: LAST_DAY }),
  revoke(),
  renounce(),
  end("Separation"),
  expire(NOW),
  expire(OVER),
]

it.each(deciderLaws(machine, alphabet))("the delegation: $name", ({ broken }) => {
  expect(broken).toEqual([])
})

it("ignores an event in a state that does not cause it", () => {
  const states = explore(machine, alphabet).states
  const granted = stateAfter(grant())
  const events = states.flatMap((state) =>
    alphabet().flatMap((command) => Result.getOrElse(decide(command, state), () => [])),
  )
  const ended = stateAfter(grant(), revoke())
  expect(events.map((event) => evolve(ended, event))).toEqual(events.map(() => ended))
  const grants = events.filter(({ _tag }) => _tag === "DelegationGranted")
  expect(grants.map((event) => evolve(granted, event))).toEqual(grants.map(() => granted))
  expect(evolve(initial, { _tag: "DelegationEnded", id: 1, cause: "Death", by: agent, at: NOW })).toEqual(initial)
})
