import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type Arrival, Arrivals } from "./arrivals.ts"
import { Visitor } from "./visitor.ts"
import { wordings } from "./wording.ts"

const read = Effect.fnUntraced(function* (arrival: Arrival) {
  const { language, receive } = yield* Visitor
  yield* receive(arrival, wordings[language].arrived(arrival))
})

const bringsCode = ({ text }: Arrival) => /\b\d{6}\b/.test(text)

/** Waits for one message, and shows it. */
const receiveNext = Effect.gen(function* () {
  const { next } = yield* Arrivals
  const arrival = yield* next
  if (Option.isSome(arrival)) yield* read(arrival.value)
})

/** Waits for the message that brings a code, and shows whatever comes before it. Whether it came. */
export const receiveCode = Effect.gen(function* () {
  const { next } = yield* Arrivals
  for (;;) {
    const arrival = yield* next
    if (Option.isNone(arrival)) return false
    yield* read(arrival.value)
    if (bringsCode(arrival.value)) return true
  }
})

/** Shows the news that what was just done sends for certain, and whatever comes with it. */
export const receiveCertainNews = Effect.suspend(() => Effect.andThen(receiveNext, receiveNews))

/** Shows the news that what was just done sends, to everybody it concerns. */
export const receiveNews = Effect.gen(function* () {
  const { soon } = yield* Arrivals
  for (;;) {
    const arrival = yield* soon
    if (Option.isNone(arrival)) return
    yield* read(arrival.value)
  }
})
