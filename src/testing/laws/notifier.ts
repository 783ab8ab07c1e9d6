import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import { type Notice, Notifier } from "../../ports/notifier.ts"
import type { NotifierSample } from "../generators/notifier.ts"
import { allTrue, isSame, reveals } from "./compare.ts"
import type { Law } from "./law.ts"

const notifierLaw = (
  name: string,
  holds: (notifier: Notifier["Service"], notices: ReadonlyArray<Notice>) => Effect.fn.Return<boolean, unknown>,
): Law<Notifier, NotifierSample> => ({
  name,
  holds: ({ emailAnnouncement, emailCode, mobileAnnouncement, mobileCode }) =>
    Effect.flatMap(Notifier, (notifier) =>
      Effect.gen(() => holds(notifier, [emailCode, mobileCode, emailAnnouncement, mobileAnnouncement])),
    ),
})

/**
 * The laws of every adapter of `Notifier`, over a carrier that accepts everything. Check each with `checkLaw` on
 * samples of `notifierSample`. The last law also holds over a carrier that refuses or fails.
 */
export const notifierLaws: ReadonlyArray<Law<Notifier, NotifierSample>> = [
  {
    name: "reaches lists at least one kind of contact, and each kind once",
    holds: () =>
      Effect.map(Notifier, ({ reaches }) => allTrue(reaches.length > 0, new Set(reaches).size === reaches.length)),
  },
  notifierLaw("a notice to a reachable kind of contact is sent, also a second time", function* (notifier, notices) {
    const reachable = notices.filter(({ to }) => notifier.reaches.includes(to._tag))
    const exits = yield* Effect.forEach([...reachable, ...reachable], (notice) => Effect.exit(notifier.send(notice)))
    return exits.every(Exit.isSuccess)
  }),
  notifierLaw("a notice to an unreachable kind of contact is undeliverable", function* (notifier, notices) {
    const unreachable = notices.filter(({ to }) => !notifier.reaches.includes(to._tag))
    const failures = yield* Effect.forEach(unreachable, (notice) =>
      Effect.match(notifier.send(notice), { onFailure: ({ _tag }) => _tag, onSuccess: () => "Sent" }),
    )
    return isSame(
      failures,
      unreachable.map(() => "Undeliverable"),
    )
  }),
  notifierLaw("no result and no error quotes the contact or the code", function* (notifier, notices) {
    const exits = yield* Effect.forEach(notices, (notice) => Effect.exit(notifier.send(notice)))
    return notices.every((notice, index) => {
      const exit = exits[index]
      const secrets = notice._tag === "ConfirmationCode" ? [Redacted.value(notice.code)] : []
      return exit !== undefined && !reveals(exit, [...secrets, notice.to.reveal()])
    })
  }),
]
