import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

/** The lengths that a policy may choose for its codes, in digits: shorter codes are guessed, longer ones mistyped. */
export const codeLengths = { shortest: 4, longest: 10 } as const

const CodeLength = Schema.Int.check(Schema.isBetween({ minimum: codeLengths.shortest, maximum: codeLengths.longest }))

/**
 * How codes are made, sent and tried. A challenge follows the policy it was issued under until it ends.
 *
 * `minutes` counts from each message. `tries` counts over the whole challenge: a resend does not refill them.
 */
export const CodePolicy = Schema.Struct({
  name: Schema.String,
  version: Schema.Int,
  /** Digits of a code, from 4 to 10. */
  length: CodeLength,
  /** How long a code works, in minutes. */
  minutes: Schema.Finite,
  /** The number of wrong codes that exhausts a challenge. */
  tries: Schema.Int,
  /** Messages per challenge, the first included. */
  sends: Schema.Int,
  /** The shortest time between two messages of a challenge, in seconds. */
  secondsBetweenSends: Schema.Finite,
  /** Messages to one contact in any 24 hours, from all accounts together. */
  sendsPerContactPerDay: Schema.Int,
})
export type CodePolicy = typeof CodePolicy.Type

const decode = Schema.decodeUnknownResult(CodePolicy)

/** Checks a policy from outside. Fails with a `RangeError` that contains no value of the policy. */
export const readCodePolicy = (input: unknown): Result.Result<CodePolicy, RangeError> =>
  Result.mapError(decode(input), () => new RangeError("The code policy has a field that is missing or out of range."))

const standard: CodePolicy = {
  name: "standard",
  version: 1,
  length: 6,
  minutes: 10,
  tries: 5,
  sends: 5,
  secondsBetweenSends: 60,
  sendsPerContactPerDay: 10,
}

/** `standard`: 10 minutes (the default). `patient`: 15 minutes, for slow mailboxes. */
export const codePolicies = {
  standard,
  patient: { ...standard, name: "patient", minutes: 15 },
} as const satisfies Record<string, CodePolicy>
