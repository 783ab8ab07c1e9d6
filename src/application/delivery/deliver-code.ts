import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Challenge from "../../domain/challenge/challenge.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { Notifier } from "../../ports/notifier.ts"
import type { AggregateId, Row, StorageDown } from "../../ports/storage.ts"
import type { SendCode } from "../outbox/orders.ts"
import { deriveCode } from "../secrets/code.ts"
import { readDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"
import { execute, readAggregate, toChange } from "../unit-of-work/aggregate.ts"
import type { Handled } from "../unit-of-work/outbox-state.ts"
import { transact } from "../unit-of-work/transact.ts"

/** Reads aggregates, as they are now or were a moment ago. */
export type ReadRows = (ids: ReadonlyArray<AggregateId>) => Effect.Effect<ReadonlyArray<Row | undefined>, StorageDown>

/** What is to be read before a code is sent. */
export const readsOf = ({ account, purpose }: SendCode) =>
  [Challenge.idFor(account, purpose), DataKey.stream.id(account)] as const

/**
 * What an order for a code is carried out with, or `null` where it no longer stands: a code that was replaced, used
 * or cancelled meanwhile is not sent, nor one to a person who was forgotten.
 */
const stillWanted = Effect.fnUntraced(function* (order: SendCode, readRows: ReadRows) {
  const ids = readsOf(order)
  const rows = yield* readRows(ids)
  const { state } = yield* readAggregate(Challenge.machine, ids[0], rows[0])
  const dataKey = yield* readDataKey(order.account, rows[1])
  const stands = state._tag === "Open" && state.challenge === order.challenge && state.nonces.length === order.number
  if (!stands || dataKey.state._tag !== "Held") return null
  return { contact: yield* openContact(dataKey, order.contact), code: yield* deriveCode(order) }
})

/** Writes down that a code did not arrive, so that the person is told to check the contact. */
const reportUndeliverable = ({ account, challenge, number, purpose }: SendCode, messageId: string) => {
  const id = Challenge.idFor(account, purpose)
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
        const now = yield* readAggregate(Challenge.machine, id, row)
        const report = execute(now, { _tag: "ReportUndeliverable", challenge, number, at })
        return { changes: [toChange(yield* Effect.fromResult(report))] as const }
      }),
  ).pipe(Effect.catchTag(["StaleReport", "NotAllowed"], () => Effect.void))
}

/** Sends a code, if it is still the one to be typed. The same order always gives the same code. */
export const deliverCode = Effect.fnUntraced(function* (order: SendCode, id: string, readRows: ReadRows) {
  const wanted = yield* stillWanted(order, readRows)
  if (wanted === null) return "settled" satisfies Handled
  const giveUp = Effect.as(reportUndeliverable(order, id), "undeliverable" as const satisfies Handled)
  const { code, contact: to } = wanted
  if (code === null || (yield* Clock.currentTimeMillis) >= order.expiresAt) return yield* giveUp
  const notifier = yield* Notifier
  const { expiresAt, language, minutes, number, purpose } = order
  const about = { id, to, language, purpose, number, expiresAt, minutes }
  return yield* notifier.send({ _tag: "ConfirmationCode", ...about, code: Redacted.make(code) }).pipe(
    Effect.as("sent" as const satisfies Handled),
    Effect.catchTag("Undeliverable", () => giveUp),
  )
})
