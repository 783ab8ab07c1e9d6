/**
 * The NIR, or social security number: thirteen characters that say sex, year and month of birth, place of birth and the
 * order in that place's register; a key of two digits may follow (décret n° 82-103, article 4).
 *
 * > 2 69 05 49 588 157 80: a woman, born in May of a year in 69, in commune 588 of département 49, the 157th.
 *
 * What sources agree on is required; what they dispute is accepted with a warning. Nothing is compared with what a person
 * says elsewhere: cross-checks refused people born abroad.
 */
import { type Defect, examine } from "./defects.ts"
import { isNir } from "./is-nir.ts"
import { Unprintable } from "./unprintable.ts"
import type { Warning } from "./warnings.ts"

/**
 * A NIR: thirteen characters, the key dropped. It never prints: text, JSON and inspection show `• •• •• •• ••• 157`, so that
 * a number can only be shown, stored or sent by `reveal`. The mask keeps the order number: people tell their own numbers
 * apart by it, and it is one of 999 that everyone shares with many, whereas sex, year and place would describe someone.
 *
 * A browser's console may unfold private fields: log `String(nir)` there.
 *
 * Two NIRs are the same when `equals` says so, and `Equal.equals` of Effect. Comparers that look at visible fields
 * (`toEqual`, `deepStrictEqual`) see no difference between any two.
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
export class Nir extends Unprintable {
  readonly #characters: string

  /** For numbers known to be right: throws a `TypeError` where `isNir` says no. What people type goes through `parse`. */
  constructor(text: string) {
    super()
    if (!isNir(text)) throw new TypeError("Not a NIR.")
    this.#characters = text
      .replace(/[^\dAB]/gi, "")
      .slice(0, 13)
      .toUpperCase()
  }

  /** The thirteen characters in clear, letters in upper case. Wherever a number gets out, this word stands in the code. */
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

  /** Without it Effect would compare visible fields, and take any two NIRs for the same. */
  "~effect/Equal"(that: unknown): boolean {
    return this.equals(that)
  }

  "~effect/Hash"(): number {
    return Number(this.#characters.slice(7))
  }
}

/** What `parse` answers. */
export type Parsed =
  | { readonly ok: true; readonly nir: Nir; readonly warnings: ReadonlyArray<Warning> }
  | { readonly ok: false; readonly defects: readonly [Defect, ...ReadonlyArray<Defect>] }

/**
 * Reads a NIR as people write it: 13 characters, or 15 with the key, which is verified and dropped. Spaces of any kind, tabs,
 * dots and hyphens are skipped anywhere, line ends at the end; `2a` and `2b` are taken in either case.
 *
 * All defects come back at once, in the order of the text, and never more than 20. A waiting number or a migrant's number is
 * not a NIR; it is told by `WaitingNumber` or `MigrantNumber`, with only what is wrong besides: see `classify`. Text of any
 * length is read in linear time. Nothing throws.
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
  const [first, ...others] = defects
  // Where nothing is wrong, the input is text.
  return first ? { ok: false, defects: [first, ...others] } : { ok: true, nir: new Nir(input as string), warnings }
}

/** The characters of a NIR. What callers without types pass instead throws a `TypeError`: it lacks the private field. */
export const charactersOf = (nir: Nir): string => Nir.prototype.reveal.call(nir)
