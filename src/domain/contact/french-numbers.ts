/**
 * French telephone numbers, in national and international form.
 *
 * A French number has ten digits and starts with 0, but overseas territories have their own country codes: 0690 00 12
 * 34 is +590 690 00 12 34. Source: plan national de numérotation (ARCEP, décision 2018-0881 amended by 2022-1583), 2.3.
 * The blocks of 0708 and 0709 are those of libphonenumber.
 */
import type { Country } from "./contact-policy.ts"

interface Territory {
  /** The start of a number, without its 0. */
  readonly root: RegExp
  readonly code: "262" | "508" | "590" | "594" | "596"
  readonly country: Country
}

/** Roots of mobile numbers. They also cover blocks that libphonenumber does not know yet. */
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
 * Whether ARCEP reserves a number for fiction (same décision, 2.5.12). No subscriber has such a number. `national` is
 * without its 0.
 *
 * This holds under +33 and under +262, because one plan of ten digits covers the mainland and overseas: +262 639 98 12
 * 34 would be dialled 0639 98 12 34. libphonenumber has 0639 97 and 0639 99 in Mayotte, but not the block between them.
 */
export const isFiction = (national: string): boolean => /^63998\d{4}$/u.test(national)

/** The territory of an overseas mobile, from its country code and the nine digits after it. */
export const overseasMobile = (countryCode: string, national: string): Country | undefined =>
  national.length === 9
    ? MOBILE.find(({ code, root }) => code === countryCode && root.test(national))?.country
    : undefined

/**
 * The international form of an overseas number in national form, or `undefined` for a number of the mainland.
 * Saint-Pierre-et-Miquelon has six digits, dialled after 0508.
 */
export const overseasForm = (national: string): string | undefined => {
  if (national.length !== 9 || isFiction(national)) return undefined
  if (national.startsWith("508")) return `+${national}`
  const territory = [...MOBILE, ...FIXED].find(({ root }) => root.test(national))
  return territory && `+${territory.code}${national}`
}
