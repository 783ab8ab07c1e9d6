export const allKinds = ["Digit", "Upper", "Lower", "Special"] as const

/** A kind of character that a policy may require. Every other character is allowed and belongs to no kind. */
export type Kind = (typeof allKinds)[number]

export const allPersonalData = ["Nir", "BirthDate", "Names", "Contact", "ServiceName", "LegacyPassword"] as const

/**
 * What others know about a person, or can read on the page. `LegacyPassword` is eight digits in a row: the form of every
 * legacy password, which is known to others of the household and is not compared itself.
 */
export type PersonalData = (typeof allPersonalData)[number]

export const comparisons = ["Contained", "Whole"] as const
export const guards = ["Nothing", "LockOut", "OwnDevice"] as const

/**
 * The requirements for a new password. A policy is a plain value: it survives `JSON.stringify`, is stored with the
 * account it was applied to, and is read again by `readPolicy`. If you change a policy, change its `version`.
 */
export interface PasswordPolicy {
  readonly name: string
  readonly version: number
  /** In code points of the NFC form, not in visible characters: a family emoji has 7 code points. */
  readonly minimum: number
  /** In the same unit, and never above `LONGEST`. */
  readonly maximum: number
  /**
   * The kinds to look for, in reading order. `Digit` is 0–9 only. `Upper` and `Lower` are Unicode's Lu and Ll: É and ß
   * count, the title-case ǅ does not. `Special` is punctuation, symbols and spaces.
   */
  readonly kinds: ReadonlyArray<Kind>
  /** The number of `kinds` that a password must have. */
  readonly kindsNeeded: number
  /** What the password must not be made of. A rule looks for it only if the context gives it. */
  readonly forbidden: ReadonlyArray<PersonalData>
  /** `Contained`: not even as a part. `Whole`: not as the whole password, apart from a short number around it. */
  readonly forbiddenWhen: (typeof comparisons)[number]
  /** The names of the service. A name of at most five letters must be a separate word: CAF, but not café. */
  readonly serviceNames: ReadonlyArray<string>
  /** Whether common passwords are refused: those of the embedded list, and those of the caller's own list. */
  readonly blockList: boolean
  /**
   * What slows down guessing besides the password. CNIL's cases depend on it. `LockOut`: growing waits and at most 25
   * wrong passwords in 24 hours, as in the sign-in of this package. `OwnDevice`: the person's own device, which blocks
   * after three wrong passwords.
   */
  readonly guard: (typeof guards)[number]
}

/** The longest password that can be hashed, in code points of its NFC form, under every policy. */
export const LONGEST = 256

/** The longest password under a policy, in code points. A policy cannot allow one that sign-in could not read. */
export const longestUnder = (policy: PasswordPolicy): number => Math.min(policy.maximum, LONGEST)
