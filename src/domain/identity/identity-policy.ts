import * as Schema from "effect/Schema"
import { LockOutPolicy } from "../lock-out/lock-out.ts"
import { identity, oneOf } from "../policy/fields.ts"
import { strengths } from "./strength.ts"

const strength = oneOf(strengths)

/** The strength of the proof of identity that each opening of a personal space needs, and how often it may be tried. */
export const IdentityPolicy = Schema.Struct({
  ...identity,
  /** Beside a legacy password that may work. Never `Knowledge`: relatives know a number, a name and a date of birth. */
  besideLegacyPassword: oneOf(["Document", "Counter"]),
  /** For a holder without a legacy password, for example because a separation disabled it. */
  holder: strength,
  spouse: strength,
  childOver15: strength,
  dependant: strength,
  /** Attempts with facts alone, for one identifier. They are counted apart from passwords. */
  attempts: LockOutPolicy,
  /** Attempts with evidence, for one identifier. They are counted apart from those with facts alone. */
  evidenceAttempts: LockOutPolicy,
})
export type IdentityPolicy = typeof IdentityPolicy.Type

/**
 * A number contains the year and the month of birth, so at most 31 attempts guess the day: 25 a day are too many. After
 * 5 failures there is a wait of 24 hours. After 10 in a row, facts open nothing any more.
 */
const attempts = {
  name: "facts",
  version: 1,
  failuresBeforeWait: 5,
  firstWaitMinutes: 1_440,
  longestWaitMinutes: 1_440,
  failuresPerDay: 5,
  knownFailuresPerDay: 0,
  failuresInARow: 10,
} as const satisfies LockOutPolicy

/** Evidence is not guessed so easily, and a person with a document must not be kept out by strangers. */
const evidenceAttempts = {
  name: "evidence",
  version: 1,
  failuresBeforeWait: 5,
  firstWaitMinutes: 2,
  longestWaitMinutes: 90,
  failuresPerDay: 25,
  knownFailuresPerDay: 0,
  failuresInARow: 100,
} as const satisfies LockOutPolicy

/**
 * `standard` (the default): a document for a holder; facts for a spouse, a child over 15 and a dependant, none of whom
 * has a legacy password. `strict`: a document for every person.
 */
export const identityPolicies = {
  standard: {
    name: "standard",
    version: 1,
    besideLegacyPassword: "Document",
    holder: "Document",
    spouse: "Knowledge",
    childOver15: "Knowledge",
    dependant: "Knowledge",
    attempts,
    evidenceAttempts,
  },
  strict: {
    name: "strict",
    version: 1,
    besideLegacyPassword: "Document",
    holder: "Document",
    spouse: "Document",
    childOver15: "Document",
    dependant: "Document",
    attempts,
    evidenceAttempts,
  },
} as const satisfies Record<string, IdentityPolicy>
