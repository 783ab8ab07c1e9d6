import type * as Challenge from "../../domain/challenge/challenge.ts"

/** A code is on its way. Times are in milliseconds since the epoch. */
export interface CodeSent {
  /** The contact, masked, as its owner recognises it. */
  readonly sentTo: string
  /** The how-manieth message: only the latest one works. */
  readonly number: number
  readonly triesLeft: number
  readonly codeUntil: number
  /** When a new code may be asked for; `null` when no more will be sent. */
  readonly resendAt: number | null
  /** The carrier refused the message for good: the contact is to be checked. */
  readonly undeliverable: boolean
}

/** What there is to know of a code that was sent, where one works. */
export const describeCode = (challenge: Challenge.State): Omit<CodeSent, "sentTo"> | null => {
  if (challenge._tag !== "Open") return null
  const { nonces, policy, sentAt, tries, undeliverable, until } = challenge
  return {
    number: nonces.length,
    triesLeft: policy.tries - tries,
    codeUntil: until,
    resendAt: nonces.length < policy.sends ? sentAt + policy.secondsBetweenSends * 1_000 : null,
    undeliverable,
  }
}
