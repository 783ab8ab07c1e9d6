import { inspect } from "node:util"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import { type SmppOptions, smppNotifier } from "../../adapters/smpp/index.ts"
import { restore } from "../../src/domain/contact/contact.ts"
import { type ConfirmationCode, Notifier } from "../../src/ports/notifier.ts"
import { type ProtocolStep, type Reaction, type Script, scriptedCentre } from "./scripted-centre.ts"

/** A notice whose number and code must never appear in a log or an error. */
export const notice = (change: Partial<ConfirmationCode> = {}): ConfirmationCode => ({
  _tag: "ConfirmationCode",
  id: "challenge.1",
  to: restore("Mobile", "+33639981234"),
  language: "fr",
  purpose: "migration",
  code: Redacted.make("918273"),
  number: 1,
  expiresAt: Date.UTC(2026, 10, 23, 9, 10),
  minutes: 10,
  ...change,
})

/** The secrets of that notice and of the credentials. Centres send the other secrets as `canary`. */
export const SECRETS = /canary|918273|639981234/u

/** A notifier that sends in cleartext to a scripted centre. */
export const sender = (port: number, options: Partial<SmppOptions> = {}) =>
  smppNotifier({
    host: "127.0.0.1",
    port,
    encryption: "NONE_CODES_TRAVEL_IN_CLEARTEXT",
    systemId: "mon-compte",
    password: Redacted.make("canary-8"),
    from: { address: "Mon Compte" },
    timeout: "3 seconds",
    sessionTimeout: "3 seconds",
    backOff: { first: "5 millis", longest: "20 millis" },
    ...options,
  })

export const send = (message = notice()) => Notifier.use(({ send }) => send(message))

/** Retries every 5 ms until the message is sent, like a fast outbox. */
export const untilSent = (message = notice()) =>
  send(message).pipe(Effect.retry({ schedule: Schedule.spaced("5 millis"), times: 400 }))

/** A logger that collects every log entry, printed in several forms. */
export const captureLogs = () => {
  const logs: Array<string> = []
  const logger = Logger.make(({ cause, message }) => {
    logs.push(inspect(message, { depth: 9 }), JSON.stringify(message), inspect(cause, { depth: 9 }))
  })
  return { logs, layer: Logger.layer([logger]) }
}

/** The outcome of one `send`: `sent`, or the tag of its error. */
export const outcomeOf = (exit: Exit.Exit<void, { readonly _tag: string }>) =>
  Exit.isSuccess(exit)
    ? "sent"
    : exit.cause.reasons.map((reason) => (reason._tag === "Fail" ? reason.error._tag : "?"))[0]

/** Runs work with a centre that follows the script, and reports its result, the logs and the messages. */
export const runThrough = async <A>(
  script: Script,
  work: Effect.Effect<A, never, Notifier>,
  options: Partial<SmppOptions> = {},
) => {
  await using centre = await scriptedCentre(script)
  const { layer, logs } = captureLogs()
  const result = await Effect.runPromise(Effect.provide(work, Layer.provideMerge(sender(centre.port, options), layer)))
  const printed = [...logs, inspect(result, { depth: 9 }), JSON.stringify(result)].join("\n")
  const { answers, binds, count, received } = centre
  return { result, printed, received, binds, answers, count }
}

/** A script that reacts to one step of the protocol, every time or the first `times` times. */
export const at =
  (step: ProtocolStep, reaction: Reaction, times = Number.POSITIVE_INFINITY): Script =>
  (current, count) =>
    current === step && count <= times ? reaction : undefined
