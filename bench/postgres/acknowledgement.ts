import * as Effect from "effect/Effect"
import { deliveryPolicies } from "../../src/application/contract/delivery-policy.ts"
import { makeAcknowledge } from "../../src/application/delivery/acknowledge.ts"
import { Storage } from "../../src/ports/storage.ts"

export const BATCH = 20
export const AT_ONCE = 4

type Acknowledge = (...ids: ReadonlyArray<string>) => Effect.Effect<void, unknown>
type HandleBatch = (ids: ReadonlyArray<string>, add: (id: string) => void) => Effect.Effect<void, unknown>

/** A way to lease jobs, and to mark them as done. */
export interface AcknowledgementStrategy {
  readonly name: string
  readonly limit: number
  readonly makeHandler: Effect.Effect<HandleBatch, never, Storage>
}

const { standard } = deliveryPolicies

/** Handles each job, and then marks it as done. */
const handleEach =
  (acknowledge: Acknowledge, concurrency: number): HandleBatch =>
  (ids, add) =>
    Effect.forEach(
      ids,
      (id) =>
        Effect.andThen(
          Effect.sync(() => add(id)),
          acknowledge(id),
        ),
      { concurrency, discard: true },
    )

export const standardPolicy: AcknowledgementStrategy = {
  name: "mon-compte: standard delivery policy",
  limit: standard.batch,
  makeHandler: Effect.map(makeAcknowledge, (acknowledge) => handleEach(acknowledge, standard.concurrency)),
}

export const perMessage: AcknowledgementStrategy = {
  name: "mon-compte: one call per job",
  limit: BATCH,
  makeHandler: Effect.map(Storage, ({ acknowledge }) => handleEach(acknowledge, AT_ONCE)),
}

export const perBatch: AcknowledgementStrategy = {
  name: "mon-compte: one call per batch",
  limit: standard.batch,
  makeHandler: Effect.map(Storage, ({ acknowledge }) => (ids, add) => {
    for (const id of ids) add(id)
    return acknowledge(...ids)
  }),
}
