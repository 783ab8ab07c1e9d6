import * as Schema from "effect/Schema"
import type { NotAllowed } from "../state-machine/table.ts"

/** The code has expired. It was not compared and does not count as a try. */
export class CodeExpired extends Schema.TaggedError<CodeExpired>()("CodeExpired", {}) {
  override get message(): string {
    return "This code has expired: request a new one."
  }
}

/**
 * The code is superseded by a newer one: only the message numbered `current` works. It does not count as a try: only
 * the person who received it can type it, and it opens nothing.
 */
export class CodeSuperseded extends Schema.TaggedError<CodeSuperseded>()("CodeSuperseded", {
  current: Schema.Int,
  triesLeft: Schema.Int,
}) {
  override get message(): string {
    return "A newer code was sent: use the latest message."
  }
}

/** Too many wrong codes: this challenge has ended. The person gives the contact again to start another. */
export class CodeExhausted extends Schema.TaggedError<CodeExhausted>()("CodeExhausted", {}) {
  override get message(): string {
    return "Too many wrong codes were entered: request a new one."
  }
}

/**
 * The last message was sent a moment ago. `retryAt` is in milliseconds since the epoch. `waitSeconds` is the time left
 * until then, in whole seconds, rounded up: show it instead of a time of day when the wait is short.
 */
export class ResendTooSoon extends Schema.TaggedError<ResendTooSoon>()("ResendTooSoon", {
  retryAt: Schema.Finite,
  waitSeconds: Schema.Int,
}) {
  override get message(): string {
    return "A code has just been sent: wait a moment before you request another."
  }
}

/**
 * Too many wrong codes were entered in 24 hours, over all challenges of the account: no new one is issued. The fields are
 * those of `ResendTooSoon`.
 */
export class TooManyWrongCodes extends Schema.TaggedError<TooManyWrongCodes>()("TooManyWrongCodes", {
  retryAt: Schema.Finite,
  waitSeconds: Schema.Int,
}) {
  override get message(): string {
    return "Too many wrong codes were entered today."
  }
}

/** This challenge has sent as many messages as the policy allows. */
export class ResendsExhausted extends Schema.TaggedError<ResendsExhausted>()("ResendsExhausted", {}) {
  override get message(): string {
    return "The code was sent too many times."
  }
}

/** The carrier reports on a message that is no longer the latest one. The report changes nothing. */
export class StaleReport extends Schema.TaggedError<StaleReport>()("StaleReport", {}) {
  override get message(): string {
    return "A newer message has been sent since."
  }
}

export type OwnRefusal =
  | CodeExpired
  | CodeSuperseded
  | CodeExhausted
  | ResendTooSoon
  | ResendsExhausted
  | StaleReport
  | TooManyWrongCodes
export type Refusal = NotAllowed | OwnRefusal
