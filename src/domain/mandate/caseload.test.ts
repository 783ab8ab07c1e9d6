import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { deciderLaws } from "../../testing/laws/decider.ts"
import { type Command, decide, evolve, initial, register, type State } from "./caseload.ts"

const take = (person: string, number = 1, most = 2): Command => ({ _tag: "Take", person, number, most, at: 1 })
const leave = (person: string, number = 1): Command => ({ _tag: "Leave", person, number, at: 1 })

const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

it("lists the protected persons of a mandatary, in the order in which they were recorded", () => {
  expect(stateAfter(take("ada"), take("bob"), leave("ada")).cases).toEqual([{ person: "bob", number: 1 }])
})

it("takes no more persons than the policy allows, and again one after another leaves", () => {
  const full = stateAfter(take("ada"), take("bob"))
  const refused = decide(take("cleo"), full)
  expect(Result.isFailure(refused) && refused.failure).toMatchObject({
    _tag: "TooManyMandates",
    field: "mandatary",
    most: 2,
  })
  expect(stateAfter(take("ada"), take("bob"), leave("ada"), take("cleo")).cases).toHaveLength(2)
})

it("refuses to let a person leave who is not in the list, or under another number", () => {
  const refused = Result.fail(expect.objectContaining({ _tag: "MandateUnknown" }))
  expect(decide(leave("ada"), initial)).toEqual(refused)
  expect(decide(leave("ada", 2), stateAfter(take("ada")))).toEqual(refused)
})

const alphabet = ({ cases }: State): ReadonlyArray<Command> =>
  cases.length > 2 ? [leave("ada")] : [take("ada", 1, 3), take("bob", 2, 3), leave("ada"), leave("bob", 2)]

it.each(deciderLaws(register, alphabet))("the caseload: $name", ({ broken }) => {
  expect(broken).toEqual([])
})
