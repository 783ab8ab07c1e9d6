import * as Effect from "effect/Effect"
import { deliveryPolicies } from "../../src/application/contract/delivery-policy.ts"
import { makeAcknowledge } from "../../src/application/delivery/acknowledge.ts"
import { Storage } from "../../src/ports/storage.ts"

export const BATCH = 20
export const AT_ONCE = 4

type Mark = (...ids: ReadonlyArray<string>) => Effect.Effect<void, unknown>
type Deal = (ids: ReadonlyArray<string>, add: (id: string) => void) => Effect.Effect<void, unknown>

/** How jobs are taken, and marked as done. */
export interface Way {
  readonly name: string
  readonly limit: number
  readonly dealing: Effect.Effect<Deal, never, Storage>
}

const { standard } = deliveryPolicies

/** Each is done, and then marked. */
const each =
  (mark: Mark, concurrency: number): Deal =>
  (ids, add) =>
    Effect.forEach(
      ids,
      (id) =>
        Effect.andThen(
          Effect.sync(() => add(id)),
          mark(id),
        ),
      { concurrency, discard: true },
    )

export const asDelivered: Way = {
  name: "mon-compte: as it delivers",
  limit: standard.batch,
  dealing: Effect.map(makeAcknowledge, (mark) => each(mark, standard.concurrency)),
}

export const oneByOne: Way = {
  name: "mon-compte: one by one",
  limit: BATCH,
  dealing: Effect.map(Storage, ({ acknowledge }) => each(acknowledge, AT_ONCE)),
}

export const together: Way = {
  name: "mon-compte: a batch at a time",
  limit: standard.batch,
  dealing: Effect.map(Storage, ({ acknowledge }) => (ids, add) => {
    for (const id of ids) add(id)
    return acknowledge(...ids)
  }),
}
