import * as Schema from "effect/Schema"
import { identity, wholeNumber } from "../policy/fields.ts"

/** How many mandates are in force at the same time. */
export const MandatePolicy = Schema.Struct({
  ...identity,
  /** Over one protected person. */
  mostOverPerson: wholeNumber(1, 10),
  /** Of one mandatary. The limit bounds what one commit changes when the account of a mandatary is closed. */
  mostOfMandatary: wholeNumber(1, 200),
})
export type MandatePolicy = typeof MandatePolicy.Type

/** `standard`: four over a person, and a hundred for a professional, who looks after 50 to 60 people on average. */
export const mandatePolicies = {
  standard: { name: "standard", version: 1, mostOverPerson: 4, mostOfMandatary: 100 },
} as const satisfies Record<string, MandatePolicy>
