import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Actor } from "../../domain/delegation/actor.ts"
import type { AggregateId, Row } from "../../ports/storage.ts"
import { AgentMissing } from "../contract/file-refusals.ts"
import { type Plan, transact } from "../unit-of-work/transact.ts"

/** What every command of an agent is asked with. Who the agent is, the hosting application has made sure of. */
export interface AgentRequest {
  readonly agent: string
  readonly commandId?: string | undefined
}

const NAME = /^[\p{L}\p{N}\p{P}\p{S} ]{1,100}$/u

/** The agent, as who made something happen. */
export const readAgent = (agent: unknown): Effect.Effect<Actor, AgentMissing> =>
  typeof agent === "string" && agent.length <= 200 && agent.trim() !== "" && NAME.test(agent)
    ? Effect.succeed({ _tag: "Agent", agent })
    : Effect.fail(new AgentMissing())

/**
 * One command of an agent of the fund: all that follows is one commit. Whatever was read and not written is to be
 * guarded in it.
 *
 * It answers the note of the command, now or, where it was given before, as it was then.
 */
export const asAgent = Effect.fnUntraced(function* <E, R>(
  verb: string,
  asked: AgentRequest,
  aggregates: ReadonlyArray<AggregateId>,
  decide: (by: Actor, rows: ReadonlyArray<Row>, at: number) => Effect.Effect<Plan<never>, E, R>,
) {
  const by = yield* readAgent(asked.agent)
  const random = yield* SecureRandom.SecureRandom
  const commandId = asked.commandId ?? (yield* random.uuidV4())
  const kept = yield* transact(
    { verb, commandId, aggregates, Refusal: Schema.Never, mayBeTold: () => Effect.void },
    (rows, at) => decide(by, rows, at),
  )
  return kept._tag === "Now" ? kept.plan.note : kept.note
})
