import type { Person } from "./personal-pieces.ts"

/** What is known when a person chooses a password. All fields are optional; a rule reads only the fields it needs. */
export interface Context extends Person {
  /**
   * What the person typed in the second field. If the key is present, the two must match after NFC. A form that loses
   * its second field is therefore refused.
   */
  readonly confirmation?: unknown
  /** The current password, if the form asks for it. */
  readonly current?: string | null
  /**
   * Whether the candidate is the current password: the answer, or a function that receives the candidate in NFC and
   * compares it with the hash. A promise would count as "yes": await it first, see `readTyped`.
   */
  readonly isCurrent?: boolean | ((candidate: string) => boolean)
  /**
   * Whether a password is common or leaked. Called with the candidate in NFC, if the policy has a block list. It
   * extends the embedded list.
   */
  readonly blockList?: (candidate: string) => boolean
}
