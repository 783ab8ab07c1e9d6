import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Notifier, routedNotifier, shortTextOf } from "mon-compte"
import { smtpNotifier } from "mon-compte/adapters/smtp"
import { Inbox } from "./inbox.ts"
import { mailServer } from "./mail-server.ts"

/** E-mail through the mail server of the example. */
const email = Layer.unwrap(
  Effect.map(mailServer, ({ ca, port }) =>
    smtpNotifier({
      host: "127.0.0.1",
      port,
      tls: { ca, servername: "localhost" },
      from: { name: "Mon Compte", address: "ne-pas-repondre@moncompte.example.org" },
    }),
  ),
)

/** Text messages, which only the screen shows. A real service uses its SMS provider here. */
const textMessages = Effect.map(Inbox, ({ deliver }) =>
  Notifier.of({
    reaches: ["Mobile"],
    send: (notice) =>
      Effect.sync(() =>
        deliver({ kind: "TextMessage", to: notice.to.reveal(), text: shortTextOf(notice, { service: "Mon Compte" }) }),
      ),
  }),
)

/** One notifier for both kinds of contact. */
export const carriers = routedNotifier({ Email: email, Mobile: Layer.effect(Notifier, textMessages) })
