import * as Schema from "effect/Schema"
import * as AccountAllowance from "./account-allowance.ts"
import { CodePolicy } from "./code-policy.ts"
import * as SendAllowance from "./send-allowance.ts"

const at = Schema.Finite

/**
 * An allowance of the contact or of the account, as the last message left it. A resend can use it without a read:
 * the commit checks its version, and conflicts if another account has sent to this contact since.
 */
export const KnownAllowance = Schema.Struct({
  allowance: Schema.String,
  version: Schema.Int,
  state: Schema.Union([SendAllowance.State, AccountAllowance.State]),
})
export const KnownAllowances = Schema.Array(KnownAllowance)
export type KnownAllowances = typeof KnownAllowances.Type

const allowances = Schema.optionalKey(KnownAllowances)

/** When the process that asked for the code ends, where it ends earlier than the code would. */
const notAfter = Schema.optionalKey(at)

/** The destination of the codes in the message policy. Absent in older challenges. */
const destination = Schema.optionalKey(Schema.String)

/**
 * When wrong codes were entered in the last day, over all challenges of the account for this purpose. Absent if there
 * was none, and in older challenges.
 */
const wrongAt = Schema.optionalKey(Schema.Array(at))

/** A challenge that is over. */
export const over = { challenge: Schema.String, wrongAt }

/** What a challenge is issued with. */
export const issued = {
  challenge: Schema.String,
  contact: Schema.String,
  nonce: Schema.String,
  policy: CodePolicy,
  allowances,
  destination,
  notAfter,
  at,
}
/** What a further message is sent with. */
export const resent = { nonce: Schema.String, allowances, notAfter, at }

/** An open challenge. */
export const open = {
  challenge: Schema.String,
  /** Blind index of the contact to prove. */
  contact: Schema.String,
  policy: CodePolicy,
  /** One nonce per message, oldest first. Each derives one code; only the code of the last one works. */
  nonces: Schema.Array(Schema.String),
  /** Wrong codes entered so far. Superseded ones counted too, in challenges of earlier versions. */
  tries: Schema.Int,
  /** When the last message was ordered, and when its code expires, in milliseconds since the epoch. */
  sentAt: at,
  until: at,
  /** Whether the carrier refused the last message for good. */
  undeliverable: Schema.Boolean,
  allowances,
  destination,
  wrongAt,
}
