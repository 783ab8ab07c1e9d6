import * as Result from "effect/Result"
import type * as Account from "../../domain/account/account.ts"
import type { LoadedChallenge } from "../code/loaded-challenge.ts"
import { execute } from "../unit-of-work/aggregate.ts"

/** Cancels the code of a change of contact whose contact a command dropped. Another person may read that code. */
export const cancelDroppedCode = (
  before: Account.State,
  after: Account.State,
  challenge: LoadedChallenge,
  at: number,
): LoadedChallenge => {
  const isDropped =
    before._tag === "Active" &&
    before.requestedContact !== null &&
    (after._tag !== "Active" || after.requestedContact === null)
  return isDropped ? Result.getOrElse(execute(challenge, { _tag: "Cancel", at }), () => challenge) : challenge
}
