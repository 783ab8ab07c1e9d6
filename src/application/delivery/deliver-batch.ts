import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type Leased, Storage } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { kindOf, readOrder } from "../outbox/orders.ts"
import { nameOf, recordState } from "../unit-of-work/outbox-state.ts"
import { makeAcknowledge } from "./acknowledge.ts"
import { deliverMessage } from "./deliver-message.ts"
import { readsOf } from "./handle-message.ts"
import { readAhead } from "./read-ahead.ts"

const readsOfMessage = ({ message }: Leased) => Option.match(readOrder(message), { onNone: () => [], onSome: readsOf })

/**
 * Delivers the messages of one batch, several at a time, and renews their leases meanwhile.
 *
 * Once `isStopping` answers true, it starts no other message, and releases those it has not started.
 */
export const deliverBatch = Effect.fnUntraced(function* (batch: ReadonlyArray<Leased>, isStopping: () => boolean) {
  const storage = yield* Storage
  const { delivery } = yield* Policies
  const leaseMillis = delivery.leaseSeconds * 1_000
  const readRows = yield* readAhead(batch.length > 1 ? batch.flatMap(readsOfMessage) : [])
  const acknowledge = yield* makeAcknowledge
  const notStarted = new Set(batch)
  const leasedNow = new Set(batch)
  const deliver = (leased: Leased) =>
    Effect.suspend(() => {
      if (isStopping() || !leasedNow.has(leased)) return Effect.void
      notStarted.delete(leased)
      const { attempt, message } = leased
      const fields = { message: message.id, kind: kindOf(message), attempt }
      return deliverMessage(leased, readRows, acknowledge).pipe(
        // The result was not recorded: the message is leased again when this lease expires.
        Effect.catchTag("StorageDown", () => Effect.void),
        Effect.catchDefect((defect) =>
          Effect.annotateLogs(Effect.logError("The result of a message could not be recorded."), {
            ...fields,
            defect: nameOf(defect),
          }),
        ),
        Effect.withSpan("MonCompte.deliver", { attributes: fields }),
        Effect.ensuring(Effect.sync(() => leasedNow.delete(leased))),
      )
    })
  /** Renews the leases of messages that wait behind a slow carrier, so that no other worker sends them too. */
  const renewLeases = Effect.suspend(() =>
    Effect.forEach(leasedNow, (leased) =>
      Effect.matchCause(storage.renew(leased, leaseMillis), {
        onFailure: () => {},
        onSuccess: (isRenewed) => {
          if (!isRenewed) leasedNow.delete(leased)
        },
      }),
    ),
  )
  yield* Effect.forEach(batch, deliver, { concurrency: delivery.concurrency, discard: true }).pipe(
    Effect.raceFirst(Effect.forever(Effect.andThen(Effect.sleep(leaseMillis / 3), renewLeases))),
  )
  const toRelease = [...notStarted].filter((leased) => leasedNow.has(leased))
  if (toRelease.length === 0) return
  yield* Effect.exit(storage.release(...toRelease))
  for (const { attempt, message } of toRelease) {
    yield* recordState("released", { id: message.id, kind: kindOf(message) }, { attempt })
  }
})
