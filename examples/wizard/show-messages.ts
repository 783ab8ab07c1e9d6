import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { codeIn } from "./code.ts"
import { Inbox, type ReceivedMessage } from "./inbox.ts"
import { Visitor } from "./visitor.ts"
import { wordings } from "./wording.ts"

const show = Effect.fnUntraced(function* (message: ReceivedMessage) {
  const { language, showMessage } = yield* Visitor
  yield* showMessage(message, wordings[language].receivedMessage(message))
})

const containsCode = ({ text }: ReceivedMessage) => codeIn(text) !== null

/** Waits for the next message and shows it. */
const showNext = Effect.gen(function* () {
  const { next } = yield* Inbox
  const message = yield* next
  if (Option.isSome(message)) yield* show(message.value)
})

/** Shows messages until one contains a code. Returns whether one arrived. */
export const showCodeMessage = Effect.gen(function* () {
  const { next } = yield* Inbox
  for (;;) {
    const message = yield* next
    if (Option.isNone(message)) return false
    yield* show(message.value)
    if (containsCode(message.value)) return true
  }
})

/** Shows the announcements of the latest action, if there are any. */
export const showAnnouncements = Effect.gen(function* () {
  const { nextSoon } = yield* Inbox
  for (;;) {
    const message = yield* nextSoon
    if (Option.isNone(message)) return
    yield* show(message.value)
  }
})

/** Shows the announcements of the latest action, of which at least one must arrive. */
export const showExpectedAnnouncements = Effect.suspend(() => Effect.andThen(showNext, showAnnouncements))
