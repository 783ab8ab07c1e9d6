import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { NotAllowed } from "../../domain/state-machine/table.ts"
import { Notifier } from "../../ports/notifier.ts"
import type { AggregateId, Message } from "../../ports/storage.ts"
import type { DeliveryPolicy } from "../contract/delivery-policy.ts"
import { endDelegation } from "../household-file/end-delegation.ts"
import { DelegationEnds, DraftEnds, SendAnnouncement, SendCode } from "../outbox/orders.ts"
import { readDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"
import type { Handled } from "../unit-of-work/outbox-state.ts"
import { transact } from "../unit-of-work/transact.ts"
import { expire, idsOf, readWizard, toPlan } from "../wizard/wizard.ts"
import { deliverCode, type ReadRows, readsOf } from "./deliver-code.ts"

const untilOf = ({ at }: SendAnnouncement, { newsHours }: DeliveryPolicy) => at + newsHours * 60 * 60_000

/** Tells the owner of a contact what happened. Nobody waits for it: what is no news any more is given up. */
const announce = Effect.fnUntraced(function* (
  order: SendAnnouncement,
  id: string,
  policy: DeliveryPolicy,
  readRows: ReadRows,
) {
  const { about, account, at, contact } = order
  if ((yield* Clock.currentTimeMillis) >= untilOf(order, policy)) return "undeliverable" as const satisfies Handled
  const notifier = yield* Notifier
  const [row] = yield* readRows([DataKey.stream.id(account)])
  const dataKey = yield* readDataKey(account, row)
  // The person was forgotten: there is nobody to tell.
  if (dataKey.state._tag !== "Held") return "settled" as const satisfies Handled
  const to = yield* openContact(dataKey, contact)
  return yield* notifier.send({ _tag: "Announcement", id, to, language: contact.language, about, at }).pipe(
    Effect.as("sent" as const satisfies Handled),
    Effect.catchTag("Undeliverable", () => Effect.succeed("undeliverable" as const satisfies Handled)),
  )
})

/**
 * The time of a draft is over: what was typed into it goes. One started again meanwhile has a time of its own.
 *
 * `DraftAlive` where the clock of the outbox is ahead of this one: to be asked again in a moment.
 */
const endDraft = ({ account }: typeof DraftEnds.Type, id: string) =>
  transact(
    {
      verb: "DraftEnds",
      commandId: `${id}.ends`,
      aggregates: idsOf(account),
      Refusal: Schema.Never,
      mayBeTold: () => Effect.void,
    },
    (rows, at) =>
      Effect.gen(function* () {
        const wizard = yield* readWizard(account, rows)
        const { state } = wizard.migration
        const isOther = "draft" in state && id !== `draft/${state.draft.ticket}`
        if (isOther) return yield* new NotAllowed({ state: state._tag, command: "Expire" })
        return yield* toPlan<never>({ wizard: yield* expire(wizard, at) })
      }),
  ).pipe(
    Effect.catchTag("NotAllowed", () => Effect.void),
    Effect.as("settled" as const satisfies Handled),
  )

const readOrder = Schema.decodeUnknownOption(Schema.Union([SendCode, SendAnnouncement, DraftEnds, DelegationEnds]))

/** What a message asks for; `None` for one that this code cannot read. */
export const orderIn = ({ body }: Message) => readOrder(body)

type Order = SendCode | SendAnnouncement | typeof DraftEnds.Type | DelegationEnds

/** Until when an order is worth trying, in milliseconds since the epoch, and its longest pause, in seconds. */
export const patienceFor = (order: Order, policy: DeliveryPolicy) =>
  order._tag === "SendCode"
    ? { until: order.expiresAt, longest: policy.longestPause.code }
    : {
        until: order._tag === "SendAnnouncement" ? untilOf(order, policy) : Number.POSITIVE_INFINITY,
        longest: policy.longestPause.other,
      }

/** What is read before an order is carried out, so that it may be read for a whole batch at once. */
export const readsFor = (order: Order): ReadonlyArray<AggregateId> => {
  switch (order._tag) {
    case "SendCode":
      return readsOf(order)
    case "SendAnnouncement":
      return [DataKey.stream.id(order.account)]
    case "DraftEnds":
    case "DelegationEnds":
      return []
  }
}

/** Does what a message asks for, and tells how it went. */
export const handleMessage = Effect.fnUntraced(function* (
  order: Order,
  id: string,
  policy: DeliveryPolicy,
  readRows: ReadRows,
) {
  switch (order._tag) {
    case "SendCode":
      return yield* deliverCode(order, id, readRows)
    case "SendAnnouncement":
      return yield* announce(order, id, policy, readRows)
    case "DraftEnds":
      return yield* endDraft(order, id)
    case "DelegationEnds":
      return yield* Effect.as(endDelegation(order), "settled" as const satisfies Handled)
  }
})
