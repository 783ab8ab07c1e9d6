import { birthMonth, sex } from "./birth.ts"
import { describe } from "./describe.ts"
import { isNir } from "./is-nir.ts"
import { charactersOf, Nir } from "./nir.ts"

/** What is known about the person from elsewhere; each narrows the repairs. */
export interface Declared {
  readonly sex?: "male" | "female"
  /** A civil date, `1969-05-17`; its day is not used. Anything else throws a `TypeError`. */
  readonly birthDate?: string
  /** Leaves readings to come out of what makes a repair likely; without it none is. */
  readonly today?: Date
}

/** One change that would make the key right. */
export interface Repair {
  /** Two neighbours swapped back, or one character replaced; `CorsicanLetter` where that makes or unmakes 2A or 2B. */
  readonly kind: "Swap" | "Digit" | "CorsicanLetter"
  /** The number it would make, masked as ever. */
  readonly nir: Nir
  /** Where the change is in the text as it was typed, `end` excluded. */
  readonly start: number
  readonly end: number
}

/**
 * What can be said about a text.
 * - `NothingWrong`: fifteen characters and the right key.
 * - `CannotKnow`: `NoKey`, thirteen characters, about which nothing can be told; `WrongLength`, neither 13 nor 15 characters, or
 *   no text; `TooManyMistakes`, more than one character that is no digit.
 * - `Repairs`: the likeliest first, none where no single change makes the key right.
 */
export type Suggestions =
  | { readonly kind: "NothingWrong" }
  | { readonly kind: "CannotKnow"; readonly why: "NoKey" | "WrongLength" | "TooManyMistakes" }
  | { readonly kind: "Repairs"; readonly repairs: ReadonlyArray<Repair> }

/**
 * Proposes what a person may have meant whose fifteen characters don't fit together: swapped neighbours first, then single
 * characters; among those, places that exist and months that are known first. **It never corrects**: show where the change
 * would be, or ask again; the right number may not be among them, and another person's may.
 *
 * Declared sex and birth date leave out what they contradict; a number whose month isn't known contradicts none.
 *
 * ```ts
 * import { suggest } from "mon-compte/nir/suggest"
 *
 * const mistyped = suggest("2 69 05 49 858 157 80", { sex: "female", birthDate: "1969-05-17" })
 * const [first] = mistyped.kind === "Repairs" ? mistyped.repairs : []
 * first?.kind // => "Swap"
 * [first?.start, first?.end] // => [11, 13]
 * String(first?.nir) // => "• •• •• •• ••• 157"
 * suggest("2 69 05 49 858 157") // => { kind: "CannotKnow", why: "NoKey" }
 * ```
 */
export const suggest = (input: unknown, declared: Declared = {}): Suggestions => {
  const agrees = agreementWith(declared)
  const places = placesOf(input)
  if (places.length !== 15) return { kind: "CannotKnow", why: places.length === 13 ? "NoKey" : "WrongLength" }
  const characters = places.map(({ character }) => character)
  if (isNir(characters.join(""))) return { kind: "NothingWrong" }
  const unreadable = characters.flatMap((character, index) => (character === "?" ? [index] : []))
  if (unreadable.length > 1) return { kind: "CannotKnow", why: "TooManyMistakes" }

  const edits = unreadable.length > 0 ? replacements(characters, unreadable) : allEdits(characters)
  const repairs = edits
    .filter(({ text }) => isNir(text))
    .map(({ kind, text, from, to }): Repair => {
      const [start, end] = [places[from]?.start ?? 0, places[to]?.end ?? 0]
      return { kind, nir: new Nir(text), start, end }
    })
    .filter(({ nir }) => agrees(nir))
  const today = declared.today ?? new Date(Number.NaN)
  return { kind: "Repairs", repairs: repairs.sort((one, other) => doubts(one, today) - doubts(other, today)) }
}

interface Edit {
  readonly kind: Repair["kind"]
  readonly text: string
  /** The first and last characters that change, of the fifteen. */
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

/** Swaps before the rest, whatever else is doubtful: of all that people do, they do it most. */
const doubts = ({ kind, nir }: Repair, today: Date): number => {
  const month = Number(charactersOf(nir).slice(3, 5))
  const [reading] = describe(nir, { today }).readings
  return (kind === "Swap" ? 0 : 4) + (reading?.warnings.length === 0 ? 0 : 2) + (month > 12 ? 1 : 0)
}

const agreementWith = (declared: Declared): ((nir: Nir) => boolean) => {
  const { birthDate } = declared
  const date = birthDate === undefined ? undefined : /^\d\d(\d\d)-(\d\d)-\d\d$/.exec(birthDate)
  if (date === null) throw new TypeError("Not a civil date.")
  const [, year, month] = date ?? []
  return (nir) =>
    (declared.sex === undefined || sex(nir) === declared.sex) &&
    (year === undefined || charactersOf(nir).slice(1, 3) === year) &&
    (month === undefined || birthMonth(nir) === null || birthMonth(nir) === Number(month))
}

interface Placed {
  /** A digit, `A` or `B`, or `?` for any other letter or digit. */
  readonly character: string
  readonly start: number
  readonly end: number
}

/** The characters of a text that have a place in the number, sixteen at most. */
const placesOf = (input: unknown): ReadonlyArray<Placed> => {
  const places: Array<Placed> = []
  if (typeof input !== "string") return places
  for (const { 0: character, index: start } of input.matchAll(/[\p{L}\p{N}]/gu)) {
    const known = /[\dAB]/i.test(character)
    places.push({ character: known ? character.toUpperCase() : "?", start, end: start + character.length })
    if (places.length === 16) break
  }
  return places
}
