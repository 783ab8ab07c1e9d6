import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { deciderLaws } from "../../testing/laws/decider.ts"
import { decide, evolve, initial, register, type State } from "./account-allowance.ts"

const HOUR = 3_600_000
const limits = { perContact: 10, perDay: 20 }
const request = (at: number, ...contacts: readonly [string, ...ReadonlyArray<string>]) =>
  ({ _tag: "Request", contacts, ...limits, at }) as const

/** `times` requests at the same moment, each for the contact that `contactOf` names. */
const after = (times: number, contactOf: (index: number) => string): State =>
  Array.from({ length: times }, (_, index) => contactOf(index)).reduce(
    (state, contact) => Result.getOrThrow(decide(request(0, contact), state)).reduce(evolve, state),
    initial,
  )

const refusalOf = (state: State, command: ReturnType<typeof request>) => {
  const answer = decide(command, state)
  return Result.isFailure(answer) ? answer.failure : null
}

it("allows an account ten codes to one contact in 24 hours, and refuses the eleventh", () => {
  expect(
    refusalOf(
      after(9, () => "a"),
      request(HOUR, "a"),
    ),
  ).toBeNull()
  expect(
    refusalOf(
      after(10, () => "a"),
      request(HOUR, "a"),
    ),
  ).toMatchObject({
    _tag: "TooManyMessages",
    retryAt: 24 * HOUR + 1,
    waitSeconds: 23 * 3_600 + 1,
  })
  expect(
    refusalOf(
      after(10, () => "a"),
      request(HOUR, "b"),
    ),
  ).toBeNull()
})

it("allows an account twenty codes to all contacts, and then refuses by another name", () => {
  const toMany = (times: number) => after(times, (index) => `contact ${index}`)
  expect(refusalOf(toMany(19), request(HOUR, "a"))).toBeNull()
  expect(refusalOf(toMany(20), request(HOUR, "a"))).toMatchObject({ _tag: "TooManyCodesRequested" })
})

it("counts a contact whose blind index was made with a former key", () => {
  const former = after(10, () => "former")
  expect(refusalOf(former, request(HOUR, "present", "former"))).toMatchObject({ _tag: "TooManyMessages" })
  expect(refusalOf(former, request(HOUR, "present"))).toBeNull()
})

it("allows the next code once the oldest is more than 24 hours old, and drops it", () => {
  const full = after(10, () => "a")
  expect(refusalOf(full, request(24 * HOUR, "a"))).not.toBeNull()
  const next = Result.getOrThrow(decide(request(24 * HOUR + 1, "a"), full)).reduce(evolve, full)
  expect(next.requested).toEqual([{ contact: "a", at: 24 * HOUR + 1 }])
})

const alphabet = () =>
  [0, 1, 25 * HOUR].flatMap((at) =>
    ["a", "b"].map((contact) => ({ _tag: "Request", contacts: [contact], perContact: 1, perDay: 2, at }) as const),
  )

it.each(deciderLaws(register, alphabet))("the register $name", ({ broken }) => {
  expect(broken).toEqual([])
})
