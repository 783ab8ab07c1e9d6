import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import { CommandIdRefused } from "../contract/refusals.ts"

const LONGEST = 100
const LONE_SURROGATE = /\p{Cs}/u

/**
 * Whether a caller may use this command id (idempotency key): 1 to 100 characters, with neither NUL nor a lone surrogate.
 *
 * Databases do not store NUL. Lone surrogates all encode to U+FFFD in UTF-8, so two ids would collide.
 */
export const isCommandId = (id: unknown): id is string =>
  typeof id === "string" && id.length >= 1 && id.length <= LONGEST && !id.includes("\0") && !LONE_SURROGATE.test(id)

/** What a command id belongs to. The same id in another scope is another command. */
export interface CommandScope {
  /** The account, the recovery, or the name of the agent that gives the command. */
  readonly caller: { readonly kind: "person" | "recovery" | "agent"; readonly name: string }
  readonly verb: string
  /** The reference of the household file, for a command on one. */
  readonly file?: string | undefined
}

/**
 * The id of a command in storage. It consists of the scope and of the id that the caller gave. Without an id from the
 * caller it gets a new one.
 *
 * The scope prevents that one caller reads the result of another who used the same id, and that a person's command on
 * one file is answered with its result on another. The name of an agent is encoded, so that it cannot imitate a scope.
 */
export const scopedCommandId = Effect.fnUntraced(function* ({ caller, file, verb }: CommandScope, given: unknown) {
  const random = yield* SecureRandom.SecureRandom
  const id = given ?? (yield* random.uuidV4())
  if (!isCommandId(id)) return yield* new CommandIdRefused()
  const scope = [`${caller.kind}.${encodeURIComponent(caller.name)}`, ...(file === undefined ? [] : [file]), verb]
  return `${scope.join("/")}:${id}`
})
