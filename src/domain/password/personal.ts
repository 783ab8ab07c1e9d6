import { fold, isTrimming, squeeze } from "./fold.ts"
import type { PasswordPolicy, Personal } from "./policy.ts"

/** What is known of the person who chooses. Give what the policy forbids; what is absent cannot be looked for. */
export interface Person {
  /** 13 or 15 characters, with or without spaces, or a `Nir`; a provisional identifier does as well. */
  readonly nir?: string | { readonly reveal: () => string } | null
  /** `YYYY-MM-DD`. Anything else is a mistake of the program and throws `WrongContext`. */
  readonly birthDate?: string | null
  /** First names and family names, in any order and case; several words in one are taken apart. */
  readonly names?: ReadonlyArray<string> | null
}

/** The program gave a context that cannot be read: better to stop than to check against nothing. Repeats nothing. */
export class WrongContext extends TypeError {
  override readonly name = "WrongContext"
  readonly code: "NirNotText" | "BirthDateNotIso" | "NamesNotTexts"
  constructor(code: WrongContext["code"]) {
    super(`The context of a password cannot be read: ${code}.`)
    this.code = code
  }
}

/**
 * The shortest piece of a NIR that is refused: six in a row. Five may be a postcode, four a year; a random number of
 * eight digits holds six in a row of a given NIR twice in 100,000.
 */
const PIECE_OF_NIR = 6

/** Units of an identifier that are read: fifteen characters, however they are spaced. */
const LONGEST_WRITTEN = 64

const MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(" ")

/** Letters a name must have to be looked for: shorter ones hide in too many words. */
const SHORTEST_NAME = 3
const PARTICLES = new Set(["dal", "das", "del", "den", "der", "des", "dos", "las", "les", "los", "san", "van", "von"])

/** A service's name this short is looked for as a word of its own: `MaCAF-7` is seen, `Ma-cafetiere-7` is not. */
const SHORT_SERVICE_NAME = 5

const textOf = (nir: NonNullable<Person["nir"]>): unknown =>
  typeof nir === "object" && typeof nir.reveal === "function" ? nir.reveal() : nir

const nirPieces = (nir: NonNullable<Person["nir"]>, whole: boolean): ReadonlyArray<string> => {
  const text = textOf(nir)
  if (typeof text !== "string") throw new WrongContext("NirNotText")
  const identifier = squeeze(fold(text.slice(0, LONGEST_WRITTEN)))
  if (identifier.length < PIECE_OF_NIR) return []
  if (whole) return [identifier, identifier.slice(0, 13)]
  return Array.from({ length: identifier.length - PIECE_OF_NIR + 1 }, (_, at) =>
    identifier.slice(at, at + PIECE_OF_NIR),
  )
}

const datePieces = (birthDate: unknown): ReadonlyArray<string> => {
  const parts = typeof birthDate === "string" ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(birthDate) : null
  if (parts === null) throw new WrongContext("BirthDateNotIso")
  const [, year = "", month = "", day = ""] = parts
  const short = year.slice(2)
  const figures = [day + month + year, day + month + short, year + month + day, `${Number(day)}${Number(month)}${year}`]
  const named = MONTHS[Number(month) - 1]
  if (named === undefined) return figures
  const spoken = Number(day) === 1 ? ["1", "1er"] : [String(Number(day))]
  return [...figures, ...spoken.flatMap((first) => [first + named + year, first + named + short])]
}

const namePieces = (names: unknown): ReadonlyArray<string> => {
  if (!Array.isArray(names)) throw new WrongContext("NamesNotTexts")
  return names.flatMap((name: unknown) => {
    if (typeof name !== "string") throw new WrongContext("NamesNotTexts")
    const words = fold(name)
      .split(/[^\p{L}]+/u)
      .filter((word) => [...word].length >= SHORTEST_NAME)
    return words.length > 1 ? words.filter((word) => !PARTICLES.has(word)) : words
  })
}

/** Whether a word occurs with no letter before or after it. */
const standsApart = (word: string, folded: string): boolean => {
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
    if (!/\p{L}$/u.test(folded.slice(0, at)) && !/^\p{L}/u.test(folded.slice(at + word.length))) return true
  }
  return false
}

/** Whether a text is made of nothing but these pieces and a trimming. */
const isMadeOf = (pieces: ReadonlyArray<string>, text: string): boolean => {
  const longestFirst = [...pieces].sort((a, b) => b.length - a.length)
  const rest = longestFirst.reduce((left, piece) => left.replaceAll(piece, ""), text)
  return rest !== text && isTrimming(rest)
}

/** What a password in NFC gives away of the person or the service, among what its policy forbids. */
export const personalIn = (text: string, policy: PasswordPolicy, person: Person): ReadonlySet<Personal> => {
  const whole = policy.forbiddenWhen === "Whole"
  const folded = fold(text)
  const squeezed = squeeze(folded)
  const holds = (pieces: ReadonlyArray<string>, where: string) =>
    whole ? isMadeOf(pieces, squeezed) : pieces.some((piece) => where.includes(piece))
  const serviceNames = policy.serviceNames.map((name) => squeeze(fold(name))).filter((name) => name !== "")

  return new Set(
    policy.forbidden.filter((personal) => {
      if (personal === "Nir") return person.nir != null && holds(nirPieces(person.nir, whole), squeezed)
      if (personal === "BirthDate") return person.birthDate != null && holds(datePieces(person.birthDate), squeezed)
      if (personal === "Names") return person.names != null && holds(namePieces(person.names), folded)
      if (whole) return isMadeOf(serviceNames, squeezed)
      return serviceNames.some((name) =>
        name.length <= SHORT_SERVICE_NAME ? standsApart(name, folded) : squeezed.includes(name),
      )
    }),
  )
}
