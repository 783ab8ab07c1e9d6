/** The pieces of personal data that a password must not contain, in the folded form in which passwords are searched. */
import { fold } from "../typed-text/fold.ts"
import { squeeze } from "./fold.ts"

/**
 * What is known about the person who chooses. Give what the policy forbids: a rule cannot search for what is absent.
 */
export interface Person {
  /** 13 or 15 characters, with or without spaces, or a `Nir`. A provisional identifier is also accepted. */
  readonly nir?: string | { readonly reveal: () => string } | null
  /**
   * `YYYY-MM-DD`, or `YYYY-MM-00` and `YYYY-00-00` where a part is unknown. Any other form is a programming error and
   * throws `WrongContext`.
   */
  readonly birthDate?: string | null
  /** First names and family names, in any order and case. A name of several words is split. */
  readonly names?: ReadonlyArray<string> | null
  /** E-mail addresses and mobile numbers, as typed. */
  readonly contacts?: ReadonlyArray<string> | null
}

/**
 * The program gave personal data that cannot be read. It throws, because a check without the data would accept too
 * much. The text never repeats the data.
 */
export class WrongContext extends TypeError {
  override readonly name = "WrongContext"
  readonly code: "NirNotText" | "BirthDateNotIso" | "NamesNotTexts" | "ContactsNotTexts"
  constructor(code: WrongContext["code"]) {
    super(`The context of a password cannot be read: ${code}.`)
    this.code = code
  }
}

/**
 * Length of the shortest piece of a NIR that is refused. Five digits may be a postcode, four a year. A random number of
 * eight digits contains six consecutive digits of a given NIR with a probability of 2 in 100,000.
 */
const PIECE_OF_NIR = 6

/** UTF-16 units of an identifier that are read: enough for 15 characters with any spacing. */
const LONGEST_WRITTEN = 64

/** UTF-16 units of a contact that are read: the longest e-mail address has 254 (RFC 5321). */
const LONGEST_CONTACT = 254

const MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(" ")

/** Letters of the shortest name that is searched for: shorter names occur in too many words. */
const SHORTEST_NAME = 3
const PARTICLES = new Set(["dal", "das", "del", "den", "der", "des", "dos", "las", "les", "los", "san", "van", "von"])

const textOf = (nir: NonNullable<Person["nir"]>): unknown =>
  typeof nir === "object" && typeof nir.reveal === "function" ? nir.reveal() : nir

/**
 * Every six consecutive characters of an identifier; or, to compare whole passwords, the identifier with and without
 * key.
 */
export const nirPieces = (nir: NonNullable<Person["nir"]>, whole: boolean): ReadonlyArray<string> => {
  const text = textOf(nir)
  if (typeof text !== "string") throw new WrongContext("NirNotText")
  const identifier = squeeze(fold(text.slice(0, LONGEST_WRITTEN)))
  if (identifier.length < PIECE_OF_NIR) return []
  if (whole) return [identifier, identifier.slice(0, 13)]
  return Array.from({ length: identifier.length - PIECE_OF_NIR + 1 }, (_, at) =>
    identifier.slice(at, at + PIECE_OF_NIR),
  )
}

/**
 * A date as people write it: `05031985`, `050385`, `19850305`, `531985`, `5mars1985`, `5mars85`. Without a day: `031985`,
 * `198503`, `mars1985`. A year alone is in too many passwords.
 */
export const birthDatePieces = (birthDate: unknown): ReadonlyArray<string> => {
  const parts = typeof birthDate === "string" ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(birthDate) : null
  if (parts === null) throw new WrongContext("BirthDateNotIso")
  const [, year = "", month = "", day = ""] = parts
  const short = year.slice(2)
  const inDigits = [
    day + month + year,
    day + month + short,
    year + month + day,
    `${Number(day)}${Number(month)}${year}`,
  ]
  const monthName = MONTHS[Number(month) - 1]
  if (monthName === undefined) return inDigits
  if (day === "00") return [...inDigits, month + year, year + month, monthName + year]
  const days = Number(day) === 1 ? ["1", "1er"] : [String(Number(day))]
  return [...inDigits, ...days.flatMap((first) => [first + monthName + year, first + monthName + short])]
}

/** Characters of the shortest local part that is searched for inside a password: `ada` occurs in too many words. */
const SHORTEST_LOCAL_PART = 4

/** Digits of a mobile number without its country code or its first zero, which people write or leave out. */
const SUBSCRIBER_DIGITS = 9

/** E-mail addresses, as a whole and before the `@`, and mobile numbers. `long` leaves out short local parts. */
export const contactPieces = (contacts: unknown, long: boolean): ReadonlyArray<string> => {
  if (!Array.isArray(contacts)) throw new WrongContext("ContactsNotTexts")
  return contacts.flatMap((contact: unknown) => {
    if (typeof contact !== "string") throw new WrongContext("ContactsNotTexts")
    const folded = fold(contact.slice(0, LONGEST_CONTACT))
    const whole = squeeze(folded)
    const end = folded.lastIndexOf("@")
    if (end < 0) return whole.length < SUBSCRIBER_DIGITS ? [] : [whole.slice(-SUBSCRIBER_DIGITS)]
    const localPart = squeeze(folded.slice(0, end))
    return [whole, localPart].filter((piece) => piece.length >= (long ? SHORTEST_LOCAL_PART : 1))
  })
}

/** The words of names, without particles and words of one or two letters. */
export const namePieces = (names: unknown): ReadonlyArray<string> => {
  if (!Array.isArray(names)) throw new WrongContext("NamesNotTexts")
  return names.flatMap((name: unknown) => {
    if (typeof name !== "string") throw new WrongContext("NamesNotTexts")
    const words = fold(name)
      .split(/[^\p{L}]+/u)
      .filter((word) => [...word].length >= SHORTEST_NAME)
    return words.length > 1 ? words.filter((word) => !PARTICLES.has(word)) : words
  })
}
