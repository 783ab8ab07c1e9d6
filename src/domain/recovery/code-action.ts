import * as Schema from "effect/Schema"

/**
 * What a request for a recovery does with the code.
 *
 * - `Issue`: a new challenge, and a message.
 * - `Resend`: a new code for the same challenge, and a message. Its tries are not refilled.
 * - `Simulate`: a new challenge whose code is never sent, so that the answer and the work stay the same.
 * - `Keep`: the code sent before stays as it is.
 */
export const CodeAction = Schema.Literals(["Issue", "Resend", "Simulate", "Keep"])
export type CodeAction = typeof CodeAction.Type

/** What is known when a recovery is requested. */
export interface CodeRequest {
  /** Whether the code sent before still works, and went to the contact found now. */
  readonly isCurrent: boolean
  /** Whether the challenge of that code accepts a resend now. */
  readonly mayResend: boolean
  /** Whether the limits per day leave room for one more message: of the identifier and of the contact. */
  readonly maySend: boolean
}

/**
 * Decides what a request does with the code.
 *
 * | code sent before | resend accepted | within the limits | action |
 * |---|---|---|---|
 * | still works | yes | yes | `Resend` |
 * | still works | yes | no | `Keep` |
 * | still works | no | any | `Keep` |
 * | none | any | yes | `Issue` |
 * | none | any | no | `Simulate` |
 */
export const codeActionFor = ({ isCurrent, mayResend, maySend }: CodeRequest): CodeAction => {
  if (isCurrent) return mayResend && maySend ? "Resend" : "Keep"
  return maySend ? "Issue" : "Simulate"
}

/** Whether an action sends a message, where there is a contact to send it to. */
export const sendsCode = (action: CodeAction): boolean => action === "Issue" || action === "Resend"
