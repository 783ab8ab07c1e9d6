/**
 * French numbers, as people dial them and as networks carry them.
 *
 * Everybody dials ten digits that start with 0, but overseas numbers have country codes of their own: 0690 00 12 34 is
 * +590 690 00 12 34. Source: plan national de numérotation (ARCEP, décision 2018-0881 amended by 2022-1583), 2.3; the
 * blocks of 0708 and 0709 are as libphonenumber has them.
 */
import type { Country } from "./contact-policy.ts"

interface Territory {
  /** What a number starts with, its 0 left out. */
  readonly root: RegExp
  readonly code: "262" | "508" | "590" | "594" | "596"
  readonly country: Country
}

/** Mobile roots. A number under one is a mobile, whether or not its block was known when the library was published. */
const MOBILE: ReadonlyArray<Territory> = [
  { root: /^(?:69[01]|7090)/u, code: "590", country: "GP" },
  { root: /^(?:694|7093[0-3])/u, code: "594", country: "GF" },
  { root: /^(?:69[67]|7091)/u, code: "596", country: "MQ" },
  { root: /^(?:69[23]|7092)/u, code: "262", country: "RE" },
  { root: /^(?:639|7093[5-7])/u, code: "262", country: "YT" },
  { root: /^708[45]/u, code: "508", country: "PM" },
]

const FIXED: ReadonlyArray<Territory> = [
  { root: /^262/u, code: "262", country: "RE" },
  { root: /^269/u, code: "262", country: "YT" },
  { root: /^590/u, code: "590", country: "GP" },
  { root: /^594/u, code: "594", country: "GF" },
  { root: /^596/u, code: "596", country: "MQ" },
]

/**
 * Kept for fiction by ARCEP (same décision, 2.5.12): nobody has these. The 0 left out.
 *
 * So under +262 as under +33: the ten digits are one plan for the mainland and overseas, and whoever had +262 639 98 12 34 would
 * be dialled 0639 98 12 34. libphonenumber has 0639 97 and 0639 99 in Mayotte, and not the block between them.
 */
export const isFiction = (national: string): boolean => /^63998\d{4}$/u.test(national)

/** The territory of an overseas mobile, by its country code and the nine digits after it. */
export const overseasMobile = (countryCode: string, national: string): Country | undefined =>
  national.length === 9
    ? MOBILE.find(({ code, root }) => code === countryCode && root.test(national))?.country
    : undefined

/**
 * The international form of an overseas number that was dialled as a French one, or nothing when it is of the mainland.
 * Saint-Pierre-et-Miquelon has six digits, dialled after 0508.
 */
export const overseasForm = (national: string): string | undefined => {
  if (national.length !== 9 || isFiction(national)) return undefined
  if (national.startsWith("508")) return `+${national}`
  const territory = [...MOBILE, ...FIXED].find(({ root }) => root.test(national))
  return territory && `+${territory.code}${national}`
}
