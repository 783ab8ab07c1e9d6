import * as Schema from "effect/Schema"
import { getCountries } from "libphonenumber-js/max"

/** A country or territory by its ISO 3166-1 code: `FR`, and `GP`, `RE`… for the overseas ones. */
export const Country = Schema.Literals(getCountries())
export type Country = typeof Country.Type

/** Which contacts are taken. Kept by value, so that what was accepted can be explained after the policy has changed. */
export const ContactPolicy = Schema.Struct({
  name: Schema.String,
  version: Schema.Int,
  /** Where mobiles may be from. */
  countries: Schema.Array(Country),
  /** Whose national form is understood: a number typed without an international prefix is read as one from here. */
  defaultCountry: Country,
  /**
   * Whether letters outside ASCII may stand before the `@` (RFC 6531). Few hosts and relays carry such mail, and a
   * French typist who writes an accent there has almost always made a mistake.
   */
  nonAsciiLocalPart: Schema.Boolean,
  /**
   * Whether 06 39 98 00 00 to 06 39 98 99 99 pass for mobiles. ARCEP keeps them for fiction (décision 2018-0881,
   * 2.5.12): nobody has one, so rehearsals and tests can use them without ringing at somebody's.
   */
  fictionNumbers: Schema.Boolean,
})
export type ContactPolicy = typeof ContactPolicy.Type

/** Mainland France and every overseas territory with telephone numbers of its own. */
const FRANCE = ["FR", "GP", "MF", "BL", "MQ", "GF", "RE", "YT", "PM", "NC", "PF", "WF"] as const

/** The European Economic Area and Switzerland, France aside: where social security is coordinated (EC 883/2004). */
const ELSEWHERE_IN_EUROPE = [
  ...(["AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "AX", "DE", "GR", "HU", "IE", "IT", "LV", "LT"] as const),
  ...(["LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO", "SJ", "CH"] as const),
] as const

const french: ContactPolicy = {
  name: "french",
  version: 1,
  countries: FRANCE,
  defaultCountry: "FR",
  nonAsciiLocalPart: false,
  fictionNumbers: true,
}

const european: ContactPolicy = { ...french, name: "european", countries: [...FRANCE, ...ELSEWHERE_IN_EUROPE] }

/** Ready-made policies. `french` is the default. Spread one to change it: `{ ...contactPolicies.french, … }`. */
export const contactPolicies = { french, european } as const
