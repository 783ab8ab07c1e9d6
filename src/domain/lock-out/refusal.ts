import * as Data from "effect/Data"
import * as Schema from "effect/Schema"

/**
 * There is a wait before the next attempt. `until` is in milliseconds since the epoch; `waitSeconds` is the rest of the
 * wait when the attempt was made, rounded up. Sign-in hides both, to prevent account enumeration.
 */
export class Waiting extends Schema.TaggedError<Waiting>()("Waiting", {
  until: Schema.Finite,
  waitSeconds: Schema.Int,
}) {
  override get message(): string {
    return "Too many wrong passwords: wait before trying again."
  }
}

/**
 * There were too many wrong passwords in a row. No time opens the way again: a recovery does, or an agent. Sign-in
 * hides it behind `Refused`, to prevent account enumeration.
 */
export class TooManyFailures extends Schema.TaggedError<TooManyFailures>()("TooManyFailures", {}) {
  override get message(): string {
    return "Too many wrong passwords in a row: recover the account."
  }
}

/**
 * No attempt is allowed now, but others are under way, here or in another process. If one of them succeeds, the wait ends:
 * ask again soon. So parallel right passwords of one person never refuse each other (Keycloak issue 48272).
 */
export class OthersUnderWay extends Data.TaggedError("OthersUnderWay") {}

export type Refusal = Waiting | TooManyFailures | OthersUnderWay
