import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Json } from "../../ports/storage.ts"
import { CommandIdReused, type TryLater } from "../contract/refusals.ts"
import type { CommandInput } from "./command-input.ts"

/** The result of a command, as stored for a caller who sends the command again. */
const CommandResult = Schema.TaggedUnion({
  Accepted: { verb: Schema.String, note: Schema.optional(Schema.String), input: Schema.optional(Schema.String) },
  Refused: { verb: Schema.String, refusal: Schema.Unknown, input: Schema.optional(Schema.String) },
})

interface Command<Refusal, Encoded> {
  readonly verb: string
  readonly Refusal: Schema.Codec<Refusal, Encoded>
  readonly input?: CommandInput | undefined
}

/** The result to store with the commit of a command. */
export const resultOf = <Refusal, Encoded extends Json>(
  { input, Refusal, verb }: Command<Refusal, Encoded>,
  { note, refusal }: { readonly note?: string | undefined; readonly refusal?: Refusal | undefined },
): Effect.Effect<typeof CommandResult.Type, TryLater> =>
  Effect.map(
    input === undefined ? Effect.succeed({}) : Effect.map(input.digest, (digest) => ({ input: digest })),
    (own) =>
      refusal === undefined
        ? { _tag: "Accepted", verb, ...own, ...(note === undefined ? {} : { note }) }
        : { _tag: "Refused", verb, ...own, refusal: Schema.encodeSync(Refusal)(refusal) },
  )

/**
 * The previous result of a command: its note if it was accepted, or the same refusal again.
 *
 * A command id that was used with other input is refused with `CommandIdReused`.
 */
export const readPreviousResult = <Refusal, Encoded extends Json>(
  { input, Refusal, verb }: Command<Refusal, Encoded>,
  stored: Json,
): Effect.Effect<string | undefined, Refusal | CommandIdReused | TryLater> =>
  Effect.gen(function* () {
    const result = yield* Effect.orDie(Schema.decodeUnknownEffect(CommandResult)(stored))
    if (result.verb !== verb) return yield* new CommandIdReused()
    // A result that an earlier version stored has no digest.
    if (input !== undefined && result.input !== undefined) yield* input.mustMatch(result.input)
    if (result._tag === "Accepted") return result.note
    const refusal = yield* Effect.orDie(Schema.decodeUnknownEffect(Refusal)(result.refusal))
    return yield* Effect.fail(refusal)
  })
