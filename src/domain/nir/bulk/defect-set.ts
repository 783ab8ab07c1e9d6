import type { DefectCode } from "../defects.ts"

/** A set of defects is one small integer, a bit per defect, so that checking a file allocates no object per number. */

export const TOO_SHORT = 1
export const INCOMPLETE_KEY = 2
export const TOO_LONG = 4
export const UNEXPECTED_CHARACTER = 8
export const MISPLACED_LETTER = 16
export const FIRST_DIGIT = 32
export const WAITING_NUMBER = 64
export const MIGRANT_NUMBER = 128
export const MONTH = 256
export const DEPARTEMENT = 512
export const COMMUNE = 1024
export const ORDER = 2048
export const WRONG_KEY = 4096

/** A defect of a line in a file. A line is always text, and an empty one counts as blank. */
export type LineDefectCode = Exclude<DefectCode, "NotText" | "Empty">

const CODES: ReadonlyArray<readonly [LineDefectCode, number]> = [
  ["TooShort", TOO_SHORT],
  ["IncompleteKey", INCOMPLETE_KEY],
  ["TooLong", TOO_LONG],
  ["UnexpectedCharacter", UNEXPECTED_CHARACTER],
  ["MisplacedLetter", MISPLACED_LETTER],
  ["ImpossibleFirstDigit", FIRST_DIGIT],
  ["WaitingNumber", WAITING_NUMBER],
  ["MigrantNumber", MIGRANT_NUMBER],
  ["ImpossibleMonth", MONTH],
  ["ImpossibleDepartement", DEPARTEMENT],
  ["ImpossibleCommune", COMMUNE],
  ["ImpossibleOrder", ORDER],
  ["WrongKey", WRONG_KEY],
]

/** The number of possible sets. */
export const SET_COUNT = 8192

export const codesOf = (bits: number): ReadonlyArray<LineDefectCode> =>
  CODES.filter(([, bit]) => (bits & bit) !== 0).map(([code]) => code)

/** The defect of each first digit, 0 to 9; 0 where there is none. */
export const DEFECT_BY_FIRST_DIGIT = [
  FIRST_DIGIT,
  0,
  0,
  WAITING_NUMBER,
  WAITING_NUMBER,
  MIGRANT_NUMBER,
  MIGRANT_NUMBER,
  WAITING_NUMBER,
  WAITING_NUMBER,
  FIRST_DIGIT,
] as const

/** Whether the set contains a number of another kind, whose month, place and order are not checked. */
export const isOtherKind = (bits: number): boolean => (bits & (WAITING_NUMBER | MIGRANT_NUMBER)) !== 0

export const isImpossibleMonth = (month: number): boolean => month === 0 || (month > 12 && month < 20)
