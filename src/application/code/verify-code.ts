import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Challenge from "../../domain/challenge/challenge.ts"
import type { CodePurpose } from "../../domain/challenge/purpose.ts"
import { requireTyped } from "../caller/require-typed.ts"
import { Policies } from "../contract/policies.ts"
import { CodeMalformed, CodeWrong } from "../contract/refusals.ts"
import { compareCode, readCode } from "../secrets/code.ts"
import { executeOnChallenge, type LoadedChallenge } from "./loaded-challenge.ts"
import { recordCode } from "./verified-ratio.ts"

/** The refusals of a code that was compared. A superseded one is stored by earlier versions, as a counted try. */
export const CodeRefused = Schema.Union([CodeWrong, Challenge.CodeSuperseded, Challenge.CodeExhausted])

/** A text of blanks and invisible marks is empty. */
const HAS_CONTENT = /[^\s\p{Cf}]/u

/**
 * Reads a code as typed. Fails with `FieldEmpty` for an empty field, and with `CodeMalformed` for a text that cannot be
 * a code of any length. Neither counts as a try.
 */
export const readTypedCode = Effect.fnUntraced(function* (input: unknown) {
  yield* requireTyped("code", typeof input === "string" && HAS_CONTENT.test(input) ? input : "")
  const { codes } = yield* Policies
  return readCode(input) ?? (yield* new CodeMalformed({ length: codes.length }))
})

/** The refusal of a wrong code, after it counted as a try. */
const refusalOf = ({ state }: LoadedChallenge): typeof CodeRefused.Type =>
  state._tag === "Open" ? new CodeWrong({ triesLeft: Challenge.triesLeft(state) }) : new Challenge.CodeExhausted()

/** The account and the purpose of a code. `isSimulated` says that it was never sent: then every typed code is wrong. */
interface CodeFor {
  readonly account: string
  readonly purpose: CodePurpose
  readonly isSimulated?: boolean
}

/**
 * Compares a typed code with those of a challenge, after the same work for every state, to prevent account enumeration.
 *
 * A code of another length than that of the challenge is `CodeMalformed`, and does not count as a try.
 */
export const compareTyped = Effect.fnUntraced(function* ({ state }: LoadedChallenge, typed: string, code: CodeFor) {
  const { length } = state._tag === "Open" ? state.policy : typed
  if (typed.length !== length) return yield* new CodeMalformed({ length })
  const nonces = state._tag === "Open" ? state.nonces : []
  const id = "challenge" in state ? state.challenge : ""
  const { account, isSimulated, purpose } = code
  const result = yield* compareCode(typed, nonces, { account, purpose, challenge: id }, { length })
  const comparison: Challenge.Comparison = isSimulated === true ? "Wrong" : result
  return comparison
})

/** Enters the result of a comparison into a challenge. A right code is recorded as verified. */
export const enterCode = Effect.fnUntraced(function* (
  challenge: LoadedChallenge,
  comparison: Challenge.Comparison,
  { purpose }: CodeFor,
  at: number,
) {
  const { state } = challenge
  const entered = yield* Effect.catchTag(
    executeOnChallenge(challenge, { _tag: "Enter", comparison, at }),
    ["ResendTooSoon", "ResendsExhausted", "TooManyWrongCodes"],
    Effect.die,
  )
  if (comparison === "Current") {
    const { destination } = state._tag === "Open" ? state : {}
    yield* recordCode("verified", { purpose, destination, at })
  }
  return entered
})

/**
 * Compares a typed code with those of a challenge: the challenge after it, and the refusal where it is not the right
 * one. Fails with `CodeSuperseded` for an older code, which costs no try and writes nothing.
 */
export const verifyCode = Effect.fnUntraced(function* (
  challenge: LoadedChallenge,
  typed: string,
  code: CodeFor,
  at: number,
) {
  const compared = yield* compareTyped(challenge, typed, code)
  const entered = yield* enterCode(challenge, compared, code, at)
  return { challenge: entered, refusal: compared === "Current" ? undefined : refusalOf(entered) }
})
