import * as Result from "effect/Result"
import type { Tagged } from "./table.ts"

/** The command that has this tag, out of all commands of an aggregate. */
export type CommandOf<Command extends Tagged, Tag extends Command["_tag"]> = Extract<Command, { readonly _tag: Tag }>

/** The answer of `decide`: the events that the command causes, or the refusal. */
export type Decision<Event, Refusal = never> = Result.Result<ReadonlyArray<Event>, Refusal>

/**
 * Accepts a command: these events happened, in this order.
 *
 * The type of the events comes from the context of the call, so annotate the answer of a separate function.
 */
export const happened = <Event, Refusal = never>(...events: ReadonlyArray<NoInfer<Event>>): Decision<Event, Refusal> =>
  Result.succeed(events)
