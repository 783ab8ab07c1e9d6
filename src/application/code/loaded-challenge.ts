import * as Effect from "effect/Effect"
import * as Challenge from "../../domain/challenge/challenge.ts"
import type { CodePurpose } from "../../domain/challenge/purpose.ts"
import type { Row } from "../../ports/storage.ts"
import { type Aggregate, execute, readAggregate } from "../unit-of-work/aggregate.ts"

/** A challenge as it was read, and what was decided on it since. */
export type LoadedChallenge = Aggregate<Challenge.State, Challenge.Command, Challenge.Event, Challenge.Refusal>

/** Reads the challenge of an account for one purpose. */
export const readChallenge = (account: string, purpose: CodePurpose, row: Row | undefined) =>
  readAggregate(Challenge.machine, Challenge.idFor(account, purpose), row)

/** Executes a person's command on a challenge. Only `ReportUndeliverable` can fail with `StaleReport`. */
export const executeOnChallenge = (
  challenge: LoadedChallenge,
  command: Exclude<Challenge.Command, { readonly _tag: "ReportUndeliverable" }>,
) => Effect.catchTag(Effect.fromResult(execute(challenge, command)), "StaleReport", Effect.die)
