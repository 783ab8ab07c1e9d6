import type { Finding, Rule } from "./findings.ts"

/**
 * The stable code of a warning.
 * - `MonthUnknown`: 20, 30, or 50 to 99, given when the birth record contains no month. Such numbers are in use.
 * - `MonthDisputed`: 21 to 29, or 43 to 49. The health insurance accepts them; other sources do not.
 * - `TerritoryUnknown`: 970, 979, or 980 to 983. No overseas territory has these codes.
 * - `CountryUnknown`: a country outside 100 to 699, the range of the official codes, and not 990, "unknown".
 * - `PlaceCodeNotInUse`: the place had another code in the year of birth, in either century.
 */
export type WarningCode = "MonthUnknown" | "MonthDisputed" | "TerritoryUnknown" | "CountryUnknown" | "PlaceCodeNotInUse"

/**
 * A doubt about an accepted number. It does not refuse, because refusing a real number is worse than accepting a wrong
 * one.
 */
export type Warning = Finding<WarningCode>

/**
 * The rules that warn. Three codes are not in use in a year of either century:
 * - 20 from 1976 on, when Corsica was split;
 * - 96 (Tunisia before its independence) from 1968 on, when the codes beside it became départements around Paris;
 * - 977 and 978 before 2007, when they left Guadeloupe: here the years 00 to 06.
 */
export const WARNING_RULES: ReadonlyArray<Rule<WarningCode>> = [
  ["MonthUnknown", 3, 5, /^...([23]0|[5-9])/, "01-12 or 31-42"],
  ["MonthDisputed", 3, 5, /^...(2[1-9]|4[3-9])/, "01-12 or 31-42"],
  ["TerritoryUnknown", 5, 8, /^.{5}9(70|79|8[0-3])/, "971-978 or 984-989"],
  ["CountryUnknown", 7, 10, /^.{5}99(?![1-6]|990)/, "100-699 or 990"],
  ["PlaceCodeNotInUse", 5, 10, /^.((7[6-9]|[89].)..20|(6[89]|[7-9].)..96|0[0-6]..97[78])/, "code at birth"],
]
