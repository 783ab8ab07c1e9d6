import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import { type Notice, Notifier } from "../ports/notifier.ts"
import type { NotifierSample } from "./notifier.arbitrary.ts"
import { all, type Law, same, shows } from "./port.laws.ts"

const law = (
  name: string,
  kept: (notifier: Notifier["Service"], notices: ReadonlyArray<Notice>) => Effect.fn.Return<boolean, unknown>,
): Law<Notifier, NotifierSample> => ({
  name,
  kept: (sample) =>
    Effect.flatMap(Notifier, (notifier) =>
      Effect.gen(() => kept(notifier, [sample.Email, sample.Mobile, sample.told.Email, sample.told.Mobile])),
    ),
})

/** What a notifier promises when its carrier takes all it is handed. The last law holds whatever the carrier does. */
export const notifierLaws: ReadonlyArray<Law<Notifier, NotifierSample>> = [
  {
    name: "it reaches some kind of contact, each named once",
    kept: () =>
      Effect.map(Notifier, ({ reaches }) => all(reaches.length > 0, new Set(reaches).size === reaches.length)),
  },
  law("a notice to a kind it reaches is taken, and so is the same notice again", function* (notifier, notices) {
    const reached = notices.filter(({ to }) => notifier.reaches.includes(to._tag))
    const exits = yield* Effect.forEach([...reached, ...reached], (notice) => Effect.exit(notifier.send(notice)))
    return exits.every(Exit.isSuccess)
  }),
  law("a notice to a kind it does not reach is undeliverable", function* (notifier, notices) {
    const others = notices.filter(({ to }) => !notifier.reaches.includes(to._tag))
    const failures = yield* Effect.forEach(others, (notice) =>
      Effect.match(notifier.send(notice), { onFailure: ({ _tag }) => _tag, onSuccess: () => "Sent" }),
    )
    return same(
      failures,
      others.map(() => "Undeliverable"),
    )
  }),
  law("what comes of it quotes neither contact nor code", function* (notifier, notices) {
    const exits = yield* Effect.forEach(notices, (notice) => Effect.exit(notifier.send(notice)))
    return notices.every((notice, index) => {
      const exit = exits[index]
      const secrets = notice._tag === "ConfirmationCode" ? [Redacted.value(notice.code)] : []
      return exit !== undefined && !shows(exit, [...secrets, notice.to.reveal()])
    })
  }),
]
