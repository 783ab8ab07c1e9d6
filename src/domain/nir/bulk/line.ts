import { keyOfHalves } from "../control-key.ts"
import { MAX_WRONG_CHARACTERS } from "../defects.ts"
import { valueOfLetter } from "../letters.ts"
import { isSeparator } from "../separators.ts"
import {
  COMMUNE,
  DEFECT_BY_FIRST_DIGIT,
  DEPARTEMENT,
  INCOMPLETE_KEY,
  isImpossibleMonth,
  isOtherKind,
  MISPLACED_LETTER,
  MONTH,
  ORDER,
  TOO_LONG,
  TOO_SHORT,
  UNEXPECTED_CHARACTER,
  WRONG_KEY,
} from "./defect-set.ts"
import { areFourDigits, ZEROS } from "./packed-digits.ts"

const LINE_FEED = 10

/** Values of a place without a right digit. They are above every sum of two digits, so they match no rule. */
const WRONG = 100
const A = 101
const B = 102

/** The classes of a byte in a short line. The class of a digit, and of a letter that looks like one, is its value. */
const SKIPPED = 10
const LETTER = 11
const OTHER = 12
const CLASS_OF_BYTE = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte > 127 || byte === LINE_FEED
    ? OTHER
    : digitOf(byte) >= 0
      ? digitOf(byte)
      : isLetterOrNumber(byte)
        ? LETTER
        : isSeparator(byte)
          ? SKIPPED
          : OTHER,
)

/**
 * Reads one line of a file, a character at a time, without storing it: fifteen places are enough. It finds the same
 * defects as `examine` in the text of the line, without their places.
 */
export class LineReader {
  readonly #places = new Uint8Array(20)
  readonly #fourPlaces = new DataView(this.#places.buffer)
  #count = 0
  #wrong = 0
  #bits = 0
  #isBlank = true
  /** The defects of the line that `readShort` has read last. */
  bits = 0
  /** Whether the rest of the line can no longer change the result. */
  isSettled = false

  push(codePoint: number): void {
    const digit = codePoint - 48
    if (digit >= 0 && digit <= 9 && this.#count < 15 && !this.isSettled) {
      this.#places[this.#count++] = digit
      this.#isBlank = false
    } else this.#pushOther(codePoint)
  }

