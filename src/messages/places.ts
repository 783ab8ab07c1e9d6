import type { Language } from "../domain/language/language.ts"

/** The most places that a sentence names. */
const MOST_PLACES = 3

interface PlaceWords {
  /** The characters of the typed text to look at. */
  readonly lookAt: (ordinals: ReadonlyArray<string>) => string
  /** The position of a character. */
  readonly ordinal: (position: number) => string
  /** The characters of a number to compare with the card: one, or two neighbours. */
  readonly compare: (ranges: string) => string
  readonly range: (first: string, last: string) => string
}

const list = (language: Language, type: "conjunction" | "disjunction", parts: ReadonlyArray<string>) =>
  new Intl.ListFormat(language, { type }).format(parts)

const words: { readonly [L in Language]: PlaceWords } = {
  fr: {
    lookAt: (all) =>
      `Regardez ${all.length === 1 ? `le ${all[0]} caractère` : `les ${list("fr", "conjunction", all)} caractères`} de votre saisie.`,
    ordinal: (position) => (position === 1 ? "1er" : `${position}e`),
    compare: (ranges) => `Comparez d’abord avec votre carte Vitale ${ranges}.`,
    range: (first, last) => (first === last ? `le ${first} caractère` : `les ${first} et ${last} caractères`),
  },
  en: {
    lookAt: (all) =>
      `Look at ${all.length === 1 ? "character" : "characters"} ${list("en", "conjunction", all)} of what you typed.`,
    ordinal: (position) => String(position),
    compare: (ranges) => `First compare with your carte Vitale ${ranges}.`,
    range: (first, last) => (first === last ? `character ${first}` : `characters ${first} and ${last}`),
  },
}

/**
 * The sentence, after one that says which characters of the typed text it is about. `starts` are places from 0. The
 * sentence stays as it is without places.
 */
export const withPlaces = (text: string, starts: ReadonlyArray<number>, language: Language): string => {
  const { lookAt, ordinal } = words[language]
  return starts.length === 0
    ? text
    : `${lookAt(starts.slice(0, MOST_PLACES).map((start) => ordinal(start + 1)))} ${text}`
}

/** The sentence that says which characters of a number are likely to be wrong. It never says what would be right. */
export const likelyPlacesText = (
  places: ReadonlyArray<{ readonly first: number; readonly last: number }>,
  language: Language,
): string => {
  const { compare, ordinal, range } = words[language]
  const ranges = places.map(({ first, last }) => range(ordinal(first), ordinal(last)))
  return compare(list(language, "disjunction", ranges))
}
