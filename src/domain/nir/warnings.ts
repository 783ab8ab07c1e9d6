import type { Finding, Rule } from "./findings.ts"

/**
 * The stable name of a doubt.
 * - `MonthUnknown`: 20, 30, or 50 to 99, given when the record of birth names no month. Such numbers are in use.
 * - `MonthDisputed`: 21 to 29, or 43 to 49. The health insurance takes them, other bodies don't.
 * - `TerritoryUnknown`: 970, 979, or 980 to 983, where no overseas territory has a code.
 * - `CountryUnknown`: a country outside 100 to 699, which the official codes fill, and not 990, "unknown".
 * - `PlaceOutOfTime`: a place that had another code in the year of birth, whichever the century.
 */
export type WarningCode = "MonthUnknown" | "MonthDisputed" | "TerritoryUnknown" | "CountryUnknown" | "PlaceOutOfTime"

/** A doubt about a number that is accepted all the same: refusing a real number is worse than accepting a wrong one. */
export type Warning = Finding<WarningCode>

/**
 * Out of time in every century: 20 from 1976 on, when Corsica was split; 96, Tunisia before its independence, from 1968 on,
 * when the codes beside it became the départements around Paris; 977 and 978, which left Guadeloupe in 2007, up to 06.
 */
export const DOUBTED: ReadonlyArray<Rule<WarningCode>> = [
  ["MonthUnknown", 3, 5, /^...([23]0|[5-9])/, "01-12 or 31-42"],
  ["MonthDisputed", 3, 5, /^...(2[1-9]|4[3-9])/, "01-12 or 31-42"],
  ["TerritoryUnknown", 5, 8, /^.{5}9(70|79|8[0-3])/, "971-978 or 984-989"],
  ["CountryUnknown", 7, 10, /^.{5}99(?![1-6]|990)/, "100-699 or 990"],
  ["PlaceOutOfTime", 5, 10, /^.((7[6-9]|[89].)..20|(6[89]|[7-9].)..96|0[0-6]..97[78])/, "code at birth"],
]
