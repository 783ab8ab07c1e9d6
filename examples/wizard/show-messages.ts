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

const sortKeyOf = (message: ReceivedMessage) =>
  `${message.to} ${message.kind === "Email" ? message.subject : message.text}`

/** Shows the messages that arrive one after another, sorted by recipient and subject: carriers keep no order. */
const showArriving = Effect.fnUntraced(function* (first: Effect.Effect<Option.Option<ReceivedMessage>>) {
  const { nextSoon } = yield* Inbox
  const messages: Array<ReceivedMessage> = []
  for (let message = yield* first; Option.isSome(message); message = yield* nextSoon) messages.push(message.value)
  messages.sort((one, other) => sortKeyOf(one).localeCompare(sortKeyOf(other), "fr"))
  yield* Effect.forEach(messages, show, { discard: true })
})

/** Shows the announcements of the latest action, if there are any. */
export const showAnnouncements = Effect.flatMap(Inbox, ({ nextSoon }) => showArriving(nextSoon))

/** Shows the announcements of the latest action, of which at least one must arrive. */
export const showExpectedAnnouncements = Effect.flatMap(Inbox, ({ next }) => showArriving(next))
