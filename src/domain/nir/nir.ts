/**
 * The NIR, or social security number. Its thirteen characters give the sex, the year and month of birth, the place of
 * birth and the order number in that place's register. A control key of two digits may follow (décret n° 82-103,
 * article 4).
 *
 * > 2 69 05 49 588 157 80: a woman, born in May of a year that ends in 69, in commune 588 of département 49, the 157th.
 *
 * The module requires what all sources agree on, and accepts with a warning what they dispute. It never compares the
 * number with other facts about the person: such cross-checks refused people born abroad.
 *
 * To read the module: `defects.ts` and `warnings.ts` contain the rules, `classify.ts` the other kinds of numbers,
 * `describe.ts` the birth, `suggest.ts` repairs, `redact.ts` and `field.ts` text around a number. `bulk/` contains only
 * what makes large files fast.
 */
import { type Defect, examine } from "./defects.ts"
import { isNir } from "./is-nir.ts"
import { withDigits } from "./letters.ts"
import { MaskedValue } from "./masked-value.ts"
import type { Warning } from "./warnings.ts"

/**
 * A NIR: thirteen characters, without the key. It never prints: text, JSON and inspection show `• •• •• •• ••• 157`.
 * Only `reveal` returns the number in clear, to show, store or send it. The mask shows the order number, by which
 * people recognise their own number. Each of the 999 order numbers belongs to many people; sex, year and place would
 * describe one person.
 *
 * The console of a browser may display private fields: log `String(nir)` there.
 *
 * Compare two NIRs with `equals`, or with `Equal.equals` of Effect. Functions that compare visible fields (`toEqual`,
 * `deepStrictEqual`) find any two NIRs equal.
 *
 * ```ts
 * import { Nir } from "mon-compte/nir"
 *
 * const nir = new Nir("2 69 05 49 588 157 80")
 * `${nir}` // => "• •• •• •• ••• 157"
 * JSON.stringify({ nir }) // => '{"nir":"• •• •• •• ••• 157"}'
 * nir.reveal() // => "2690549588157"
 * nir.equals(new Nir("2690549588157")) // => true
 * ```
 */
export class Nir extends MaskedValue {
  readonly #characters: string

  /** For numbers known to be right. Throws a `TypeError` where `isNir` is `false`. Use `parse` for what people type. */
  constructor(text: string) {
    super()
    if (!isNir(text)) throw new TypeError("Not a NIR.")
    this.#characters = withDigits(text)
      .replace(/[^\dAB]/g, "")
      .slice(0, 13)
  }

  /**
   * The thirteen characters in clear, with letters in upper case. Search the code for this name to find every
   * disclosure.
   */
  reveal(): string {
    return this.#characters
  }

  equals(that: unknown): boolean {
    return that instanceof Nir && that.#characters === this.#characters
  }

  /** The mask. */
  override toString(): string {
    return `• •• •• •• ••• ${this.#characters.slice(10)}`
  }

  /** Without this method Effect would compare visible fields, and find any two NIRs equal. */
  "~effect/Equal"(that: unknown): boolean {
    return this.equals(that)
  }

  "~effect/Hash"(): number {
    return Number(this.#characters.slice(7))
  }
}

type Defects = readonly [Defect, ...ReadonlyArray<Defect>]

/** The result of `parse`. */
export type Parsed =
  | { readonly ok: true; readonly nir: Nir; readonly warnings: ReadonlyArray<Warning> }
  | { readonly ok: false; readonly defects: Defects }

/**
 * Reads a NIR as people write it: 13 characters, or 15 with the key, which is verified and dropped. Blanks and line ends
 * of any kind, dots, hyphens and dashes are ignored everywhere, and so are invisible marks that come with copied text.
 * `O` is read as 0, and `I` and `L` as 1. `2A` and `2B` are accepted in either case.
 *
 * Returns all defects at once, in the order of the text, and never more than 20. A waiting number or a migrant's number
 * is not a NIR: its defect is `WaitingNumber` or `MigrantNumber`, followed by any other defects; see `classify`. Reads
 * text of any length in linear time, and never throws.
 *
 * ```ts
 * import { parse } from "mon-compte/nir"
 *
 * const parsed = parse("2 69 05 49 588 157 80")
 * parsed.ok && parsed.nir.reveal() // => "2690549588157"
 * const refused = parse("2 69 15 49 588 157")
 * refused.ok || refused.defects // => [{ code: "ImpossibleMonth", start: 5, end: 7, expected: "01-12 or 20-99" }]
 * const doubtful = parse("1 20 45 99 350 001")
 * doubtful.ok && doubtful.warnings[0]?.code // => "MonthDisputed"
 * ```
 */
export const parse = (input: unknown): Parsed => {
  const { defects, warnings } = examine(input)
  if (defects.length > 0) return { ok: false, defects: defects as Defects }
  // Input without a defect is text.
  return { ok: true, nir: new Nir(input as string), warnings }
}

/**
 * The characters of a NIR. Throws a `TypeError` for any other value that an untyped caller passes: it lacks the private
 * field.
 */
export const charactersOf = (nir: Nir): string => Nir.prototype.reveal.call(nir)
