import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as AgentCommand from "../../domain/audit/agent-command.ts"
import type { Actor } from "../../domain/delegation/actor.ts"
import { plainText } from "../../domain/typed-text/typed-text.ts"
import type { AggregateId, Owner, Row, UniqueKeys } from "../../ports/storage.ts"
import { AgentMissing } from "../contract/file-refusals.ts"
import { executeOrDie, readAggregate, toChange } from "../unit-of-work/aggregate.ts"
import { scopedCommandId } from "../unit-of-work/command-id.ts"
import { commandInput } from "../unit-of-work/command-input.ts"
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

/** An agent of the fund, as an event records them. */
export type AgentActor = Extract<Actor, { readonly _tag: "Agent" }>

/** Reads the name of an agent, as typed, as the actor of a command. */
export const readAgent = (input: unknown): Effect.Effect<AgentActor, AgentMissing> => {
  const typed = typeof input === "string" && input.length <= LONGEST ? plainText(input) : ""
  const agent = typed.replace(/\p{Zs}+/gu, " ")
  return NAME.test(agent) ? Effect.succeed({ _tag: "Agent", agent }) : Effect.fail(new AgentMissing())
}

/**
 * The aggregate that records a command id. Its key is a hash without a key, so that a key rotation does not change it.
 */
const recordOf = Effect.fnUntraced(function* (commandId: string) {
  const bytes = yield* Effect.promise(() =>
    globalThis.crypto.subtle.digest("SHA-256", new TextEncoder().encode(commandId)),
  )
  return AgentCommand.stream.id(
    Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join(""),
  )
})

/**
 * Runs one command of an agent of the fund as a unit of work. The plan must guard what was read and not written.
 *
 * A command id belongs to the agent by name, to the verb, and to `file` if it is given. Without a file, the commit also
 * records the id, so that a repeat with another person is refused too.
 *
 * The outcome has the plan that was committed: answers are made from it, and nothing is loaded again.
 */
export const asAgent = Effect.fnUntraced(function* <P extends Plan<never>, E, R>(
  verb: string,
  request: AgentRequest,
  reads: AgentReads,
  decide: (by: AgentActor, rows: ReadonlyArray<Row>, at: number, owner: Owner | null) => Effect.Effect<P, E, R>,
  file?: string,
) {
  const by = yield* readAgent(request.agent)
  const scope = { caller: { kind: "agent", name: by.agent }, verb, file } as const
  const commandId = yield* scopedCommandId(scope, request.commandId)
  const input = yield* commandInput(commandId, request)
  const { aggregates, keys } = "aggregates" in reads ? reads : { aggregates: reads, keys: undefined }
  const record = file === undefined && (request.commandId ?? null) !== null ? yield* recordOf(commandId) : null
  const ids = record === null ? aggregates : [...aggregates, record]
  return yield* transact(
    { verb, commandId, input, aggregates: ids, ...(keys === undefined ? {} : { keys }), Refusal: Schema.Never },
    (rows, at, owner) =>
      Effect.gen(function* () {
        const plan = yield* decide(by, rows.slice(0, aggregates.length), at, owner)
        if (record === null) return plan
        const before = yield* readAggregate(AgentCommand.register, record, rows[aggregates.length])
        const used = yield* executeOrDie(before, { _tag: "Use", agent: by.agent, verb, at })
        return { ...plan, changes: [...plan.changes, toChange(used)] as const }
      }),
  )
})
