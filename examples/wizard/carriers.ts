import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { type Language, type Notice, Notifier, routedNotifier } from "mon-compte"
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

interface Texts {
  readonly announcement: string
  readonly code: (digits: string, minutes: number) => string
}

const texts: { readonly [L in Language]: Texts } = {
  fr: {
    announcement: "Mon Compte : du nouveau dans votre compte. Connectez-vous pour en savoir plus.",
    code: (digits, minutes) =>
      `${digits} est votre code Mon Compte, pendant ${minutes} minutes. Ne le communiquez à personne.`,
  },
  en: {
    announcement: "Mon Compte: something has changed in your account. Sign in for details.",
    code: (digits, minutes) => `${digits} is your Mon Compte code, for ${minutes} minutes. Do not share it.`,
  },
}

const textOf = (notice: Notice) => {
  const { announcement, code } = texts[notice.language]
  return notice._tag === "Announcement" ? announcement : code(Redacted.value(notice.code), notice.minutes)
}

/** Text messages, which only the screen shows. A real service uses its SMS provider here. */
const textMessages = Effect.map(Inbox, ({ deliver }) =>
  Notifier.of({
    reaches: ["Mobile"],
    send: (notice) => Effect.sync(() => deliver({ kind: "TextMessage", to: notice.to.reveal(), text: textOf(notice) })),
  }),
)

/** One notifier for both kinds of contact. */
export const carriers = routedNotifier({ Email: email, Mobile: Layer.effect(Notifier, textMessages) })
