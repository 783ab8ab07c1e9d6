import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import type * as Challenge from "../../domain/challenge/challenge.ts"
import type { CodePurpose } from "../../domain/challenge/purpose.ts"
import { Keys } from "../../ports/keys.ts"

/** What a code is bound to: it proves nothing for another account, purpose or challenge. */
export interface CodeOf {
  readonly account: string
  readonly purpose: CodePurpose
  readonly challenge: string
  /** From `makeNonce`. */
  readonly nonce: string
}

/** What a new code is made from. It ends in the id of the key that makes it, which it keeps when keys are replaced. */
export const makeNonce = Effect.gen(function* () {
  const keys = yield* Keys
  const random = yield* SecureRandom.SecureRandom
  const [key] = yield* keys.accepted
  return `${yield* random.uuidV4()}.${key}`
})

/**
 * Six digits out of 48 bits of a MAC: every code is as likely as any other to within 4 parts in a thousand million.
 * `null` where its key was dropped since: nobody can tell the code any more.
 */
export const deriveCode = Effect.fnUntraced(function* ({ account, challenge, nonce, purpose }: CodeOf) {
  const keys = yield* Keys
  const key = nonce.slice(nonce.indexOf(".") + 1)
  if (!(yield* keys.accepted).includes(key)) return null
  const bytes = yield* keys.mac("code", [account, purpose, challenge, nonce], key)
  const number = bytes.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0)
  return String(number % 1_000_000).padStart(6, "0")
})

const LENGTH = 6

/** The code as typed, its spaces taken out; `null` where that is not six digits, 0 to 9. */
export const readCode = (input: unknown): string | null => {
  if (typeof input !== "string" || input.length > 20) return null
  const digits = input.replace(/[\s\u00a0\u202f]/g, "")
  return /^[0-9]{6}$/.test(digits) ? digits : null
}

/** Compares in a time that does not depend on where the codes differ. Both have six characters. */
const same = (left: string, right: string): boolean => {
  let difference = 0
  for (let index = 0; index < LENGTH; index += 1) difference |= left.charCodeAt(index) ^ right.charCodeAt(index)
  return difference === 0
}

/** What a typed code is worth: the code of the latest message, of an older one, or of none. */
export const compareCode = Effect.fnUntraced(function* (
  typed: string,
  nonces: ReadonlyArray<string>,
  of: Omit<CodeOf, "nonce">,
) {
  const codes = yield* Effect.forEach(nonces, (nonce) => deriveCode({ ...of, nonce }))
  const equal = codes.map((code) => code !== null && same(code, typed))
  const worth: Challenge.Typed = equal.at(-1) === true ? "Current" : equal.includes(true) ? "Older" : "Wrong"
  return worth
})
