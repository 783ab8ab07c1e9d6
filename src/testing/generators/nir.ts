import * as fc from "fast-check"
import type { DefectCode } from "../../domain/nir/defects.ts"
import { Nir } from "../../domain/nir/nir.ts"

/**
 * Generators of numbers, composed from their parts. They cover everything that the rules allow, so a generated number
 * may belong to a living person. Use them in tests, and never send them anywhere.
 */

/** A number from `from` to `to`, both inclusive, in this many digits. */
const between = (from: number, to: number, width: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((value) => String(value).padStart(width, "0"))

const joined = (...parts: ReadonlyArray<fc.Arbitrary<string>>): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(""))

const sex = fc.constantFrom("1", "2")
const year = between(0, 99, 2)
const month = between(1, 12, 2)
const order = between(1, 999, 3)
const commune = between(1, 990, 3)

const places = {
  mainland: joined(fc.oneof(between(1, 19, 2), between(21, 95, 2)), commune),
  corsica: joined(fc.constantFrom("2A", "2B"), commune),
  overseas: joined(fc.oneof(between(971, 976, 3), between(984, 989, 3)), between(1, 90, 2)),
  abroad: joined(fc.constant("99"), fc.oneof(between(100, 699, 3), fc.constant("990"))),
}
const place = fc.oneof({ weight: 4, arbitrary: places.mainland }, places.corsica, places.overseas, places.abroad)

const nirOf = (birthPlace: fc.Arbitrary<string>, birthMonth = month): fc.Arbitrary<Nir> =>
  joined(sex, year, birthMonth, birthPlace, order).map((characters) => new Nir(characters))

/** Numbers with a birth in a mainland département, 01 to 95. */
export const mainlandNir = nirOf(places.mainland)
/** Numbers with a birth in `2A` or `2B`. */
export const corsicanNir = nirOf(places.corsica)
/** Numbers with a birth overseas, in 971 to 976 or 984 to 989. */
export const overseasNir = nirOf(places.overseas)
/** Numbers with a birth abroad: in the range of the official country codes, or in an unknown country. */
export const foreignNir = nirOf(places.abroad)
/** Numbers with a fictitious month, 20 to 99. */
export const fictitiousMonthNir = nirOf(place, between(20, 99, 2))
/** Numbers of any of these kinds. */
export const nir: fc.Arbitrary<Nir> = fc.oneof(
  { weight: 4, arbitrary: mainlandNir },
  corsicanNir,
  overseasNir,
  foreignNir,
  fictitiousMonthNir,
)

/** Thirteen characters of a waiting number in the form of a NIR (NIA). It starts with 3, 4, 7 or 8. */
export const nia = joined(fc.constantFrom("3", "4", "7", "8"), year, month, place, order)
/** Thirteen digits of a provisional number (NNP): 7 or 8, sex (0 before 2012), fund, order. */
export const nnp = joined(fc.constantFrom("7", "8"), between(0, 2, 1), between(0, 999, 3), between(0, 99_999_999, 8))
/** Thirteen digits of the number of a migrant passing through (MIG), with the layout of the provisional number. */
export const mig = joined(fc.constantFrom("5", "6"), between(0, 2, 1), between(0, 999, 3), between(0, 99_999_999, 8))

/** The key according to its definition, on a big integer. It does not use the code under test. */
const keyOf = (characters: string): string => {
  const digits = characters.replace("2A", "19").replace("2B", "18")
  return String(97n - (BigInt(digits) % 97n)).padStart(2, "0")
}

