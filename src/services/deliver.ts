import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Challenge from "../challenge/challenge.ts"
import { Notifier } from "../ports/notifier.ts"
import { type Leased, Storage } from "../ports/storage.ts"
import { act, read, toChange } from "./aggregate.ts"
import { challengeOf, deriveCode } from "./code.ts"
import { dataKeyOf, readDataKey } from "./data-key.ts"
import { openContact } from "./sealed-contact.ts"
import { DraftEnds, SendAnnouncement, SendCode } from "./sending.ts"
import { transact } from "./transact.ts"
import { expire, idsOf, readWizard, toPlan } from "./wizard.ts"

const BATCH = 20
const LEASE = 30_000

/**
 * What an order for a code is carried out with, or `null` where it no longer stands: a code that was replaced, used
 * or cancelled meanwhile is not sent, nor one to a person who was forgotten.
 */
const stillWanted = Effect.fnUntraced(function* (order: SendCode) {
  const storage = yield* Storage
  const id = challengeOf(order.account, order.purpose)
  const { rows } = yield* storage.load([id, dataKeyOf(order.account)])
  const { state } = yield* read(Challenge.machine, id, rows[0])
  const dataKey = yield* readDataKey(order.account, rows[1])
  const stands = state._tag === "Open" && state.challenge === order.challenge && state.nonces.length === order.number
  if (!stands || dataKey.state._tag !== "Held") return null
  return { contact: yield* openContact(dataKey, order.contact), code: yield* deriveCode(order) }
})

/** Writes down that a code did not arrive, so that the person is told to check the contact. */
const reportUndeliverable = ({ account, challenge, number, purpose }: SendCode, messageId: string) => {
  const id = challengeOf(account, purpose)
  return transact(
    {
      verb: "ReportUndeliverable",
      commandId: `${messageId}.undeliverable`,
      aggregates: [id],
      Refusal: Schema.Never,
      mayBeTold: () => Effect.void,
    },
    ([row], at) =>
      Effect.gen(function* () {
        const now = yield* read(Challenge.machine, id, row)
        const report = act(now, { _tag: "ReportUndeliverable", challenge, number, at })
        return { changes: [toChange(yield* Effect.fromResult(report))] as const }
      }),
  ).pipe(Effect.catchTag(["StaleReport", "NotAllowed"], () => Effect.void))
}

/** 1 s, 2 s, 4 s … up to a minute, each drawn between half and the whole of it. */
const backOff = (attempt: number) =>
  Effect.map(Random.next, (share) => Math.min(1_000 * 2 ** (attempt - 1), 60_000) * (0.5 + share / 2))

const sendCode = Effect.fnUntraced(function* (order: SendCode, leased: Leased) {
  const storage = yield* Storage
  const notifier = yield* Notifier
  const { message } = leased
  const wanted = yield* stillWanted(order)
  if (wanted === null) return yield* storage.acknowledge(message.id)
  const { code, contact } = wanted
  const giveUp = Effect.andThen(reportUndeliverable(order, message.id), storage.acknowledge(message.id))
  if (code === null || (yield* Clock.currentTimeMillis) >= order.expiresAt) return yield* giveUp
  const { expiresAt, language, minutes, number, purpose } = order
  return yield* notifier
    .send({
      _tag: "ConfirmationCode",
      id: message.id,
      to: contact,
      language,
      purpose,
      code: Redacted.make(code),
      number,
      expiresAt,
      minutes,
    })
    .pipe(
      Effect.andThen(storage.acknowledge(message.id)),
      Effect.catchTag("NotifierDown", () =>
        Effect.gen(function* () {
          const again = (yield* Clock.currentTimeMillis) + (yield* backOff(leased.attempt))
          // At its last minute at the latest, to be given up then.
          return yield* storage.postpone(leased, Math.min(again, expiresAt))
        }),
      ),
      Effect.catchTag("Undeliverable", () => giveUp),
    )
})

/** News may be late, but not so late that it is no news any more. */
const NEWS = 3 * 24 * 60 * 60_000

const givenUp = Metric.counter("mon_compte_announcements_given_up", {
  description: "Announcements that reached nobody: refused for good, or not taken for three days.",
  incremental: true,
})

/** Tells the owner of a contact what happened. Nobody waits for it: what cannot be delivered is given up, and counted. */
const announce = Effect.fnUntraced(function* ({ about, account, at, contact }: SendAnnouncement, leased: Leased) {
  const storage = yield* Storage
  const notifier = yield* Notifier
  const { id } = leased.message
  const giveUp = Effect.logWarning("An announcement was given up.").pipe(
    Effect.annotateLogs({ message: id, about }),
    Effect.andThen(Metric.update(givenUp, 1)),
    Effect.andThen(storage.acknowledge(id)),
  )
  const until = at + NEWS
  if ((yield* Clock.currentTimeMillis) >= until) return yield* giveUp
  const { rows } = yield* storage.load([dataKeyOf(account)])
  const dataKey = yield* readDataKey(account, rows[0])
  // The person was forgotten: there is nobody to tell.
  if (dataKey.state._tag !== "Held") return yield* storage.acknowledge(id)
  const to = yield* openContact(dataKey, contact)
  return yield* notifier.send({ _tag: "Announcement", id, to, language: contact.language, about, at }).pipe(
    Effect.andThen(storage.acknowledge(id)),
    Effect.catchTag("NotifierDown", () =>
      Effect.gen(function* () {
        const again = (yield* Clock.currentTimeMillis) + (yield* backOff(leased.attempt))
        return yield* storage.postpone(leased, Math.min(again, until))
      }),
    ),
    Effect.catchTag("Undeliverable", () => giveUp),
  )
})

/** The time of a draft is over: what was typed into it goes. One started again meanwhile has a time of its own. */
const endDraft = Effect.fnUntraced(function* ({ account }: typeof DraftEnds.Type, { message }: Leased) {
  const storage = yield* Storage
  yield* transact(
    {
      verb: "DraftEnds",
      commandId: `${message.id}.ends`,
      aggregates: idsOf(account),
      Refusal: Schema.Never,
      mayBeTold: () => Effect.void,
    },
    (rows, at) =>
      Effect.gen(function* () {
        const wizard = yield* readWizard(account, rows)
        return yield* toPlan<never>({ wizard: yield* expire(wizard, at) })
      }),
  ).pipe(Effect.catchTag(["DraftAlive", "NotAllowed"], () => Effect.void))
  return yield* storage.acknowledge(message.id)
})

const Order = Schema.Union([SendCode, SendAnnouncement, DraftEnds])

const handle = Effect.fnUntraced(
  function* (leased: Leased) {
    const order = yield* Effect.orDie(Schema.decodeUnknownEffect(Order)(leased.message.body))
    switch (order._tag) {
      case "SendCode":
        return yield* sendCode(order, leased)
      case "SendAnnouncement":
        return yield* announce(order, leased)
      case "DraftEnds":
        return yield* endDraft(order, leased)
    }
  },
  // Nothing is dropped: what failed here is handed out again when its lease runs out.
  (handled, { attempt, message }) =>
    Effect.catchCause(handled, () =>
      Effect.annotateLogs(Effect.logWarning("A message could not be dealt with and will be taken up again."), {
        message: message.id,
        attempt,
      }),
    ),
)

/** Deals with the messages that are due, and tells how many there were. */
export const deliverDue = Effect.fn("MonCompte.deliverDue")(function* () {
  const storage = yield* Storage
  const due = yield* storage.lease({ limit: BATCH, lasts: LEASE })
  yield* Effect.forEach(due, handle, { concurrency: 4, discard: true })
  return due.length
})
