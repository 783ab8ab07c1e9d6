import { inspect } from "node:util"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import { type SmtpOptions, smtpNotifier } from "../../adapters/smtp/index.ts"
import { restore } from "../../src/domain/contact/contact.ts"
import { type ConfirmationCode, Notifier } from "../../src/ports/notifier.ts"
import { type ProtocolStep, type Reaction, type Script, scriptedRelay } from "./scripted-relay.ts"

/** A notice whose address and code must never appear in a log or an error. */
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

/** A notifier that sends in cleartext to a scripted relay. */
export const sender = (port: number, options: Partial<SmtpOptions> = {}) =>
  smtpNotifier({
    host: "127.0.0.1",
    port,
    encryption: "NONE_CODES_TRAVEL_IN_CLEARTEXT",
    from: { name: "Mon Compte", address: "no-reply@caf.example.org" },
    timeout: "3 seconds",
    ...options,
  })

export const send = (notice: ConfirmationCode) => Notifier.use(({ send }) => send(notice))

/** A logger that collects every log entry, printed in several forms. */
export const captureLogs = () => {
  const logs: Array<string> = []
  const logger = Logger.make(({ cause, message }) => {
    logs.push(inspect(message, { depth: 9 }), JSON.stringify(message), inspect(cause, { depth: 9 }))
  })
  return { logs, layer: Logger.layer([logger]) }
}

/** Sends the notice through a relay that follows the script, and reports the outcomes, the logs and the messages. */
export const sendThrough = async (script: Script, options?: Partial<SmtpOptions>, times = 1) => {
  await using relay = await scriptedRelay(script)
  const { layer, logs } = captureLogs()
  const exits = await Effect.runPromise(
    Effect.forEach(Array.from({ length: times }), () => Effect.exit(send(notice))).pipe(
      Effect.provide(Layer.provideMerge(sender(relay.port, options), layer)),
    ),
  )
  const printed = [...logs, ...exits.map((exit) => `${inspect(exit, { depth: 9 })} ${JSON.stringify(exit)}`)].join("\n")
  const outcomes = exits.map((exit) =>
    Exit.isSuccess(exit)
      ? "sent"
      : exit.cause.reasons.map((reason) => (reason._tag === "Fail" ? reason.error._tag : "?"))[0],
  )
  return { outcomes, printed, messages: relay.messages, count: relay.count }
}

/** A script that reacts to one step of the protocol, every time. */
export const at =
  (step: ProtocolStep, reaction: Reaction): Script =>
  (current) =>
    current === step ? reaction : undefined
