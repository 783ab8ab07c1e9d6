import * as Schema from "effect/Schema"
import { IssuedTicket } from "../ticket/ticket.ts"
import { RecoveryTarget } from "./target.ts"

/** A code that was requested. `identifier` is a ciphertext; `tickets` belong to the browsers that requested it. */
export const Request = Schema.Struct({
  target: RecoveryTarget,
  identifier: Schema.String,
  tickets: Schema.Array(IssuedTicket),
})

/**
 * What the right code is derived from, and its digits. With it, the code that was used can be distinguished from others.
 */
export const UsedCode = Schema.Struct({ challenge: Schema.String, nonce: Schema.String, length: Schema.Int })

/**
 * The permission to choose one password, for the browser that entered the right code. `ticket` is a hash, `identifier`
 * a ciphertext.
 */
export const Grant = Schema.Struct({
  ticket: Schema.String,
  /** Absent in grants that were stored before it was recorded. */
  code: Schema.optional(UsedCode),
  target: RecoveryTarget,
  identifier: Schema.String,
  until: Schema.Finite,
  isUsed: Schema.Boolean,
})
