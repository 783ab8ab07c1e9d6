import * as Schema from "effect/Schema"

/**
 * A policy that was handed over is invalid. `reasons` has one sentence for each wrong field, with its path and its
 * range, and `message` has all of them. Neither contains a value of the policy.
 */
export class PolicyRefused extends Schema.TaggedError<PolicyRefused>()("PolicyRefused", {
  reasons: Schema.Array(Schema.String),
}) {
  override get message(): string {
    return `The policies cannot be used: ${this.reasons.join("; ")}.`
  }
}
