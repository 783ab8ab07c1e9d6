import { inspect } from "node:util"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import { type SmtpOptions, smtpNotifier } from "../../adapters/smtp/index.ts"
import { restore } from "../../src/domain/contact/contact.ts"
import { type ConfirmationCode, Notifier } from "../../src/ports/notifier.ts"
import { type Script, scriptedRelay } from "./scripted-relay.ts"

/** A notice whose address and code must never be overheard. */
export const notice: ConfirmationCode = {
  _tag: "ConfirmationCode",
  id: "challenge.1",
  to: restore("Email", "canary@example.org"),
  language: "fr",
  purpose: "migration",
  code: Redacted.make("918273"),
  number: 1,
  expiresAt: Date.UTC(2026, 10, 23, 9, 10),
  minutes: 10,
}

/** Sends in clear, as scripted relays want it. */
export const sender = (port: number, options: Partial<SmtpOptions> = {}) =>
  smtpNotifier({
    host: "127.0.0.1",
    port,
    encryption: "NONE_ANYONE_ON_THE_WAY_READS_THE_CODES",
    from: { name: "Mon Compte", address: "no-reply@caf.example.org" },
    timeout: "3 seconds",
    ...options,
  })

export const send = (notice: ConfirmationCode) => Notifier.use(({ send }) => send(notice))

/** Everything a run says, in any form. */
export const overheard = () => {
  const said: Array<string> = []
  const logger = Logger.make(({ cause, message }) => {
    said.push(inspect(message, { depth: 9 }), JSON.stringify(message), inspect(cause, { depth: 9 }))
  })
  return { said, layer: Logger.layer([logger]) }
}

/** Sends through a relay that follows the script, and says how it went. */
export const through = async (script: Script, options?: Partial<SmtpOptions>, times = 1) => {
  await using relay = await scriptedRelay(script)
  const { layer, said } = overheard()
  const exits = await Effect.runPromise(
    Effect.forEach(Array.from({ length: times }), () => Effect.exit(send(notice))).pipe(
      Effect.provide(Layer.provideMerge(sender(relay.port, options), layer)),
    ),
  )
  const printed = [...said, ...exits.map((exit) => `${inspect(exit, { depth: 9 })} ${JSON.stringify(exit)}`)].join("\n")
  const outcomes = exits.map((exit) =>
    Exit.isSuccess(exit)
      ? "sent"
      : exit.cause.reasons.map((reason) => (reason._tag === "Fail" ? reason.error._tag : "?"))[0],
  )
  return { outcomes, printed, letters: relay.letters, count: relay.count }
}

/** A script of one step. */
export const at =
  (moment: Parameters<Script>[0], step: ReturnType<Script>): Script =>
  (now) =>
    now === moment ? step : undefined
