import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import type * as Challenge from "../../domain/challenge/challenge.ts"
import { type CodePolicy, codeLengths } from "../../domain/challenge/code-policy.ts"
import type { CodePurpose } from "../../domain/challenge/purpose.ts"
import { digitsText } from "../../domain/typed-text/typed-text.ts"
import { Keys } from "../../ports/keys.ts"

/** What a code is bound to. It proves nothing for another account, purpose or challenge. */
export interface CodeOf {
  readonly account: string
  readonly purpose: CodePurpose
  readonly challenge: string
  /** From `makeNonce`. */
  readonly nonce: string
}

/** Makes the nonce of a new code. It ends with the id of its key, so that a key rotation does not change the code. */
export const makeNonce = Effect.gen(function* () {
  const keys = yield* Keys
  const random = yield* SecureRandom.SecureRandom
  const [key] = yield* keys.accepted
  return `${yield* random.uuidV4()}.${key}`
})

/**
 * Derives the code of one message: `length` digits from 48 bits of a MAC. The probabilities of two codes differ by at
 * most 4 in 100,000 for 10 digits, and by 4 in a thousand million for 6 digits.
 *
 * Answers `null` if its key is no longer accepted: the code cannot be computed any more.
 */
export const deriveCode = Effect.fnUntraced(function* (
  { account, challenge, nonce, purpose }: CodeOf,
  { length }: Pick<CodePolicy, "length">,
) {
  const keys = yield* Keys
  const key = nonce.slice(nonce.indexOf(".") + 1)
  if (!(yield* keys.accepted).includes(key)) return null
  const bytes = yield* keys.mac("code", [account, purpose, challenge, nonce], key)
  const number = bytes.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0)
  return String(number % 10 ** length).padStart(length, "0")
})

const { longest, shortest } = codeLengths
const DIGITS = new RegExp(`^[0-9]{${shortest},${longest}}$`)

/** Longer texts are refused before they are read, to prevent denial of service. */
const LONGEST_TEXT = 10 * longest

/**
 * Reads a code as typed: without blanks, dashes and invisible marks, and with `O`, `I` and `L` as digits. Answers `null` for a text that no policy allows (4 to 10 digits, 0 to 9).
 *
 * The caller compares the length with that of the challenge.
 */
export const readCode = (input: unknown): string | null => {
  if (typeof input !== "string" || input.length > LONGEST_TEXT) return null
  const digits = digitsText(input)
  return DIGITS.test(digits) ? digits : null
}

/** Compares two codes of one length in constant time, to prevent timing attacks. */
const equalsInConstantTime = (left: string, right: string): boolean => {
  if (left.length !== right.length) return false
  let difference = 0
  for (let index = 0; index < left.length; index += 1) difference |= left.charCodeAt(index) ^ right.charCodeAt(index)
  return difference === 0
}

/** Whether a typed code equals the one of this message. `length` is that of its challenge. */
export const equalsCode = Effect.fnUntraced(function* (typed: string, of: CodeOf, length: number) {
  const code = yield* deriveCode(of, { length })
  return code !== null && equalsInConstantTime(code, typed)
})

/** Compares a typed code with the codes of all messages of its challenge, oldest first. */
export const compareCode = Effect.fnUntraced(function* (
  typed: string,
  nonces: ReadonlyArray<string>,
  of: Omit<CodeOf, "nonce">,
  policy: Pick<CodePolicy, "length">,
) {
  const codes = yield* Effect.forEach(nonces, (nonce) => deriveCode({ ...of, nonce }, policy))
  const equal = codes.map((code) => code !== null && equalsInConstantTime(code, typed))
  const result: Challenge.Comparison = equal.at(-1) === true ? "Current" : equal.includes(true) ? "Older" : "Wrong"
  return result
})
