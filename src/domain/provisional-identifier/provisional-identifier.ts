/**
 * Provisional identifier: a person without a social security number signs in with it.
 *
 * > "J'ai un identifiant provisoire."
 *
 * It contains no information about the person. It starts with a letter, which no social security number does, so the
 * two cannot be confused. When the number is known, the provisional identifier is retired and is never issued again.
 */
import * as Equal from "effect/Equal"
import * as Hash from "effect/Hash"
import * as Schema from "effect/Schema"
import { identity, rule, text } from "../policy/fields.ts"
import { readings, withoutSeparators } from "../typed-text/typed-text.ts"

/** A longer identifier is refused unread, so that no pattern can cause a denial of service. */
const LONGEST = 40

/** A longer text is refused unread. It leaves room for marks and blanks. */
const LONGEST_TEXT = 200

const isRegularExpression = (pattern: string): boolean => {
  try {
    return new RegExp(`^(?:${pattern})$`).source !== ""
  } catch {
    return false
  }
}

export const ProvisionalPolicy = Schema.Struct({
  ...identity,
  /** A regular expression for the whole identifier, in upper case and without separators. */
  pattern: text(200).check(Schema.makeFilter(isRegularExpression)).annotate({
    description: "a regular expression of 1 to 200 characters",
  }),
  /** An identifier that matches the pattern, to show as an example. */
  example: text(LONGEST),
}).check(
  rule(
    (policy) => ProvisionalIdentifier.parse(policy.example, policy) !== null,
    "example must match pattern and start with a letter",
  ),
)
export type ProvisionalPolicy = typeof ProvisionalPolicy.Type

/**
 * The ready-made policies. `standard`: `P` and eleven letters or digits, without the ambiguous I, L, O and U. This
 * makes 55 bits.
 *
 * A text that starts with a digit is never a provisional identifier, even if it matches the pattern.
 */
export const provisionalPolicies = {
  standard: { name: "standard", version: 1, pattern: "P[0-9A-HJKMNP-TV-Z]{11}", example: "P7K2 M9QX 4TRB" },
} as const satisfies Record<string, ProvisionalPolicy>

/** A provisional identifier. It prints masked; `reveal` returns it in clear. */
export class ProvisionalIdentifier implements Equal.Equal {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  /**
   * Parses a typed identifier. Case, blanks, dots, dashes and invisible marks do not matter. `null` if the text is no
   * identifier.
   *
   * A letter that looks like a digit (`O`, `I`, `L`) is read as 0 or 1 where it can be nothing else: the text itself does
   * not match the pattern, and exactly one such reading does.
   *
   * ```ts
   * import { ProvisionalIdentifier } from "mon-compte"
   *
   * const read = ProvisionalIdentifier.parse("p7k2 m9qx 4trb")
   * read?.reveal() // => "P7K2M9QX4TRB"
   * `${read}` // => "•••• •••• 4TRB"
   * ProvisionalIdentifier.parse("PO7K 2M9Q XL4T")?.reveal() // => "P07K2M9QX14T"
   * ProvisionalIdentifier.parse("2 69 05 49 588 157 80") // => null
   * ```
   */
  static parse(
    input: unknown,
    { pattern }: ProvisionalPolicy = provisionalPolicies.standard,
  ): ProvisionalIdentifier | null {
    if (typeof input !== "string" || input.length > LONGEST_TEXT) return null
    const text = withoutSeparators(input).toUpperCase()
    if (text.length > LONGEST || !/^[A-Z]/.test(text)) return null
    const whole = new RegExp(`^(?:${pattern})$`)
    const [typed, ...others] = readings(text).map((reading) => (whole.test(reading) ? reading : null))
    const possible = others.filter((reading) => reading !== null && /^[A-Z]/.test(reading))
    const only = typed ?? (possible.length === 1 ? possible[0] : null)
    return only == null ? null : new ProvisionalIdentifier(only)
  }

  /**
   * Restores an identifier from storage: `revealed` is what `reveal` returned. No policy applies, because an issued
   * identifier stays valid. Throws an error with a fixed text if `reveal` cannot have returned the text.
   */
  static restore(revealed: string): ProvisionalIdentifier {
    if (!/^[A-Z][^\s.-]{0,39}$/.test(revealed)) throw new TypeError("Not a provisional identifier.")
    return new ProvisionalIdentifier(revealed)
  }

  /** In clear, in upper case, without separators. */
  reveal(): string {
    return this.#text
  }

  toString(): string {
    return `•••• •••• ${this.#text.slice(-4)}`
  }

  toJSON(): string {
    return this.toString()
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString()
  }

  [Equal.symbol](that: unknown): boolean {
    return that instanceof ProvisionalIdentifier && that.#text === this.#text
  }

  [Hash.symbol](): number {
    return Hash.string(this.#text)
  }
}
