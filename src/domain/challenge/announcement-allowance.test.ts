import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { deciderLaws } from "../../testing/laws/decider.ts"
import { type Command, decide, evolve, initial, register, type State } from "./announcement-allowance.ts"

const MINUTE = 60_000
const announce = (at: number, about = "Granted", contact = "one"): Command => ({
  _tag: "Announce",
  message: `${about} ${contact} ${at}`,
  contact,
  about,
  contrary: about === "Granted" ? "Ended" : about === "Ended" ? "Granted" : null,
  perDay: 3,
  coalesceMinutes: 60,
  happenedAt: at,
  at,
})
/** Each answer to these commands in turn, and the last state. */
const answersTo = (...commands: ReadonlyArray<Command>) => {
  let state: State = initial
  return commands.map((command) =>
    Result.match(decide(command, state), {
      onFailure: ({ _tag }) => _tag,
      onSuccess: (events) => {
        state = events.reduce(evolve, state)
        return "Announced"
      },
    }),
  )
}

it("makes one of two announcements of a kind within the hour, in whatever order they are handled", () => {
  expect(answersTo(announce(0), announce(60 * MINUTE - 1))).toEqual(["Announced", "AlreadyAnnounced"])
  expect(answersTo(announce(0), announce(60 * MINUTE))).toEqual(["Announced", "Announced"])
  expect(answersTo(announce(60 * MINUTE - 1), announce(0))).toEqual(["Announced", "AlreadyAnnounced"])
})

it("counts the hour from the announcement that was sent, so that a chain is not silent for ever", () => {
  expect(answersTo(announce(0), announce(30 * MINUTE), announce(60 * MINUTE))).toEqual([
    "Announced",
    "AlreadyAnnounced",
    "Announced",
  ])
})

it("counts a message once, however often it is delivered", () => {
  const [first] = Result.getOrThrow(decide(announce(0), initial))
  const state = first === undefined ? initial : evolve(initial, first)
  expect(Result.flip(decide(announce(0), state))).toMatchObject({ success: { _tag: "AlreadyCounted" } })
  expect(Result.flip(decide({ ...announce(0), message: "another" }, state))).toMatchObject({
    success: { _tag: "AlreadyAnnounced" },
  })
})

it("keeps other kinds and other contacts apart", () => {
  expect(answersTo(announce(0), announce(1, "Closed"), announce(1, "Granted", "two"))).toEqual([
    "Announced",
    "Announced",
    "Announced",
  ])
})

it("announces again what was undone in between, so that the last announcement is true", () => {
  expect(answersTo(announce(0), announce(1, "Ended"), announce(2), announce(3))).toEqual([
    "Announced",
    "Announced",
    "Announced",
    "AlreadyAnnounced",
  ])
})

it("allows the last announcement of a kind in 24 hours, refuses the next, and says when", () => {
  const hours = [0, 1, 2].map((hour) => announce(hour * 60 * MINUTE))
  expect(answersTo(...hours, announce(3 * 60 * MINUTE), announce(3 * 60 * MINUTE, "Closed"))).toEqual([
    "Announced",
    "Announced",
    "Announced",
    "TooManyAnnouncements",
    "Announced",
  ])
  const state = hours.reduce<State>(
    (before, command) => Result.getOrThrow(decide(command, before)).reduce(evolve, before),
    initial,
  )
  const DAY = 24 * 60 * MINUTE
  expect(Result.flip(decide(announce(DAY), state))).toMatchObject({ success: { retryAt: DAY + 1 } })
  expect(Result.isSuccess(decide(announce(DAY + 1), state))).toBe(true)
})

const alphabet = () => [0, 25 * 60 * MINUTE].flatMap((at) => [announce(at), announce(at, "Ended")])

it.each(deciderLaws(register, alphabet))("the register $name", ({ broken }) => {
  expect(broken).toEqual([])
})
