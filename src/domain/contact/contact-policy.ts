import * as Schema from "effect/Schema"
import { getCountries } from "libphonenumber-js/max"
import { flag, identity, rule } from "../policy/fields.ts"

/** The ISO 3166-1 code of a country or territory: `FR`, and `GP`, `RE` and others for overseas territories. */
export const Country = Schema.Literals(getCountries()).annotate({
  description: `the ISO 3166-1 code of a country in upper case, such as "FR"`,
})
export type Country = typeof Country.Type

const countries = Schema.Array(Country)
  .check(Schema.makeFilter((codes) => codes.length > 0 && new Set(codes).size === codes.length))
  .annotate({ description: "a list of at least one ISO 3166-1 country code in upper case, without repeats" })

/**
 * Which contacts are accepted. It is stored by value, so that an old decision can be explained after a change of the
 * policy.
 */
export const ContactPolicy = Schema.Struct({
  ...identity,
  /** The countries whose mobile numbers are accepted. */
  countries,
  /** The country of a number without an international prefix. */
  defaultCountry: Country,
  /**
   * Whether letters outside ASCII are accepted before the `@` (RFC 6531). Few hosts and relays support such mail, and
   * in France an accent there is almost always a typing error.
   */
  nonAsciiLocalPart: flag,
  /**
   * Whether 06 39 98 00 00 to 06 39 98 99 99 are accepted as mobiles. ARCEP reserves them for fiction (décision
   * 2018-0881, 2.5.12). No subscriber has one, so demonstrations and tests can use them.
   */
  fictionNumbers: flag,
}).check(
  rule(
    ({ countries, defaultCountry }) => countries.includes(defaultCountry),
    "defaultCountry must be one of countries",
  ),
)
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

/** Mainland France and its overseas departments, without the remote territories, where a message costs several times more. */
const departments: ContactPolicy = {
  ...french,
  name: "departments",
  countries: ["FR", "GP", "MF", "BL", "MQ", "GF", "RE", "YT"],
}

const european: ContactPolicy = { ...french, name: "european", countries: [...FRANCE, ...OTHER_EUROPEAN_COUNTRIES] }

/**
 * The ready-made policies. `french` is the default: every French mobile, overseas included. `departments` leaves out
 * +508, +681, +687 and +689. Spread one to change it: `{ ...contactPolicies.french, … }`.
 */
export const contactPolicies = { french, departments, european } as const
