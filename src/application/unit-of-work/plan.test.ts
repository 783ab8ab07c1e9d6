import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as AuditLog from "../../domain/audit/audit-log.ts"
import type { AggregateId } from "../../ports/storage.ts"
import { type Aggregate, execute, toChange, toGuard } from "./aggregate.ts"
import { planOf } from "./plan.ts"

type LoadedLog = Aggregate<AuditLog.State, AuditLog.Command, AuditLog.Event, never>

const loaded = (id: AggregateId, version: number): LoadedLog => ({
  decider: AuditLog.register,
  id,
  state: { _tag: "Recording", count: version },
  version,
  secret: null,
  events: [],
})
const record: AuditLog.Command = {
  _tag: "Record",
  ...{ command: "c", actor: "a", onBehalfOf: null, action: "ViewFile", reference: null, rule: "r", at: 0 },
}
const changed = (log: LoadedLog) => Effect.fromResult(execute(log, record))

describe("planOf", () => {
  const [one, other] = [loaded("audit-log/1", 3), loaded("audit-log/2", 0)]

  it.effect("packs a change for an aggregate with events, and a guard for one without", () =>
    Effect.gen(function* () {
      const next = yield* changed(one)
      expect(yield* planOf([other, next])).toEqual({ changes: [toChange(next)], guards: [toGuard(other)] })
    }),
  )

  it.effect("adds changes that are packed already", () =>
    Effect.gen(function* () {
      const [first, second] = [toChange(yield* changed(one)), toChange(yield* changed(other))]
      expect(yield* planOf([], [first, second])).toEqual({ changes: [first, second], guards: [] })
    }),
  )

  it.effect("packs the guard of an aggregate once, and none beside a change at the same version", () =>
    Effect.gen(function* () {
      const next = yield* changed(one)
      const writes = yield* planOf([one, other, next, other])
      expect(writes).toEqual({ changes: [toChange(next)], guards: [toGuard(other)] })
    }),
  )

  it.effect("packs a guard for each version of an aggregate that was read, so that the commit conflicts", () =>
    Effect.gen(function* () {
      const next = yield* changed(one)
      const stale = loaded(one.id, 2)
      expect((yield* planOf([stale, next])).guards).toEqual([toGuard(stale)])
      expect((yield* planOf([other, loaded(other.id, 1), next])).guards).toHaveLength(2)
    }),
  )

  it.effect("dies for a command that changes nothing", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(planOf([one, other]))
      expect(Exit.hasDies(exit)).toBe(true)
    }),
  )
})
