import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { deciderLaws } from "../../testing/laws/decider.ts"
import { decide, evolve, initial, register, type State } from "./send-allowance.ts"

const HOUR = 3_600_000
const send = (at: number) => ({ _tag: "Send", perDay: 10, at }) as const

const sentEvery = (hours: number, times: number): State =>
  Array.from({ length: times }, (_, index) => index * hours * HOUR).reduce(
    (state, at) => Result.getOrThrow(decide(send(at), state)).reduce(evolve, state),
    initial,
  )

it("allows ten messages in 24 hours, and refuses the eleventh", () => {
  expect(Result.isSuccess(decide(send(9 * HOUR), sentEvery(1, 9)))).toBe(true)
  expect(Result.isSuccess(decide(send(10 * HOUR), sentEvery(1, 10)))).toBe(false)
})

it("allows the next message once the oldest is more than 24 hours old, and answers when", () => {
  const full = sentEvery(1, 10)
  const answer = decide(send(24 * HOUR), full)
  expect(Result.isFailure(answer) && answer.failure).toMatchObject({ retryAt: 24 * HOUR + 1, waitSeconds: 1 })
  expect(Result.isSuccess(decide(send(24 * HOUR + 1), full))).toBe(true)
})

it("drops messages that are more than a day old", () => {
  const { sentAt } = Result.getOrThrow(decide(send(40 * HOUR), sentEvery(1, 10))).reduce(evolve, sentEvery(1, 10))
  expect(sentAt).toEqual([40 * HOUR])
})

it("counts no message for a suppressed request", () => {
  const [suppressed] = Result.getOrThrow(decide({ _tag: "Suppress", at: 1 }, initial))
  expect(suppressed && evolve(initial, suppressed)).toEqual(initial)
})

const alphabet = () =>
  [0, 1, 25 * HOUR].flatMap(
    (at) =>
      [
        { _tag: "Send", perDay: 2, at },
        { _tag: "Suppress", at },
      ] as const,
  )

it.each(deciderLaws(register, alphabet))("the register $name", ({ broken }) => {
  expect(broken).toEqual([])
})
