/**
 * A second, slow implementation of the rules of a NIR, with which tests compare the fast code. It splits the text into
 * a list, compares the fields as numbers, and computes the key on a big integer.
 */
import type { DefectCode } from "../../src/domain/nir/defects.ts"
import type { WarningCode } from "../../src/domain/nir/warnings.ts"

/** All accepted separators: blanks and line ends, the dot, hyphens and dashes, and invisible marks. */
export const SEPARATORS: ReadonlyArray<string> = [
  ...Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((character) =>
    /[\s.\-\u2212\p{Dash_Punctuation}\p{Format}]/u.test(character),
  ),
]

/** The letters that are read as a digit. */
const LOOK_ALIKES: { readonly [letter: string]: string } = { O: "0", o: "0", I: "1", i: "1", L: "1", l: "1" }

interface Place {
  readonly character: string
  readonly start: number
  readonly end: number
}

interface Finding<Code> {
  readonly code: Code
  readonly start: number
  readonly end: number
}

export type ModelReading =
  | { readonly ok: true; readonly characters: string; readonly warnings: ReadonlyArray<Finding<WarningCode>> }
  | { readonly ok: false; readonly defects: ReadonlyArray<Finding<DefectCode>> }

/** Reads a text according to the rules. */
export const readByModel = (text: string): ModelReading => {
  const all: Array<Place> = []
  let start = 0
  for (const typed of Array.from(text)) {
    all.push({ character: LOOK_ALIKES[typed] ?? typed, start, end: start + typed.length })
    start += typed.length
  }
  while (all.length > 0 && SEPARATORS.includes(all.at(-1)?.character ?? "")) all.pop()
  const end = all.at(-1)?.end ?? 0
  const visible = all.filter(({ character }) => !SEPARATORS.includes(character))

  const defects: Array<Finding<DefectCode>> = []
  const places: Array<Place & { readonly right: boolean }> = []
  for (const place of visible) {
    const { character } = place
    const before = places[5]
    const afterTwo = places.length === 6 && before !== undefined && (!before.right || before.character === "2")
    const isLetter = ["A", "B", "a", "b"].includes(character)
    const right = "0123456789".includes(character) || (isLetter && afterTwo)
    const hasPlace = /^(\p{Letter}|\p{Number})$/u.test(character)
    if (hasPlace && places.length === 15) {
      defects.push({ code: "TooLong", start: place.start, end: text.length })
      break
    }
    if (!right) {
      const code = isLetter ? "MisplacedLetter" : "UnexpectedCharacter"
      defects.push({ code, start: place.start, end: place.end })
    }
    if (defects.length === 15) return { ok: false, defects }
    if (hasPlace) places.push({ ...place, right })
  }
  const tooLong = defects.some(({ code }) => code === "TooLong")
  if (end === 0) defects.push({ code: "Empty", start: 0, end: text.length })
  else if (places.length < 13) defects.push({ code: "TooShort", start: end, end })
  else if (places.length === 14) defects.push({ code: "IncompleteKey", start: places[13]?.start ?? -1, end })

  /** The characters of a field, or `undefined` if one is missing or wrong, or if the place of the field is unknown. */
  const field = (from: number, to: number): string | undefined => {
    const inField = places.slice(from, to)
    if (inField.length < to - from || inField.some(({ right }) => !right) || (tooLong && to > 1)) return undefined
    return inField.map(({ character }) => character.toUpperCase()).join("")
  }
  const range = (from: number, to: number) => ({ start: places[from]?.start ?? -1, end: places[to - 1]?.end ?? -1 })

  const whole = field(0, 13)
  const key = field(13, 15)
  if (whole !== undefined && key !== undefined) {
    const number = BigInt(whole.replace("2A", "19").replace("2B", "18"))
    if (BigInt(key) !== 97n - (number % 97n)) defects.push({ code: "WrongKey", start: places[13]?.start ?? -1, end })
  }
  const first = field(0, 1)
  const kinds: { readonly [digit: string]: DefectCode } = {
    "0": "ImpossibleFirstDigit",
    "3": "WaitingNumber",
    "4": "WaitingNumber",
    "5": "MigrantNumber",
    "6": "MigrantNumber",
    "7": "WaitingNumber",
    "8": "WaitingNumber",
    "9": "ImpossibleFirstDigit",
  }
  const kind = first === undefined ? undefined : kinds[first]
  if (kind !== undefined) defects.push({ code: kind, ...range(0, 1) })
  const isOtherKind = kind === "WaitingNumber" || kind === "MigrantNumber"

  const month = Number(field(3, 5) ?? Number.NaN)
  const departement = field(5, 7)
  const commune = field(7, 10)
  const order = field(10, 13)
  if (!isOtherKind) {
    if (month === 0 || (month >= 13 && month <= 19)) defects.push({ code: "ImpossibleMonth", ...range(3, 5) })
    if (departement === "00") defects.push({ code: "ImpossibleDepartement", ...range(5, 7) })
    const noCommune = departement === "97" || departement === "98" ? commune?.endsWith("00") : commune === "000"
    if (noCommune === true) defects.push({ code: "ImpossibleCommune", ...range(7, 10) })
    if (order === "000") defects.push({ code: "ImpossibleOrder", ...range(10, 13) })
  }
  if (defects.length > 0 || whole === undefined) {
    return { ok: false, defects: defects.toSorted((first, second) => first.start - second.start) }
  }

  const warnings: Array<Finding<WarningCode>> = []
  if (month === 20 || month === 30 || month >= 50) warnings.push({ code: "MonthUnknown", ...range(3, 5) })
  else if ((month >= 21 && month <= 29) || (month >= 43 && month <= 49))
    warnings.push({ code: "MonthDisputed", ...range(3, 5) })
  const territory = Number(field(5, 8))
  if (territory === 970 || territory === 979 || (territory >= 980 && territory <= 983))
    warnings.push({ code: "TerritoryUnknown", ...range(5, 8) })
  const country = Number(commune)
  if (departement === "99" && country !== 990 && (country < 100 || country > 699))
    warnings.push({ code: "CountryUnknown", ...range(7, 10) })
  const years = [1900 + Number(field(1, 3)), 2000 + Number(field(1, 3))]
  const notInUse =
    (departement === "20" && years.every((year) => year >= 1976)) ||
    (departement === "96" && years.every((year) => year >= 1968)) ||
    ((territory === 977 || territory === 978) && years.every((year) => year < 2007))
  if (notInUse) warnings.push({ code: "PlaceCodeNotInUse", ...range(5, 10) })
  return { ok: true, characters: whole, warnings }
}
