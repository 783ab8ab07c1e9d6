import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { type Notice, Notifier } from "mon-compte"
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

const textOf = (notice: Notice) => {
  if (notice._tag === "Announcement") {
    return notice.language === "fr"
      ? "Mon Compte : du nouveau dans votre compte. Connectez-vous pour en savoir plus."
      : "Mon Compte: there is news in your account. Sign in to know more."
  }
  const digits = Redacted.value(notice.code)
  return notice.language === "fr"
    ? `${digits} est votre code Mon Compte, pendant ${notice.minutes} minutes. Ne le communiquez à personne.`
    : `${digits} is your Mon Compte code, for ${notice.minutes} minutes. Do not give it to anyone.`
}

/** Text messages, which go no further than the screen. A service has its provider here. */
const textMessages = Effect.map(Arrivals, ({ arrive }) =>
  Notifier.of({
    reaches: ["Mobile"],
    send: (notice) => Effect.sync(() => arrive({ kind: "TextMessage", to: notice.to.reveal(), text: textOf(notice) })),
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
