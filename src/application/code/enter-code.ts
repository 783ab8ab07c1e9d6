import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Challenge from "../../domain/challenge/challenge.ts"
import type { CodePurpose } from "../../domain/challenge/purpose.ts"
import { CodeSuperseded, CodeWrong } from "../contract/refusals.ts"
import { compareCode } from "../secrets/code.ts"
import { type Aggregate, execute } from "../unit-of-work/aggregate.ts"

export type ChallengeNow = Aggregate<Challenge.State, Challenge.Command, Challenge.Event, Challenge.Refusal>

/** What a code that is not the right one is answered with. It counted as a try. */
export const CodeRefused = Schema.Union([CodeWrong, CodeSuperseded, Challenge.CodeExhausted])

/** A person's command on a challenge. Only a carrier's report may be stale. */
export const onCode = (
  challenge: ChallengeNow,
  command: Exclude<Challenge.Command, { readonly _tag: "ReportUndeliverable" }>,
) => Effect.catchTag(Effect.fromResult(execute(challenge, command)), "StaleReport", Effect.die)

/**
 * A code is typed: the challenge after it, and the refusal where it was not the right one.
 *
 * `isVirtual` is a challenge whose code went to nobody: no code is the right one, and all else is as for any other.
 */
export const enterCode = Effect.fnUntraced(function* (
  challenge: ChallengeNow,
  typed: string,
  of: { readonly account: string; readonly purpose: CodePurpose; readonly isVirtual?: boolean },
  at: number,
) {
  const { state } = challenge
  const nonces = state._tag === "Open" ? state.nonces : []
  const compared = yield* compareCode(typed, nonces, { ...of, challenge: "challenge" in state ? state.challenge : "" })
  const worth = of.isVirtual === true ? "Wrong" : compared
  const entered = yield* Effect.catchTag(
    onCode(challenge, { _tag: "Enter", typed: worth, at }),
    ["ResendTooSoon", "ResendsExhausted"],
    Effect.die,
  )
  const triesLeft = state._tag === "Open" ? state.policy.tries - state.tries - 1 : 0
  const refusal: typeof CodeRefused.Type | undefined =
    worth === "Current"
      ? undefined
      : entered.state._tag === "Spent"
        ? new Challenge.CodeExhausted()
        : worth === "Older"
          ? new CodeSuperseded({ current: nonces.length, triesLeft })
          : new CodeWrong({ triesLeft })
  return { challenge: entered, refusal }
})
