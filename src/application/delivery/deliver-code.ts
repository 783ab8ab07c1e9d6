import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Account from "../../domain/account/account.ts"
import * as Challenge from "../../domain/challenge/challenge.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { Notifier } from "../../ports/notifier.ts"
import { readChallenge } from "../code/loaded-challenge.ts"
import type { SendCode } from "../outbox/orders.ts"
import { deriveCode } from "../secrets/code.ts"
import { readDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"
import { execute, toChange } from "../unit-of-work/aggregate.ts"
import { readAccount } from "../unit-of-work/loaded-account.ts"
import type { Handled } from "../unit-of-work/outbox-state.ts"
import { transact } from "../unit-of-work/transact.ts"
import { isWithheldNow } from "./is-withheld-now.ts"
import type { ReadRows } from "./read-ahead.ts"

/** The aggregates to read before a code is sent. */
export const readsOfCode = ({ account, person = account, purpose }: SendCode) =>
  [Challenge.idFor(account, purpose), DataKey.stream.id(account), Account.stream.id(person)] as const

/**
 * The contact and the code of an order, or `null` where the order is out of date. Then the code was superseded, used or
 * cancelled, or the contact is withheld, or the person was erased. The code is `null` where its key is no longer accepted.
 */
const readCurrent = Effect.fnUntraced(function* (order: SendCode, readRows: ReadRows) {
  const { account, challenge, number, person = account, purpose } = order
  const [challengeRow, dataKeyRow, accountRow] = yield* readRows(readsOfCode(order))
  const { state } = yield* readChallenge(account, purpose, challengeRow)
  const dataKey = yield* readDataKey(account, dataKeyRow)
  if (state._tag !== "Open" || state.challenge !== challenge || state.nonces.length !== number) return null
  if (dataKey.state._tag !== "Created") return null
  const contact = yield* openContact(dataKey, order.contact)
  const owner = yield* readAccount(person, accountRow)
  if (yield* isWithheldNow(person, owner.state, { contact, index: order.contact.index })) return null
  return { contact, code: yield* deriveCode(order, state.policy) }
})

/** Records that a code did not arrive, so that the person is asked to check the contact. */
const reportUndeliverable = ({ account, challenge, number, purpose }: SendCode, messageId: string) =>
  transact(
    {
      verb: "ReportUndeliverable",
      commandId: `${messageId}.undeliverable`,
      aggregates: [Challenge.idFor(account, purpose)],
      Refusal: Schema.Never,
    },
    ([row], at) =>
      Effect.gen(function* () {
        const before = yield* readChallenge(account, purpose, row)
        const reported = execute(before, { _tag: "ReportUndeliverable", challenge, number, at })
        return { changes: [toChange(yield* Effect.fromResult(reported))] as const }
      }),
  ).pipe(Effect.catchTag(["StaleReport", "NotAllowed"], () => Effect.void))

/** Sends a code while it is the current one. The same order always gives the same code. */
export const deliverCode = Effect.fnUntraced(function* (order: SendCode, id: string, readRows: ReadRows) {
  const current = yield* readCurrent(order, readRows)
  if (current === null) return "settled" satisfies Handled
  const giveUp = Effect.as(reportUndeliverable(order, id), "undeliverable" as const satisfies Handled)
  const { code, contact: to } = current
  if (code === null || (yield* Clock.currentTimeMillis) >= order.expiresAt) return yield* giveUp
  const notifier = yield* Notifier
  const { expiresAt, language, minutes, number, purpose } = order
  const about = { id, to, language, purpose, number, expiresAt, minutes }
  return yield* notifier.send({ _tag: "ConfirmationCode", ...about, code: Redacted.make(code) }).pipe(
    Effect.as("sent" as const satisfies Handled),
    Effect.catchTag("Undeliverable", () => giveUp),
  )
})
