import * as Schema from "effect/Schema"
import { identity, wholeNumber } from "../policy/fields.ts"

/** The lengths that a policy may choose for its codes, in digits: shorter codes are guessed, longer ones mistyped. */
export const codeLengths = { shortest: 4, longest: 10 } as const

/**
 * How codes are made, sent and tried. A challenge follows the policy it was issued under until it ends.
 *
 * `minutes` counts from each message. `tries` counts over the whole challenge: a resend does not refill them. Challenges
 * store their policy, so a range may be widened and never narrowed.
 */
export const CodePolicy = Schema.Struct({
  ...identity,
  /** Digits of a code, from 4 to 10. */
  length: wholeNumber(codeLengths.shortest, codeLengths.longest),
  /** How long a code works, in minutes. */
  minutes: wholeNumber(1, 60),
  /** The number of wrong codes that exhausts a challenge. */
  tries: wholeNumber(1, 10),
  /** Messages per challenge, the first included. */
  sends: wholeNumber(1, 20),
  /** The shortest time between two messages of a challenge, in seconds. */
  secondsBetweenSends: wholeNumber(0, 3_600),
  /** Messages to one contact in any 24 hours, from all accounts together. */
  sendsPerContactPerDay: wholeNumber(1, 1_000),
})
export type CodePolicy = typeof CodePolicy.Type

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
