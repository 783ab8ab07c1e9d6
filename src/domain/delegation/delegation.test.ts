import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { explore, machineLaws } from "../../testing/machine.laws.ts"
import { CivilDate } from "../civil-date/civil-date.ts"
import { type CauseAround, type Command, decide, evolve, initial, machine, type State } from "./delegation.ts"
import { type AccountState, type Facts, isLive, standing } from "./live.ts"

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
} = {}): Command => ({
  _tag: "Grant",
  id,
  holder,
  spouse,
  lastDay,
  at,
})
const revoke = (by = "ada", at = NOW): Command => ({ _tag: "Revoke", by, at })
const renounce = (by = "bob", at = NOW): Command => ({ _tag: "Renounce", by, at })
const agent = { _tag: "Agent", agent: "a1" } as const
const end = (cause: CauseAround, at = NOW): Command => ({ _tag: "End", cause, by: agent, at })
const expire = (at: number): Command => ({ _tag: "Expire", at })

/** Gives commands one after the other; a refused one fails the test. */
const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

const refusal = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })

describe("granting", () => {
  it("needs no acceptance: it is granted at once", () => {
    expect(stateAfter(grant())).toEqual({
      _tag: "Granted",
      id: 1,
      holder: "ada",
      spouse: "bob",
      lastDay: null,
      at: NOW,
    })
  })

  it("twice in the same terms is noted, under the same id, and changes nothing", () => {
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
  ])("twice, the second time with %s, is refused, and says which is in force", (_, command) => {
    const refused = decide(command, stateAfter(grant()))
    expect(Result.isFailure(refused) && refused.failure).toMatchObject({ _tag: "AlreadyGranted", id: 1 })
  })

  it.each([
    [LAST_MOMENT, "accepted"],
    [OVER, "LastDayPast"],
  ])("until a last day is possible through that day, in Paris: at %i it is %s", (at, expected) => {
    expect(refusal(initial, grant({ lastDay: LAST_DAY, at }))).toBe(expected)
  })

  it("is not possible again once it has ended: another is another machine, with another id", () => {
    expect(refusal(stateAfter(grant(), revoke()), grant({ id: 2 }))).toBe("NotAllowed")
  })
})

describe("the end", () => {
  it("comes when the holder revokes, at any time", () => {
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

  it("comes when the spouse renounces", () => {
    expect(stateAfter(grant(), renounce())).toMatchObject({
      cause: "RenouncedBySpouse",
      by: { _tag: "Person", person: "bob" },
    })
  })

  it("is not the spouse's to revoke, nor the holder's to renounce, nor anybody else's", () => {
    const granted = stateAfter(grant())
    expect([revoke("bob"), revoke("eve")].map((command) => refusal(granted, command))).toEqual(
      Array(2).fill("NotTheHolder"),
    )
    expect([renounce("ada"), renounce("eve")].map((command) => refusal(granted, command))).toEqual(
      Array(2).fill("NotTheDelegate"),
    )
  })

  it.each(["Separation", "HolderChanged", "SpouseLeft", "Death", "FileClosed", "AccountClosed"] as const)(
    "by %s keeps that cause and who caused it",
    (cause) => {
      expect(stateAfter(grant(), end(cause))).toMatchObject({ _tag: "Ended", cause, by: agent })
    },
  )

  it.each([
    [LAST_MOMENT, "NotOver"],
    [OVER, "accepted"],
  ])("by time comes after the last day: at %i it is %s", (at, expected) => {
    expect(refusal(stateAfter(grant({ lastDay: LAST_DAY })), expire(at))).toBe(expected)
  })

  it("by time never comes without a last day", () => {
    expect(refusal(stateAfter(grant()), expire(time("9000-01-01T00:00:00Z")))).toBe("NotOver")
  })

  it("has the first of its causes: what comes after the last day finds it expired", () => {
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

  it("is the end: nothing can be done after it", () => {
    const ended = stateAfter(grant(), revoke())
    const all = [grant(), revoke(), renounce(), end("Death"), expire(OVER)]
    expect(all.map((command) => refusal(ended, command))).toEqual(Array(5).fill("NotAllowed"))
  })
})

const facts: Facts = {
  holder: "ada",
  spouse: "bob",
  holderAccount: "Active",
  spouseAccount: "Active",
  today: day("2026-12-31"),
}

describe("a delegation is live", () => {
  const granted = stateAfter(grant({ lastDay: LAST_DAY }))

  it.each([
    ["everything holds", {}, "Live"],
    ["it is past its last day", { today: day("2027-01-01") }, "Over"],
    ["the holder changed", { holder: "eve" }, "Over"],
    ["the couple ended", { spouse: null }, "Over"],
    ["the spouse is another", { spouse: "eve" }, "Over"],
    ["holder and spouse changed places", { holder: "bob", spouse: "ada" }, "Over"],
    ["the spouse's account is legacy", { spouseAccount: "Legacy" }, "Pending"],
    ["the spouse's account is migrating", { spouseAccount: "Migrating" }, "Pending"],
    ["the spouse's account is closed", { spouseAccount: "Closed" }, "Over"],
    ["the holder's account is legacy", { holderAccount: "Legacy" }, "Pending"],
    ["the holder's account is migrating", { holderAccount: "Migrating" }, "Pending"],
    ["the holder's account is closed", { holderAccount: "Closed" }, "Over"],
  ] as const)("or not: when %s", (_, change, expected) => {
    expect(standing(granted, { ...facts, ...change })).toBe(expected)
    expect(isLive(granted, { ...facts, ...change })).toBe(expected === "Live")
  })

  it("neither before it is granted nor after it ended", () => {
    expect(standing(initial, facts)).toBe("None")
    expect(standing(stateAfter(grant(), revoke()), facts)).toBe("Over")
  })

  it("in exactly one of all the combinations of what it rests on", () => {
    const accounts: ReadonlyArray<AccountState> = ["Legacy", "Migrating", "Active", "Closed"]
    const all = [initial, granted, stateAfter(grant(), revoke())].flatMap((delegation) =>
      ["ada", "eve"].flatMap((holder) =>
        ["bob", "eve", null].flatMap((spouse) =>
          accounts.flatMap((holderAccount) =>
            accounts.flatMap((spouseAccount) =>
              [LAST_DAY, day("2027-01-01")].map((today) =>
                isLive(delegation, { holder, spouse, holderAccount, spouseAccount, today }),
              ),
            ),
          ),
        ),
      ),
    )
    expect(all.filter((live) => live)).toHaveLength(1)
  })
})

const alphabet = (): ReadonlyArray<Command> => [
  grant(),
  grant({ id: 2 }),
  grant({ lastDay: LAST_DAY }),
  revoke(),
  renounce(),
  end("Separation"),
  expire(NOW),
  expire(OVER),
]

it.each(machineLaws(machine, alphabet))("the machine $name", ({ broken }) => {
  expect(broken).toEqual([])
})

it("an event out of place changes nothing", () => {
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