/** The thirteen characters, with or without their key. */
const maybeWithKey = (characters: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(characters, fc.boolean()).map(([text, withKey]) => (withKey ? text + keyOf(text) : text))

const separator = fc.oneof(
  { weight: 4, arbitrary: fc.constant("") },
  { weight: 4, arbitrary: fc.constantFrom(" ", ".", "-", "\t", "\u00A0", "\u202F", "\u2009", "\u3000", " - ") },
  fc.constantFrom("\n", "\u2007", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212"),
  fc.constantFrom("\u200B", "\u200D", "\u200E", "\u202C", "\u2060", "\u2066", "\u00AD", "\uFEFF"),
)
const trail = fc.constantFrom("", "", " ", "\n", "\r\n", " \n\n")

/**
 * Accepted spellings of the characters: in either case, with separators before and between them, and line ends after
 * them.
 */
export const spelled = (characters: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(characters, fc.array(separator, { minLength: 17, maxLength: 17 }), trail, fc.boolean())
    .map(([text, separators, end, lower]) => {
      const spread = [...text].map((character, index) => (separators[index] ?? "") + character).join("")
      return (lower ? spread.toLowerCase() : spread) + end
    })

/** Accepted spellings of a NIR, of 13 or 15 characters. */
export const spelledNir: fc.Arbitrary<string> = spelled(maybeWithKey(nir.map((value) => value.reveal())))

const characters = nir.map((value) => value.reveal())
const number = maybeWithKey(characters)

/** The text with the inserted characters, in place of `removed` characters of its own. */
const edited = (
  text: fc.Arbitrary<string>,
  place: fc.Arbitrary<number>,
  inserted: fc.Arbitrary<string>,
  removed: 0 | 1,
): fc.Arbitrary<string> =>
  fc.tuple(text, place, inserted).map(([whole, at, added]) => whole.slice(0, at) + added + whole.slice(at + removed))

/** Letters and digits of other scripts that people type or paste instead of an ASCII digit. */
const lookAlike = fc.constantFrom("S", "Z", "C", "é", "\uFF11", "\u0661", "\u06F2", "²", "\u{1D7CF}")
/** Signs that get into a number by accident. */
const stray = fc.constantFrom("\0", "/", "_", "+", "€", "\uD800", "😀")

/** Inputs with exactly one defect: `parse` returns this defect and no other. */
export const inputWithDefect: { readonly [code in DefectCode]: fc.Arbitrary<unknown> } = {
  NotText: fc.oneof(
    fc.integer(),
    fc.bigInt(),
    fc.boolean(),
    fc.constantFrom(null, undefined, Symbol.iterator),
    fc.array(fc.string()),
    fc.record({ nir: fc.string() }),
    spelledNir.map((text) => ({ toString: () => text })),
  ),
  Empty: fc.array(separator).chain((separators) => trail.map((end) => separators.join("") + end)),
  TooShort: spelled(
    fc.tuple(characters, fc.integer({ min: 1, max: 12 })).map(([text, length]) => text.slice(0, length)),
  ),
  IncompleteKey: spelled(characters.map((text) => text + keyOf(text).slice(0, 1))),
  TooLong: spelled(fc.tuple(characters, between(0, 9999, 4)).map(([text, more]) => text + keyOf(text) + more)),
  UnexpectedCharacter: fc.oneof(
    edited(number, fc.nat({ max: 12 }), lookAlike, 1),
    edited(number, fc.nat({ max: 12 }), stray, 0),
  ),
  MisplacedLetter: edited(
    number,
    fc.constantFrom(0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12),
    fc.constantFrom("A", "B", "a", "b"),
    1,
  ),
  ImpossibleFirstDigit: spelled(maybeWithKey(joined(fc.constantFrom("0", "9"), year, month, place, order))),
  WaitingNumber: spelled(maybeWithKey(fc.oneof(nia, nnp))),
  MigrantNumber: spelled(maybeWithKey(mig)),
  ImpossibleMonth: spelled(
    maybeWithKey(joined(sex, year, fc.oneof(fc.constant("00"), between(13, 19, 2)), place, order)),
  ),
  ImpossibleDepartement: spelled(maybeWithKey(joined(sex, year, month, fc.constant("00"), commune, order))),
  ImpossibleCommune: spelled(
    maybeWithKey(
      joined(
        sex,
        year,
        month,
        fc.oneof(
          joined(fc.oneof(between(1, 96, 2), fc.constantFrom("2A", "2B", "99")), fc.constant("000")),
          joined(between(970, 989, 3), fc.constant("00")),
        ),
        order,
      ),
    ),
  ),
  ImpossibleOrder: spelled(maybeWithKey(joined(sex, year, month, place, fc.constant("000")))),
  WrongKey: spelled(
    fc
      .tuple(characters, fc.integer({ min: 1, max: 99 }))
      .map(([text, shift]) => text + String((Number(keyOf(text)) + shift) % 100).padStart(2, "0")),
  ),
}
