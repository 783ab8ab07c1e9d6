import * as Schema from "effect/Schema"

/**
 * How codes are sent and tried. A challenge keeps to the policy it was issued under until its end.
 *
 * `minutes` counts from each sending; `tries` counts over the whole challenge, sent again or not.
 */
export const CodePolicy = Schema.Struct({
  name: Schema.String,
  version: Schema.Int,
  /** How long a code works, in minutes. */
  minutes: Schema.Finite,
  /** Wrong codes that may be typed per challenge; the last of them ends it. */
  tries: Schema.Int,
  /** Messages per challenge, the first one included. */
  sends: Schema.Int,
  secondsBetweenSends: Schema.Finite,
  /** Messages to one contact in any 24 hours, whoever asks. */
  sendsPerContactPerDay: Schema.Int,
})
export type CodePolicy = typeof CodePolicy.Type

const standard: CodePolicy = {
  name: "standard",
  version: 1,
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
