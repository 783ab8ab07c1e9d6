import * as Schema from "effect/Schema"
import { identity, wholeNumber } from "../policy/fields.ts"

/** Of a page, in characters: one SMS must have room for the address, the token and a sentence. */
const LONGEST_PAGE = 60

/** The end of the address is where the token follows: `#`, or a parameter such as `?jeton=`. */
const PAGE = /^https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?\/[A-Za-z0-9._/-]*(?:#|\?[A-Za-z]+=)$/u

/** How a notice of a change lets its recipient report that the change is not theirs. */
export const ReportPolicy = Schema.Struct({
  ...identity,
  /** How long the link in a notice works, in days. */
  days: wholeNumber(1, 30),
  /**
   * The page of the host with the button "Ce n’est pas moi". The token is appended to it. After `#` it stays out of the
   * logs of servers. `null`: notices have no link, and say what to do instead.
   */
  page: Schema.NullOr(Schema.String.check(Schema.isPattern(PAGE), Schema.isMaxLength(LONGEST_PAGE))).annotate({
    description: `null, or an address such as https://www.example.org/pas-moi# of at most ${LONGEST_PAGE} characters`,
  }),
})
export type ReportPolicy = typeof ReportPolicy.Type

/** `standard`: 7 days, and no page. Spread it to give yours: `{ ...reportPolicies.standard, page: "https://…#" }`. */
export const reportPolicies = {
  standard: { name: "standard", version: 1, days: 7, page: null },
} as const satisfies Record<string, ReportPolicy>
