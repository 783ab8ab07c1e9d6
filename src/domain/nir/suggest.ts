import { birthMonth, sex } from "./birth.ts"
import { describe } from "./describe.ts"
import { isNir } from "./is-nir.ts"
import { withDigits } from "./letters.ts"
import { charactersOf, Nir } from "./nir.ts"

/** Facts about the person from another source. Each excludes repairs that contradict it. */
export interface Declared {
  readonly sex?: "male" | "female"
  /**
   * A civil date, `1969-05-17`. The day is not used, and the month may be unknown: `1965-00-00`. Anything else throws a
   * `TypeError`.
   */
  readonly birthDate?: string
  /** Years of birth after this date do not count when repairs are ranked. Without it, all years count. */
  readonly today?: Date
}

/** One change that makes the key right. */
export interface Repair {
  /**
   * Two neighbours swapped, or one character replaced; `CorsicanLetter` if that adds or removes the letter of 2A or 2B.
   */
  readonly kind: "Swap" | "Digit" | "CorsicanLetter"
  /** The number after the change. It prints masked. */
  readonly nir: Nir
  /** The place of the change in the text as it was typed, `end` exclusive. */
  readonly start: number
  readonly end: number
}

/**
 * The result of `suggest`.
 * - `NothingWrong`: fifteen characters and the right key, in a spelling that `parse` accepts.
 * - `CannotKnow`: no suggestion is possible. The reason `NoKey` means thirteen characters. `WrongLength` means any
 *   other length than 13 and 15, or no text. `TooManyMistakes` means more than one character that is not a digit.
 *   `ForeignSign` means that the fifteen characters are right, and the text has a sign such as `/` besides: `parse`
 *   says where.
 * - `Repairs`: the likeliest first. The list is empty if no single change makes the key right.
 */
export type Suggestions =
  | { readonly kind: "NothingWrong" }
  | { readonly kind: "CannotKnow"; readonly reason: "NoKey" | "WrongLength" | "TooManyMistakes" | "ForeignSign" }
  | { readonly kind: "Repairs"; readonly repairs: ReadonlyArray<Repair> }

/**
 * Suggests repairs for fifteen characters whose key does not match. Swaps of neighbours come first, then single
 * characters; within each, existing places and known months come first. **It never corrects**: show the place of the
 * change, or ask again. The right number may not be among the repairs, and another person's number may be.
 *
 * A declared sex and birth date exclude the repairs that contradict them. A number with an unknown month contradicts no
 * date.
 *
 * ```ts
 * import { suggest } from "mon-compte/nir/suggest"
 *
 * const mistyped = suggest("2 69 05 49 858 157 80", { sex: "female", birthDate: "1969-05-17" })
 * const [first] = mistyped.kind === "Repairs" ? mistyped.repairs : []
 * first?.kind // => "Swap"
 * [first?.start, first?.end] // => [11, 13]
 * String(first?.nir) // => "• •• •• •• ••• 157"
 * suggest("2 69 05 49 858 157") // => { kind: "CannotKnow", reason: "NoKey" }
 * ```
 */
export const suggest = (input: unknown, declared: Declared = {}): Suggestions => {
  const matches = matcherOf(declared)
  const places = placesOf(input)
  if (places.length !== 15) return { kind: "CannotKnow", reason: places.length === 13 ? "NoKey" : "WrongLength" }
  const characters = places.map(({ character }) => character)
  if (isNir(input)) return { kind: "NothingWrong" }
  if (isNir(characters.join(""))) return { kind: "CannotKnow", reason: "ForeignSign" }
  const unreadable = characters.flatMap((character, index) => (character === "?" ? [index] : []))
  if (unreadable.length > 1) return { kind: "CannotKnow", reason: "TooManyMistakes" }

  const edits = unreadable.length > 0 ? replacements(characters, unreadable) : allEdits(characters)
  const repairs = edits
    .filter(({ text }) => isNir(text))
    .map(
      ({ kind, text, from, to }): Repair => ({
        kind,
        nir: new Nir(text),
        start: places[from]?.start ?? 0,
        end: places[to]?.end ?? 0,
      }),
    )
    .filter(({ nir }) => matches(nir))
  const today = declared.today ?? new Date(Number.NaN)
  return { kind: "Repairs", repairs: repairs.sort((first, second) => doubtOf(first, today) - doubtOf(second, today)) }
}

