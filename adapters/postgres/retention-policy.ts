/** For how long what is over is kept. Every figure is in days, from the last change on. */
export interface RetentionPolicy {
  readonly name: string
  readonly version: number
  /** Messages that were dealt with: that they were, and nothing of what was in them. */
  readonly deliveries: number
  /** Confirmation codes asked for, used or not. */
  readonly challenges: number
  /** Wrong passwords, by identifier. */
  readonly lockOuts: number
  /** Forgotten passwords, by identifier, whether anybody has it or not. */
  readonly recoveries: number
  /** How often a contact was written to. */
  readonly sendAllowances: number
  /** The sessions of a person who did not come back since. */
  readonly sessions: number
  /** Browsers asked to remember somebody. As long as they may remember, at least. */
  readonly devices: number
  /** Migrations that were left or ran out, with the contact that was given. */
  readonly drafts: number
  /** Who did what on a household file. The ten latest of a file stay as long as anything is done on it. */
  readonly actions: number
}

/**
 * `standard`: 30 days for what is over, 3 years for who did what.
 *
 * Traces of access are kept for six months to three years (CNIL, deliberation 2021-122 on logging).
 */
export const retentionPolicies = {
  standard: {
    name: "standard",
    version: 1,
    deliveries: 30,
    challenges: 30,
    lockOuts: 30,
    recoveries: 30,
    sendAllowances: 30,
    sessions: 30,
    devices: 365,
    drafts: 30,
    actions: 3 * 365,
  },
} as const satisfies Record<string, RetentionPolicy>

/** What is kept, by the name it has in a policy. */
export type Kept = Exclude<keyof RetentionPolicy, "name" | "version">

/** The kinds of aggregate that go as a whole, and the state they must be in; `null` for any. */
export const wholes: ReadonlyArray<{ readonly kept: Kept; readonly kind: string; readonly state: string | null }> = [
  { kept: "challenges", kind: "challenge", state: null },
  { kept: "lockOuts", kind: "lock-out", state: null },
  { kept: "recoveries", kind: "recovery", state: null },
  { kept: "sendAllowances", kind: "send-allowance", state: null },
  { kept: "sessions", kind: "sessions", state: null },
  { kept: "devices", kind: "device", state: null },
  { kept: "drafts", kind: "migration", state: "Abandoned" },
  { kept: "drafts", kind: "migration", state: "Expired" },
  { kept: "actions", kind: "audit-log", state: null },
]

const KEPT = [
  "deliveries",
  "challenges",
  "lockOuts",
  "recoveries",
  "sendAllowances",
  "sessions",
  "devices",
  "drafts",
  "actions",
] as const

/** Waits and allowances count over 24 hours: two days are the least that changes no answer. */
const LEAST = 2
const DAY = 24 * 60 * 60_000

/** Before when, in milliseconds since the epoch, each goes. A figure that is none would empty the storage: a `RangeError`. */
export const cutoffs = (policy: RetentionPolicy, now: number): Readonly<Record<Kept, number>> => {
  for (const kept of KEPT) {
    const days = policy[kept]
    if (!Number.isSafeInteger(days) || days < LEAST) {
      throw new RangeError(`${kept} must be a whole number of days, ${LEAST} at least.`)
    }
  }
  const before = (kept: Kept) => now - policy[kept] * DAY
  return Object.fromEntries(KEPT.map((kept) => [kept, before(kept)])) as Record<Kept, number> // One by one from KEPT.
}
