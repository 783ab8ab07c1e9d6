import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Json } from "../../ports/storage.ts"
import { CommandIdRefused } from "../contract/refusals.ts"

/** The result of a command, as stored for a caller who sends the command again. */
const CommandResult = Schema.TaggedUnion({
  Accepted: { verb: Schema.String, note: Schema.optional(Schema.String) },
  Refused: { verb: Schema.String, refusal: Schema.Unknown },
})

interface Command<Refusal, Encoded> {
  readonly verb: string
  readonly Refusal: Schema.Codec<Refusal, Encoded>
}

/** The result to store with the commit of a command. */
export const resultOf = <Refusal, Encoded extends Json>(
  { Refusal, verb }: Command<Refusal, Encoded>,
  { note, refusal }: { readonly note?: string | undefined; readonly refusal?: Refusal | undefined },
): typeof CommandResult.Type =>
  refusal === undefined
    ? { _tag: "Accepted", verb, ...(note === undefined ? {} : { note }) }
    : { _tag: "Refused", verb, refusal: Schema.encodeSync(Refusal)(refusal) }

/**
 * The previous result of a command: its note if it was accepted, or the same refusal again.
 *
 * A command id that another verb used is refused.
 */
export const readPreviousResult = <Refusal, Encoded extends Json>(
  { Refusal, verb }: Command<Refusal, Encoded>,
  stored: Json,
): Effect.Effect<string | undefined, Refusal | CommandIdRefused> =>
  Effect.gen(function* () {
    const result = yield* Effect.orDie(Schema.decodeUnknownEffect(CommandResult)(stored))
    if (result.verb !== verb) return yield* new CommandIdRefused()
    if (result._tag === "Accepted") return result.note
    const refusal = yield* Effect.orDie(Schema.decodeUnknownEffect(Refusal)(result.refusal))
    return yield* Effect.fail(refusal)
  })