/** A place where a typing error is likely. */
export interface LikelyPlace {
  /** In the text as it was typed, `end` exclusive. */
  readonly start: number
  readonly end: number
  /** In the number: the first and the last character, from 1 to 15. */
  readonly first: number
  readonly last: number
}

/** The most places: a person cannot compare more. */
const MOST_PLACES = 3

/**
 * The likeliest places of a typing error in fifteen characters whose key does not match, at most three. Unlike
 * `suggest`, the answer contains no number: it can be shown to a person who is not signed in.
 *
 * ```ts
 * import { likelyPlaces } from "mon-compte/nir/suggest"
 *
 * const [first] = likelyPlaces("2 69 05 49 858 157 80", { sex: "female", birthDate: "1969-05-17" })
 * first // => { start: 11, end: 13, first: 8, last: 9 }
 * likelyPlaces("2 69 05 49 588 157 80") // => []
 * ```
 */
export const likelyPlaces = (input: unknown, declared: Declared = {}): ReadonlyArray<LikelyPlace> => {
  const suggestions = suggest(input, declared)
  if (suggestions.kind !== "Repairs") return []
  const typed = placesOf(input)
  const places = suggestions.repairs.map(({ end, start }) => {
    const first = typed.findIndex((place) => place.start === start) + 1
    return { start, end, first, last: typed.findIndex((place) => place.end === end) + 1 }
  })
  const isRepeated = ({ end, start }: LikelyPlace, index: number) =>
    places.findIndex((place) => place.start === start && place.end === end) < index
  return places.filter((place, index) => !isRepeated(place, index)).slice(0, MOST_PLACES)
}

interface Edit {
  readonly kind: Repair["kind"]
  readonly text: string
  /** The indexes of the first and the last changed character, of the fifteen. */
  readonly from: number
  readonly to: number
}

const allEdits = (characters: ReadonlyArray<string>): ReadonlyArray<Edit> => [
  ...characters.slice(1).map((second, from): Edit => {
    const text = characters.with(from, second).with(from + 1, characters[from] ?? "")
    return { kind: "Swap", text: text.join(""), from, to: from + 1 }
  }),
  ...replacements(characters, [...characters.keys()]),
]

const replacements = (characters: ReadonlyArray<string>, indexes: ReadonlyArray<number>): ReadonlyArray<Edit> =>
  indexes.flatMap((index) =>
    [..."0123456789AB"].map((character): Edit => {
      const isLetter = /[AB]/.test(character + characters[index])
      const text = characters.with(index, character).join("")
      return { kind: isLetter ? "CorsicanLetter" : "Digit", text, from: index, to: index }
    }),
  )

/** How doubtful a repair is. Swaps rank first in any case, because they are the most frequent mistake. */
const doubtOf = ({ kind, nir }: Repair, today: Date): number => {
  const month = Number(charactersOf(nir).slice(3, 5))
  const [reading] = describe(nir, { today }).readings
  return (kind === "Swap" ? 0 : 4) + (reading?.warnings.length === 0 ? 0 : 2) + (month > 12 ? 1 : 0)
}

const matcherOf = (declared: Declared): ((nir: Nir) => boolean) => {
  const { birthDate } = declared
  const date = birthDate === undefined ? undefined : /^\d\d(\d\d)-(\d\d)-\d\d$/.exec(birthDate)
  if (date === null) throw new TypeError("Not a civil date.")
  const [, year, month] = date ?? []
  return (nir) =>
    (declared.sex === undefined || sex(nir) === declared.sex) &&
    (year === undefined || charactersOf(nir).slice(1, 3) === year) &&
    (month === undefined || month === "00" || birthMonth(nir) === null || birthMonth(nir) === Number(month))
}

interface PlacedCharacter {
  /** A digit, `A` or `B`, or `?` for any other letter or digit. */
  readonly character: string
  readonly start: number
  readonly end: number
}

/** The characters of a text that take a place in the number, at most sixteen. */
const placesOf = (input: unknown): ReadonlyArray<PlacedCharacter> => {
  const places: Array<PlacedCharacter> = []
  if (typeof input !== "string") return places
  for (const { 0: character, index: start } of input.matchAll(/[\p{L}\p{N}]/gu)) {
    const read = withDigits(character)
    const isReadable = /^[\dAB]$/.test(read)
    places.push({ character: isReadable ? read : "?", start, end: start + character.length })
    if (places.length === 16) break
  }
  return places
}
