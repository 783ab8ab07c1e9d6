/**
 * Provisional identifier: what a person without a social security number signs in with.
 *
 * > "J'ai un identifiant provisoire."
 *
 * It says nothing about the person. It begins with a letter, as no social security number does, so that neither is ever
 * taken for the other. Once the number is known the provisional identifier is retired, and never given to anybody else.
 */
import * as Equal from "effect/Equal"
import * as Hash from "effect/Hash"
import * as Schema from "effect/Schema"

export const ProvisionalPolicy = Schema.Struct({
  name: Schema.String,
  version: Schema.Int,
  /** A regular expression for the whole identifier, in upper case and without separators. */
  pattern: Schema.String,
  /** One that keeps the pattern, to show as an example. */
  example: Schema.String,
})
export type ProvisionalPolicy = typeof ProvisionalPolicy.Type

/**
 * `standard`: `P`, then eleven letters or digits, without those that are mistaken for one another (I, L, O, U): 55 bits.
 *
 * What begins with a digit is never one, whatever a pattern says.
 */
export const provisionalPolicies = {
  standard: { name: "standard", version: 1, pattern: "P[0-9A-HJKMNP-TV-Z]{11}", example: "P7K2 M9QX 4TRB" },
} as const satisfies Record<string, ProvisionalPolicy>

/** Nothing longer is looked at, so that a pattern of any kind is quick. */
const LONGEST = 40

/** A provisional identifier. It prints masked; `reveal` gives it whole. */
export class ProvisionalIdentifier implements Equal.Equal {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  /**
   * Reads one as people write it: case, spaces, dots and hyphens do not matter. `null` where it is none.
   *
   * ```ts
   * import { ProvisionalIdentifier } from "mon-compte"
   *
   * const read = ProvisionalIdentifier.parse("p7k2 m9qx 4trb")
   * read?.reveal() // => "P7K2M9QX4TRB"
   * `${read}` // => "•••• •••• 4TRB"
   * ProvisionalIdentifier.parse("2 69 05 49 588 157 80") // => null
   * ```
   */
  static parse(
    input: unknown,
    { pattern }: ProvisionalPolicy = provisionalPolicies.standard,
  ): ProvisionalIdentifier | null {
    if (typeof input !== "string" || input.length > LONGEST) return null
    const text = input.replace(/[\s.\-\u00a0\u2009\u202f]/g, "").toUpperCase()
    return /^[A-Z]/.test(text) && new RegExp(`^(?:${pattern})$`).test(text) ? new ProvisionalIdentifier(text) : null
  }

  /**
   * The identifier whose `reveal` gave this text, from storage: one that was once issued stays one, whatever the policy
   * has become. Throws an error with a fixed text when the text never came out of `reveal`.
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
