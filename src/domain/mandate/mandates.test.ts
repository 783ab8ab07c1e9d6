import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { deciderLaws } from "../../testing/laws/decider.ts"
import { CivilDate } from "../civil-date/civil-date.ts"
import { EndCause } from "./mandate.ts"
import { mandatePolicies } from "./mandate-policy.ts"
import { type Command, decide, ENDED_KEPT, evolve, inForce, initial, register, type State } from "./mandates.ts"
import { latestOf, leftTo, mandateStatus } from "./status.ts"

const day = (text: string) => CivilDate.make(text)
const time = (text: string) => Date.parse(text)
const NOW = time("2026-11-23T12:00:00Z")
const TODAY = day("2026-11-23")
/** In Paris, the last day of 2026 ends at 23:00 UTC. */
const LAST_DAY = day("2026-12-31")
const LAST_MOMENT = time("2026-12-31T22:59:59.999Z")
const OVER = LAST_MOMENT + 1
const by = { _tag: "Agent", agent: "a1" } as const

type RecordFields = Partial<Extract<Command, { readonly _tag: "Record" }>>
type ChangeFields = Partial<Extract<Command, { readonly _tag: "Change" }>>

const holder = { mandatary: "gus", organisation: null, toActive: true }
const terms = { powers: ["View", "Declare"], leaves: "Everything", lastDay: null, reference: "sealed" } as const

const record = (fields: RecordFields = {}): Command => ({
  _tag: "Record",
  person: "ada",
  kind: "Guardianship",
  ...holder,
  ...terms,
  from: TODAY,
  replaces: null,
  policy: mandatePolicies.standard,
  by,
  at: NOW,
  ...fields,
})
const change = (fields: ChangeFields = {}): Command => ({
  _tag: "Change",
  person: "ada",
  number: 1,
  ...holder,
  ...terms,
  by,
  at: NOW,
  ...fields,
})
const end = (number = 1, cause: EndCause = "Lifted", at = NOW): Command => ({ _tag: "End", number, cause, by, at })
const expire = (at: number, number = 1): Command => ({ _tag: "Expire", number, at })

const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

const answer = (state: State, command: Command) =>
  Result.match(decide(command, state), {
    onFailure: (refusal) => ("field" in refusal ? `${refusal._tag}: ${refusal.field}` : refusal._tag),
    onSuccess: () => "accepted",
  })

