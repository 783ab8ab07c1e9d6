import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Notifier } from "mon-compte"
import { smtpNotifier } from "mon-compte/adapters/smtp"
import { Arrivals } from "./arrivals.ts"
import { postOffice } from "./post-office.ts"

/** Letters, through a mail server started for the occasion. */
const letters = Layer.unwrap(
  Effect.map(postOffice, ({ ca, port }) =>
    smtpNotifier({
      host: "127.0.0.1",
      port,
      tls: { ca, servername: "localhost" },
      from: { name: "Mon Compte", address: "ne-pas-repondre@moncompte.example.org" },
    }),
  ),
)

/** Text messages, which go no further than the screen. A service has its provider here. */
const textMessages = Effect.map(Arrivals, ({ arrive }) =>
  Notifier.of({
    reaches: ["Mobile"],
    send: ({ code, language, minutes, to }) =>
      Effect.sync(() => {
        const digits = Redacted.value(code)
        arrive({
          kind: "TextMessage",
          to: to.reveal(),
          text:
            language === "fr"
              ? `${digits} est votre code Mon Compte, pendant ${minutes} minutes. Ne le communiquez à personne.`
              : `${digits} is your Mon Compte code, for ${minutes} minutes. Do not give it to anyone.`,
        })
      }),
  }),
)

/** Both carriers as one notifier: each notice goes to the one that reaches its contact. */
export const carriers = Layer.effect(
  Notifier,
  Effect.gen(function* () {
    const byLetter = yield* Notifier
    const byText = yield* textMessages
    return {
      reaches: [...byLetter.reaches, ...byText.reaches],
      send: (notice) => (notice.to._tag === "Email" ? byLetter : byText).send(notice),
    }
  }),
).pipe(Layer.provide(letters))
