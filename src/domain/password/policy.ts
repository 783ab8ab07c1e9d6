/** A kind of character that a policy may ask for. Every other character is allowed, and counts for none of them. */
export type Kind = "Digit" | "Upper" | "Lower" | "Special"

/** What others know about a person, or can read on the page. */
export type Personal = "Nir" | "BirthDate" | "Names" | "ServiceName"

/**
 * What a new password must be. A plain value: it survives `JSON.stringify`, is stored beside the account it was
 * applied to, and is read back by `readPolicy`. Change a policy, change its `version`.
 */
export interface PasswordPolicy {
  readonly name: string
  readonly version: number
  /** Code points of the NFC form, not letters as a reader counts them: a family emoji is 7 of them. */
  readonly minimum: number
  /** Likewise. Never above `LONGEST`. */
  readonly maximum: number
  /**
   * The kinds that are looked for, in reading order. `Digit` is 0–9 and nothing else; `Upper` and `Lower` are Unicode's
   * Lu and Ll, so É and ß count, and the title-case ǅ does not; `Special` is punctuation, symbols and spaces.
   */
  readonly kinds: ReadonlyArray<Kind>
  /** How many of `kinds` must be there. */
  readonly kindsNeeded: number
  /** What the password may not be made of. Each is looked for only when the context gives it. */
  readonly forbidden: ReadonlyArray<Personal>
  /** `Contained`: not even as a part. `Whole`: not as the whole password, give or take a short number. */
  readonly forbiddenWhen: "Contained" | "Whole"
  /** The names of the service; those of five letters or fewer must stand apart (CAF, but not café). */
  readonly serviceNames: ReadonlyArray<string>
  /** Whether common passwords are refused: those of the embedded list and those the caller knows. */
  readonly blockList: boolean
  /**
   * What slows a guesser down besides the password, on which CNIL's cases depend. `LockOut`: growing waits, at most 25
   * wrong passwords in 24 hours, as this package's sign-in does. `OwnDevice`: a device of the person's own that blocks
   * at the third wrong try.
   */
  readonly guard: "Nothing" | "LockOut" | "OwnDevice"
}

/** The longest password that can be hashed, in code points of its NFC form, whatever a policy says. */
export const LONGEST = 256

/** The code points a password may have: a policy cannot allow one that sign-in could not read. */
export const longestUnder = (policy: PasswordPolicy): number => Math.min(policy.maximum, LONGEST)
