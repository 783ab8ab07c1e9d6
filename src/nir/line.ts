import {
  COMMUNE,
  DEPARTEMENT,
  INCOMPLETE_KEY,
  isOtherKind,
  MISPLACED_LETTER,
  MONTH,
  OF_FIRST_DIGIT,
  ORDER,
  TOO_LONG,
  TOO_SHORT,
  UNEXPECTED_CHARACTER,
  WRONG_KEY,
} from "./defect-bits.ts"
import { MOST_WRONG_CHARACTERS } from "./defects.ts"
import { keyOfHalves } from "./halves.ts"
import { isSeparator } from "./separators.ts"

const CARRIAGE_RETURN = 13
const WRONG = -1
const A = -2
const B = -3

/**
 * One line of a file, a character at a time and never kept: fifteen places are all there is to remember. It finds what
 * `examine` finds in the line's text, without saying where.
 */
export class Line {
  readonly #places = new Int8Array(15)
  #count = 0
  #wrong = 0
  #bits = 0
  #isBlank = true
  /** Carriage returns that end the line, unless something follows them. */
  #returns = 0
  /** Whether nothing more on this line can matter. */
  isSettled = false

  push(codePoint: number): void {
    const digit = codePoint - 48
    if (digit >= 0 && digit <= 9 && this.#count < 15 && this.#returns === 0 && !this.isSettled) {
      this.#places[this.#count++] = digit
      this.#isBlank = false
    } else this.#pushOther(codePoint)
  }

  #pushOther(codePoint: number): void {
    if (this.isSettled || isSeparator(codePoint)) return
    if (codePoint === CARRIAGE_RETURN) {
      this.#returns++
      return
    }
    this.#isBlank = false
    for (; this.#returns > 0 && !this.isSettled; this.#returns--) this.#refuse(UNEXPECTED_CHARACTER)
    if (this.isSettled) return
    const hasPlace = isLetterOrNumber(codePoint)
    if (hasPlace && this.#count === 15) {
      this.#bits |= TOO_LONG
      this.isSettled = true
      return
    }
    const place = this.#placed(codePoint)
    if (hasPlace) this.#places[this.#count++] = place
  }

  /** The defects of the line, or `null` where it is blank. The next line begins. */
  end(): number | null {
    const bits = this.#isBlank ? null : this.#bits | (this.#isGivenUp ? 0 : this.#defectsOfFields())
    this.#count = this.#wrong = this.#bits = this.#returns = 0
    this.#isBlank = true
    this.isSettled = false
    return bits
  }

  get #isGivenUp(): boolean {
    return this.#wrong === MOST_WRONG_CHARACTERS
  }

  #refuse(bit: number): void {
    this.#bits |= bit
    this.#wrong++
    this.isSettled = this.#isGivenUp
  }

  #placed(codePoint: number): number {
    if (codePoint >= 48 && codePoint <= 57) return codePoint - 48
    const letter = codePoint | 32
    const isLetter = codePoint < 128 && (letter === 97 || letter === 98)
    const before = this.#places[5]
    if (isLetter && this.#count === 6 && (before === 2 || before === WRONG)) return letter === 97 ? A : B
    this.#refuse(isLetter ? MISPLACED_LETTER : UNEXPECTED_CHARACTER)
    return WRONG
  }

  #defectsOfFields(): number {
    const isTooLong = (this.#bits & TOO_LONG) !== 0
    // Where the number begins in a text that is too long, no one knows: only its first digit says something.
    const count = isTooLong ? 1 : this.#count
    const first = count > 0 ? (this.#places[0] as number) : WRONG
    let bits = OF_FIRST_DIGIT[first] ?? 0
    if (this.#count < 13) bits |= TOO_SHORT
    if (this.#count === 14) bits |= INCOMPLETE_KEY
    if (count === 15 && this.#isKeyWrong()) bits |= WRONG_KEY
    if (isOtherKind(bits)) return bits
    const month = this.#pair(3, count)
    if (month === 0 || (month > 12 && month < 20)) bits |= MONTH
    const departement = this.#pair(5, count)
    if (departement === 0) bits |= DEPARTEMENT
    const territory = this.#places[7] as number
    const isOverseas = departement === 97 || departement === 98
    if (this.#pair(8, count) === 0 && (isOverseas ? territory !== WRONG : territory === 0)) bits |= COMMUNE
    if (this.#places[10] === 0 && this.#pair(11, count) === 0) bits |= ORDER
    return bits
  }

  /** Two digits as a number; negative where one of them is missing, wrong or a letter. */
  #pair(from: number, count: number): number {
    const tens = this.#places[from] as number
    const ones = this.#places[from + 1] as number
    return from + 2 > count || (tens | ones) < 0 ? WRONG : tens * 10 + ones
  }

  /** Of fifteen places, unless one of them is wrong in itself. */
  #isKeyWrong(): boolean {
    const p = this.#places
    if (p.includes(WRONG)) return false
    const digits = (from: number, to: number) => p.subarray(from, to).reduce((value, digit) => value * 10 + digit, 0)
    // After the 2, `A` makes 19 and `B` makes 18: one and two less than 20.
    const high = digits(0, 6) * 10 + (p[6] === A ? -1 : p[6] === B ? -2 : (p[6] as number))
    return digits(13, 15) !== keyOfHalves(high, digits(7, 13))
  }
}

const isLetterOrNumber = (codePoint: number): boolean =>
  codePoint < 128
    ? (codePoint >= 48 && codePoint <= 57) || ((codePoint | 32) >= 97 && (codePoint | 32) <= 122)
    : /[\p{L}\p{N}]/u.test(String.fromCodePoint(codePoint))
