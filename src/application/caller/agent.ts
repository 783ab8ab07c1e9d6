import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Actor } from "../../domain/delegation/actor.ts"
import type { AggregateId, Owner, Row, UniqueKeys } from "../../ports/storage.ts"
import { AgentMissing } from "../contract/file-refusals.ts"
import { type Plan, transact } from "../unit-of-work/transact.ts"

/** The input of every command of an agent. The hosting application has authenticated the agent. */
export interface AgentRequest {
  readonly agent: string
  readonly commandId?: string | undefined
}

/** What an agent's command reads first: aggregates, and the owner of unique keys where these name the person. */
export type AgentReads =
  | ReadonlyArray<AggregateId>
  | { readonly aggregates: ReadonlyArray<AggregateId>; readonly keys: UniqueKeys | undefined }

const LONGEST = 200
const NAME = /^[\p{L}\p{N}\p{P}\p{S} ]{1,100}$/u

/** Reads the name of an agent as the actor of a command. */
export const readAgent = (agent: unknown): Effect.Effect<Actor, AgentMissing> =>
  typeof agent === "string" && agent.length <= LONGEST && agent.trim() !== "" && NAME.test(agent)
    ? Effect.succeed({ _tag: "Agent", agent })
    : Effect.fail(new AgentMissing())

/**
 * Runs one command of an agent of the fund as a unit of work. The plan must guard what was read and not written.
 *
 * The outcome has the plan that was committed: answers are made from it, and nothing is loaded again.
 */
export const asAgent = Effect.fnUntraced(function* <P extends Plan<never>, E, R>(
  verb: string,
  request: AgentRequest,
  reads: AgentReads,
  decide: (by: Actor, rows: ReadonlyArray<Row>, at: number, owner: Owner | null) => Effect.Effect<P, E, R>,
) {
  const by = yield* readAgent(request.agent)
  const random = yield* SecureRandom.SecureRandom
  const commandId = request.commandId ?? (yield* random.uuidV4())
  const { aggregates, keys } = "aggregates" in reads ? reads : { aggregates: reads, keys: undefined }
  return yield* transact(
    { verb, commandId, aggregates, ...(keys === undefined ? {} : { keys }), Refusal: Schema.Never },
    (rows, at, owner) => decide(by, rows, at, owner),
  )
})
