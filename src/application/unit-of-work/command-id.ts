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

/** The prefix that `scopedCommandId` adds: an account, and a household file if the command is on one. */
const SCOPE = /^[0-9a-f-]{36}(?:\/[A-Za-z0-9._-]{1,64})?:/

/** Whether an id is that of a scoped command. */
export const isScopedCommandId = (id: string): boolean => {
  const scope = SCOPE.exec(id)
  return scope !== null && isCommandId(id.slice(scope[0].length))
}

/**
 * The id of a person's command in storage. It consists of their account, the household file if there is one, and the id
 * that the caller gave. Without an id from the caller it gets a new one.
 *
 * The scope separates the commands of different persons, and those of one person on different files, that have the same
 * id. Otherwise one would be answered with the previous result of the other, through an aggregate that both write.
 */
export const scopedCommandId = Effect.fnUntraced(function* (account: string, given: unknown, file?: string) {
  const random = yield* SecureRandom.SecureRandom
  const id = given ?? (yield* random.uuidV4())
  if (!isCommandId(id)) return yield* new CommandIdRefused()
  return file === undefined ? `${account}:${id}` : `${account}/${file}:${id}`
})
