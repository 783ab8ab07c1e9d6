import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Challenge from "../../domain/challenge/challenge.ts"
import type { CodePurpose } from "../../domain/challenge/purpose.ts"
import { Policies } from "../contract/policies.ts"
import { CodeMalformed, CodeSuperseded, CodeWrong } from "../contract/refusals.ts"
import { compareCode, readCode } from "../secrets/code.ts"
import { executeOnChallenge, type LoadedChallenge } from "./loaded-challenge.ts"
import { recordCode } from "./verified-ratio.ts"

/** The refusals of a code that was compared. Each of them counted as a try. */
export const CodeRefused = Schema.Union([CodeWrong, CodeSuperseded, Challenge.CodeExhausted])

/** Reads a code as typed. Fails with `CodeMalformed` for a text that cannot be a code of any length. */
export const readTypedCode = Effect.fnUntraced(function* (input: unknown) {
  const { codes } = yield* Policies
  return readCode(input) ?? (yield* new CodeMalformed({ length: codes.length }))
})

/** The refusal of a typed code, after it counted as a try. */
const refusalOf = (compared: "Older" | "Wrong", { state }: LoadedChallenge): typeof CodeRefused.Type => {
  if (state._tag !== "Open") return new Challenge.CodeExhausted()
  const triesLeft = Challenge.triesLeft(state)
  return compared === "Older"
    ? new CodeSuperseded({ current: state.nonces.length, triesLeft })
    : new CodeWrong({ triesLeft })
}

/**
 * Compares a typed code with those of a challenge: the challenge after it, and the refusal where it is not the right
 * one.
 *
 * A code of another length than that of the challenge is `CodeMalformed`, and does not count as a try. `isSimulated`
 * says that the code was never sent: every code is wrong, after the same work, to prevent account enumeration.
 */
export const verifyCode = Effect.fnUntraced(function* (
  challenge: LoadedChallenge,
  typed: string,
  code: { readonly account: string; readonly purpose: CodePurpose; readonly isSimulated?: boolean },
  at: number,
) {
  const { state } = challenge
  const { length } = state._tag === "Open" ? state.policy : typed
  if (typed.length !== length) return yield* new CodeMalformed({ length })
  const nonces = state._tag === "Open" ? state.nonces : []
  const id = "challenge" in state ? state.challenge : ""
  const result = yield* compareCode(typed, nonces, { ...code, challenge: id }, { length })
  const compared = code.isSimulated === true ? "Wrong" : result
  const entered = yield* Effect.catchTag(
    executeOnChallenge(challenge, { _tag: "Enter", comparison: compared, at }),
    ["ResendTooSoon", "ResendsExhausted"],
    Effect.die,
  )
  if (compared === "Current") {
    const { destination } = state._tag === "Open" ? state : {}
    yield* recordCode("verified", { purpose: code.purpose, destination, at })
  }
  return { challenge: entered, refusal: compared === "Current" ? undefined : refusalOf(compared, entered) }
})
