import * as Schema from "effect/Schema"
import { getCountries } from "libphonenumber-js/max"

/** The ISO 3166-1 code of a country or territory: `FR`, and `GP`, `RE` and others for overseas territories. */
export const Country = Schema.Literals(getCountries())
export type Country = typeof Country.Type

/**
 * Which contacts are accepted. It is stored by value, so that an old decision can be explained after a change of the
 * policy.
 */
export const ContactPolicy = Schema.Struct({
  name: Schema.String,
  version: Schema.Int,
  /** The countries whose mobile numbers are accepted. */
  countries: Schema.Array(Country),
  /** The country of a number without an international prefix. */
  defaultCountry: Country,
  /**
   * Whether letters outside ASCII are accepted before the `@` (RFC 6531). Few hosts and relays support such mail, and
   * in France an accent there is almost always a typing error.
   */
  nonAsciiLocalPart: Schema.Boolean,
  /**
   * Whether 06 39 98 00 00 to 06 39 98 99 99 are accepted as mobiles. ARCEP reserves them for fiction (décision
   * 2018-0881, 2.5.12). No subscriber has one, so demonstrations and tests can use them.
   */
  fictionNumbers: Schema.Boolean,
})
export type ContactPolicy = typeof ContactPolicy.Type

/** Mainland France and every overseas territory with its own telephone numbers. */
const FRANCE = ["FR", "GP", "MF", "BL", "MQ", "GF", "RE", "YT", "PM", "NC", "PF", "WF"] as const

/** The European Economic Area and Switzerland, without France: the countries of EC 883/2004 on social security. */
const OTHER_EUROPEAN_COUNTRIES = [
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

const european: ContactPolicy = { ...french, name: "european", countries: [...FRANCE, ...OTHER_EUROPEAN_COUNTRIES] }

/** The ready-made policies. `french` is the default. Spread one to change it: `{ ...contactPolicies.french, … }`. */
export const contactPolicies = { french, european } as const
