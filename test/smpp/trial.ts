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
import { type Moment, type Script, scriptedCentre } from "./scripted-centre.ts"

/** A notice whose number and code must never be overheard. */
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

/** What of it, and of the credentials, must not be seen; centres quote the rest as `canary`. */
export const SECRETS = /canary|918273|639981234/u

/** Sends in clear, as scripted centres want it. */
export const sender = (port: number, options: Partial<SmppOptions> = {}) =>
  smppNotifier({
    host: "127.0.0.1",
    port,
    encryption: "NONE_ANYONE_ON_THE_WAY_READS_THE_CODES",
    systemId: "mon-compte",
    password: Redacted.make("canary-8"),
    from: { address: "Mon Compte" },
    timeout: "3 seconds",
    sessionTimeout: "3 seconds",
    backOff: { first: "5 millis", longest: "20 millis" },
    ...options,
  })

export const send = (what = notice()) => Notifier.use(({ send }) => send(what))

/** As the outbox does, soon. */
export const untilSent = (what = notice()) =>
  send(what).pipe(Effect.retry({ schedule: Schedule.spaced("5 millis"), times: 400 }))

/** Everything a run says, in any form. */
export const overheard = () => {
  const said: Array<string> = []
  const logger = Logger.make(({ cause, message }) => {
    said.push(inspect(message, { depth: 9 }), JSON.stringify(message), inspect(cause, { depth: 9 }))
  })
  return { said, layer: Logger.layer([logger]) }
}

/** How a sending went, in a word. */
export const outcome = (exit: Exit.Exit<void, { readonly _tag: string }>) =>
  Exit.isSuccess(exit)
    ? "sent"
    : exit.cause.reasons.map((reason) => (reason._tag === "Fail" ? reason.error._tag : "?"))[0]

/** Does something with a centre that follows the script, and shows what was said meanwhile. */
export const through = async <A>(
  script: Script,
  work: Effect.Effect<A, never, Notifier>,
  options: Partial<SmppOptions> = {},
) => {
  await using centre = await scriptedCentre(script)
  const { layer, said } = overheard()
  const done = await Effect.runPromise(Effect.provide(work, Layer.provideMerge(sender(centre.port, options), layer)))
  const printed = [...said, inspect(done, { depth: 9 }), JSON.stringify(done)].join("\n")
  return { done, printed, arrived: centre.arrived, binds: centre.binds, answers: centre.answers, count: centre.count }
}

/** A script of one step, taken each time or the first so many times. */
export const at =
  (moment: Moment, step: ReturnType<Script>, times = Number.POSITIVE_INFINITY): Script =>
  (now, time) =>
    now === moment && time <= times ? step : undefined
