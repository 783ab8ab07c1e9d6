import * as Effect from "effect/Effect"
import type { Change, Commit } from "../../ports/storage.ts"
import { type AnyAggregate, toChange, toGuard } from "./aggregate.ts"

/** The changes that one commit writes, and the guards that it checks. */
export interface Writes {
  readonly changes: Commit["changes"]
  readonly guards: Commit["guards"]
}

const isChanged = ({ events }: AnyAggregate) => events.length > 0

/**
 * Packs every aggregate that a command read: a change if it has new events, and a guard if not.
 *
 * `packed` are changes that are packed already. An aggregate may be given several times: each of its guards is packed
 * once, and a guard that a change implies is omitted. A plan without a change is a defect: the command must refuse.
 */
export const planOf = (
  aggregates: ReadonlyArray<AnyAggregate>,
  packed: ReadonlyArray<Change> = [],
): Effect.Effect<Writes> => {
  const [first, ...others] = [...aggregates.filter(isChanged).map(toChange), ...packed]
  if (first === undefined) return Effect.die(new Error("A command that changes nothing must refuse."))
  const changes: Writes["changes"] = [first, ...others]
  // The version is part of the name: two different reads of one aggregate must conflict.
  const names = new Set(changes.map(({ aggregate, expectedVersion }) => `${aggregate}@${expectedVersion}`))
  const guards = aggregates
    .filter((aggregate) => !isChanged(aggregate))
    .map(toGuard)
    .filter(({ aggregate, version }) => {
      const name = `${aggregate}@${version}`
      const isNew = !names.has(name)
      names.add(name)
      return isNew
    })
  return Effect.succeed({ changes, guards })
}