describe("a mandate", () => {
  it("is recorded with a number, and in force until it ends", () => {
    expect(inForce(stateAfter(record()))).toMatchObject([{ number: 1, mandatary: "gus", ended: null }])
  })

  it.each([
    [{ powers: [] }, "MandateTermsRefused: powers"],
    [{ powers: ["View"], leaves: "Viewing" }, "MandateTermsRefused: leaves"],
    [{ from: day("2026-11-24") }, "MandateDaysRefused: from"],
    [{ from: TODAY }, "accepted"],
    [{ lastDay: day("2026-11-22") }, "MandateDaysRefused: lastDay"],
    [{ lastDay: TODAY }, "accepted"],
    [{ from: TODAY, lastDay: TODAY }, "accepted"],
    [{ mandatary: "ada" }, "OwnMandatary"],
    [{ replaces: 1 }, "MandateUnknown"],
  ] as const)("recorded with %o is answered %s", (fields, expected) => {
    expect(answer(initial, record(fields))).toBe(expected)
  })

  it("of one mandatary exists once over a person, and again after its end under a new number", () => {
    expect(answer(stateAfter(record()), record())).toBe("AlreadyMandatary")
    const again = stateAfter(record(), end(), record())
    expect(again.mandates.map(({ ended, number }) => [number, ended?.cause ?? null])).toEqual([
      [1, "Lifted"],
      [2, null],
    ])
  })

  it("is limited to the most of the policy over one person", () => {
    const four = ["g1", "g2", "g3", "g4"].map((mandatary) => record({ mandatary }))
    expect(answer(stateAfter(...four.slice(0, 3)), record({ mandatary: "g5" }))).toBe("accepted")
    expect(answer(stateAfter(...four), record({ mandatary: "g5" }))).toBe("TooManyMandates: person")
    expect(answer(stateAfter(...four), record({ mandatary: "g5", replaces: 2 }))).toBe("accepted")
  })

  it("that replaces another ends it in the same decision", () => {
    expect(stateAfter(record(), record({ mandatary: "lea", replaces: 1 })).mandates).toMatchObject([
      { number: 1, ended: { cause: "Replaced", by } },
      { number: 2, mandatary: "lea", ended: null },
    ])
  })

  it("goes to another professional of an organisation, and never to another relative", () => {
    const ofOrganisation = stateAfter(record({ organisation: "Udaf 33" }))
    const other = change({ mandatary: "lea", organisation: "Udaf 33" })
    expect(answer(ofOrganisation, other)).toBe("accepted")
    expect(answer(stateAfter(record()), change({ mandatary: "lea" }))).toBe("NotOfAnOrganisation")
    expect(answer(ofOrganisation, change({ mandatary: "ada" }))).toBe("OwnMandatary")
    const two = stateAfter(record({ organisation: "Udaf 33" }), record({ mandatary: "lea" }))
    expect(answer(two, other)).toBe("AlreadyMandatary")
  })

  it.each(EndCause.literals)("that ends by %s is final", (cause) => {
    const ended = stateAfter(record(), end(1, cause))
    expect(ended.mandates).toMatchObject([{ ended: { cause, by } }])
    for (const command of [change(), end(), expire(OVER)]) expect(answer(ended, command)).toBe("MandateOver")
  })

  it.each([
    [LAST_MOMENT, "MandateNotOver", "Lifted"],
    [OVER, "accepted", "Expired"],
  ] as const)("with a last day ends after it, in Paris: at %i it is %s", (at, expected, cause) => {
    const state = stateAfter(record({ lastDay: LAST_DAY }))
    expect(answer(state, expire(at))).toBe(expected)
    expect(stateAfter(record({ lastDay: LAST_DAY }), end(1, "Lifted", at)).mandates[0]?.ended?.cause).toBe(cause)
    expect(answer(state, change({ at, lastDay: null }))).toBe(at === OVER ? "MandateOver" : "accepted")
  })

  it("that ended stays in the list of the ten latest, and no number is used twice", () => {
    const commands = Array.from({ length: 13 }, (_, index) => [record(), end(index + 1)]).flat()
    const state = stateAfter(...commands, record())
    expect(state.mandates.map(({ number }) => number)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
    expect(state.mandates.filter(({ ended }) => ended !== null)).toHaveLength(ENDED_KEPT)
    expect(answer(state, end(2))).toBe("MandateOver")
    expect(answer(state, end(99))).toBe("MandateUnknown")
    expect(answer(state, end(Number.NaN))).toBe("MandateUnknown")
  })
})

describe("the status of a mandate", () => {
  const [mandate] = stateAfter(record({ lastDay: LAST_DAY, toActive: false })).mandates
  const facts = { today: LAST_DAY, openedOnFacts: false }

  it.each([
    ["its last day", "Live", {}],
    ["the day after", "Over", { today: day("2027-01-01") }],
    ["a space that facts alone opened later", "Unconfirmed", { openedOnFacts: true }],
  ] as const)("is, on %s, %s", (_, expected, changed) => {
    expect(mandate && mandateStatus(mandate, { ...facts, ...changed })).toBe(expected)
  })

  it("is live where an agent confirmed the mandatary after facts opened their space", () => {
    const [confirmed] = stateAfter(record({ toActive: false }), change()).mandates
    expect(confirmed && mandateStatus(confirmed, { ...facts, openedOnFacts: true })).toBe("Live")
  })

  it("of a mandatary is that of the mandate in force, or else of the latest", () => {
    expect(latestOf(stateAfter(record(), end(), record()), "gus")?.number).toBe(2)
    expect(latestOf(stateAfter(record(), end()), "gus")?.ended?.cause).toBe("Lifted")
    expect(latestOf(initial, "gus")).toBeUndefined()
  })
})

it("a court leaves viewing only as long as one mandate says so", () => {
  const limited = record({ leaves: "Viewing", lastDay: LAST_DAY })
  expect(leftTo(initial, TODAY)).toBe("Everything")
  expect(leftTo(stateAfter(record()), TODAY)).toBe("Everything")
  expect(leftTo(stateAfter(limited, record({ mandatary: "lea" })), LAST_DAY)).toBe("Viewing")
  expect(leftTo(stateAfter(limited), day("2027-01-01"))).toBe("Everything")
  expect(leftTo(stateAfter(limited, end()), TODAY)).toBe("Everything")
})

const alphabet = ({ count }: State): ReadonlyArray<Command> =>
  count >= 3
    ? [end(1), end(2), expire(OVER)]
    : [
        record(),
        record({ lastDay: LAST_DAY, organisation: "Udaf 33" }),
        record({ mandatary: "lea", replaces: 1 }),
        change({ leaves: "Viewing" }),
        change({ mandatary: "lea", organisation: "Udaf 33" }),
        end(),
        expire(OVER),
      ]

it.each(deciderLaws(register, alphabet))("the mandates over a person: $name", ({ broken }) => {
  expect(broken).toEqual([])
})