  #pushOther(codePoint: number): void {
    if (this.isSettled || isSeparator(codePoint)) return
    this.#isBlank = false
    const hasPlace = isLetterOrNumber(codePoint)
    if (hasPlace && this.#count === 15) {
      this.#bits |= TOO_LONG
      this.isSettled = true
      return
    }
    const place = this.#placed(codePoint)
    if (hasPlace) this.#places[this.#count++] = place
  }

  /**
   * Reads the complete line that starts here, if it has only separators and up to fifteen ASCII letters and digits. At
   * least one must be a right digit. Most wrong numbers are such lines. Returns where the next line starts, or 0 for
   * other lines.
   */
  readShort(bytes: DataView, from: number): number {
    const places = this.#places
    const length = bytes.byteLength
    let count = 0
    let bits = 0
    let letters = 0
    let at = from
    while (at < length) {
      if (at + 4 <= length && count < 16) {
        const four = bytes.getInt32(at, true) ^ ZEROS
        if (areFourDigits(four)) {
          this.#fourPlaces.setInt32(count, four, true)
          count += 4
          at += 4
          continue
        }
      }
      const byte = bytes.getUint8(at++)
      const byteClass = CLASS_OF_BYTE[byte] as number
      if (byteClass < SKIPPED) places[count++ & 15] = byteClass
      else if (byteClass === LETTER) {
        const place = this.#letterAt(count, byte)
        if (place === WRONG) bits |= isAOrB(byte) ? MISPLACED_LETTER : UNEXPECTED_CHARACTER
        places[count++ & 15] = place
        letters++
      } else if (byteClass === OTHER) {
        if (byte !== LINE_FEED) return 0
        if (count > 15 || count === letters) return 0
        this.bits = bits | defectsOfPlaces(places, count)
        return at
      }
    }
    return 0
  }

  /** Ends the line: returns its defects, or `null` if it is blank. The next line starts. */
  end(): number | null {
    const bits = this.#isBlank ? null : this.#bits | (this.#hasTooManyWrong ? 0 : this.#defectsOfFields())
    this.#count = this.#wrong = this.#bits = 0
    this.#isBlank = true
    this.isSettled = false
    return bits
  }

  get #hasTooManyWrong(): boolean {
    return this.#wrong === MAX_WRONG_CHARACTERS
  }

  #refuse(bit: number): void {
    this.#bits |= bit
    this.#wrong++
    this.isSettled = this.#hasTooManyWrong
  }

  #placed(codePoint: number): number {
    const digit = digitOf(codePoint)
    if (digit >= 0) return digit
    const place = this.#letterAt(this.#count, codePoint)
    if (place === WRONG) this.#refuse(isAOrB(codePoint) ? MISPLACED_LETTER : UNEXPECTED_CHARACTER)
    return place
  }

  /** `A` or `B` in the place where `2A` and `2B` are valid, also after a wrong character; `WRONG` elsewhere. */
  #letterAt(count: number, codePoint: number): number {
    const before = this.#places[5]
    if (count !== 6 || (before !== 2 && before !== WRONG) || !isAOrB(codePoint)) return WRONG
    return (codePoint | 32) === 97 ? A : B
  }

  #defectsOfFields(): number {
    // In a line that is too long it is unknown where the number starts, so only the first digit is checked.
    return (this.#bits & TOO_LONG) === 0
      ? defectsOfPlaces(this.#places, this.#count)
      : (DEFECT_BY_FIRST_PLACE[this.#places[0] as number] as number)
  }
}

/** The defect of each value of the first place. */
const DEFECT_BY_FIRST_PLACE = Uint16Array.from({ length: B + 1 }, (_, first) => DEFECT_BY_FIRST_DIGIT[first] ?? 0)

/** The defects of the first `count` places. A `WRONG` place matches no rule. */
const defectsOfPlaces = (p: Uint8Array, count: number): number => {
  const at = (place: number) => p[place] as number
  for (let place = count; place < 15; place++) p[place] = WRONG
  const bits =
    (DEFECT_BY_FIRST_PLACE[at(0)] as number) |
    (count < 13 ? TOO_SHORT : 0) |
    (count === 14 ? INCOMPLETE_KEY : 0) |
    (count === 15 && isKeyWrong(p) ? WRONG_KEY : 0)
  if (isOtherKind(bits)) return bits
  const departement = at(5) * 10 + at(6)
  const isOverseas = departement === 97 || departement === 98
  return (
    bits |
    (isImpossibleMonth(at(3) * 10 + at(4)) ? MONTH : 0) |
    (departement === 0 ? DEPARTEMENT : 0) |
    (at(8) + at(9) === 0 && (isOverseas ? at(7) < 10 : at(7) === 0) ? COMMUNE : 0) |
    (at(10) + at(11) + at(12) === 0 ? ORDER : 0)
  )
}

/** Whether the key of fifteen places is wrong. It is not checked if one of them is `WRONG`. */
const isKeyWrong = (p: Uint8Array): boolean => {
  const seventh = p[6] as number
  // After the 2, `A` makes 19 and `B` makes 18: one and two less than 20.
  let high = seventh === A ? -1 : seventh === B ? -2 : seventh
  let low = 0
  let unit = 10
  for (let place = 5; place >= 0; place--) {
    if (p[place] === WRONG) return false
    high += (p[place] as number) * unit
    unit *= 10
  }
  for (let place = 6; place < 15; place++) if (p[place] === WRONG) return false
  for (let place = 7; place < 13; place++) low = low * 10 + (p[place] as number)
  return (p[13] as number) * 10 + (p[14] as number) !== keyOfHalves(high, low)
}

/** The value of a digit, or of a letter that looks like one; -1 for any other character. */
function digitOf(codePoint: number): number {
  if (codePoint >= 48 && codePoint <= 57) return codePoint - 48
  const value = valueOfLetter(codePoint)
  return value === 0 || value === 1 ? value : -1
}

function isAOrB(codePoint: number): boolean {
  return codePoint === 65 || codePoint === 66 || codePoint === 97 || codePoint === 98
}

function isLetterOrNumber(codePoint: number): boolean {
  return codePoint < 128
    ? (codePoint >= 48 && codePoint <= 57) || ((codePoint | 32) >= 97 && (codePoint | 32) <= 122)
    : /[\p{L}\p{N}]/u.test(String.fromCodePoint(codePoint))
}
