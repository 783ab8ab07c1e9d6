import { resendAt, type State, triesLeft } from "./challenge.ts"

/** What a caller may know about the code that was sent. Times are in milliseconds since the epoch. */
export interface CodeProgress {
  /** Digits of the code. */
  readonly codeLength: number
  /** Sequence number of the message, from 1. Only the code of the latest message works. */
  readonly number: number
  readonly triesLeft: number
  /** When the code expires. */
  readonly codeUntil: number
  /** When a new code may be requested; `null` when no more will be sent. */
  readonly resendAt: number | null
  /** Whether the carrier refused the message for good. Then ask the person to check the contact. */
  readonly undeliverable: boolean
}

/** The progress of an open challenge, or `null` where none is open. */
export const codeProgress = (state: State): CodeProgress | null =>
  state._tag === "Open"
    ? {
        codeLength: state.policy.length,
        number: state.nonces.length,
        triesLeft: triesLeft(state),
        codeUntil: state.until,
        resendAt: resendAt(state),
        undeliverable: state.undeliverable,
      }
    : null
