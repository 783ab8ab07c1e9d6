/** How long finished data are stored. Every period is in days, counted from the last change. */
export interface RetentionPolicy {
  readonly name: string
  readonly version: number
  /** Delivered messages. Only the fact of the delivery is stored: the body is deleted at once. */
  readonly deliveries: number
  /** Confirmation codes, used or not. */
  readonly challenges: number
  /** Wrong passwords, by identifier. */
  readonly lockOuts: number
  /** Password recoveries, by identifier, known or unknown. */
  readonly recoveries: number
  /** The numbers of messages: to a contact, of an account, and of the service by day. */
  readonly sendAllowances: number
  /** The sessions of a person, after the last activity. */
  readonly sessions: number
  /** Devices that remember an identifier. At least as long as a device may remember it. */
  readonly devices: number
  /** Abandoned and expired migrations, with the contact that the person entered. */
  readonly drafts: number
  /** Command ids of agents. A repeat of an older command is treated as a new one. */
  readonly agentCommands: number
  /** Action records of a household file. While the file is in use, its ten latest records remain. */
  readonly actions: number
}

/**
 * `standard`: 3 years for action records, 365 days for devices, 30 days for everything else.
 *
 * The CNIL recommends that access logs are stored for six months to three years (deliberation 2021-122 on logging).
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
    agentCommands: 30,
    actions: 3 * 365,
  },
} as const satisfies Record<string, RetentionPolicy>

/** A kind of data with its own retention period: its name in a policy. */
export type RetainedKind = Exclude<keyof RetentionPolicy, "name" | "version">

/** The categories of aggregate that are deleted as a whole, and the state that they must have; `null` for any. */
export const deletableAggregates: ReadonlyArray<{
  readonly kind: RetainedKind
  readonly category: string
  readonly state: string | null
}> = [
  { kind: "challenges", category: "challenge", state: null },
  { kind: "lockOuts", category: "lock-out", state: null },
  { kind: "recoveries", category: "recovery", state: null },
  { kind: "sendAllowances", category: "send-allowance", state: null },
  { kind: "sendAllowances", category: "account-allowance", state: null },
  { kind: "sendAllowances", category: "message-budget", state: null },
  { kind: "sendAllowances", category: "announcement-allowance", state: null },
  { kind: "sessions", category: "sessions", state: null },
  { kind: "devices", category: "device", state: null },
  { kind: "agentCommands", category: "agent-command", state: null },
  { kind: "drafts", category: "migration", state: "Abandoned" },
  { kind: "drafts", category: "migration", state: "Expired" },
  { kind: "actions", category: "audit-log", state: null },
  { kind: "actions", category: "agent-reads", state: null },
]

/** Every kind, in the order of the standard policy. The compiler checks that the policy contains each. */
const retainedKinds = Object.keys(retentionPolicies.standard).filter(
  (key): key is RetainedKind => key !== "name" && key !== "version",
)

/** A value for each kind. */
export const forEachKind = <Value>(valueFor: (kind: RetainedKind) => Value): Record<RetainedKind, Value> =>
  // `retainedKinds` contains every kind, which the compiler cannot follow through `Object.fromEntries`.
  Object.fromEntries(retainedKinds.map((kind) => [kind, valueFor(kind)])) as Record<RetainedKind, Value>

/** Waits and allowances count over 24 hours, so a shorter period would change answers. */
const SHORTEST_DAYS = 2
const DAY = 24 * 60 * 60_000

/** Why a value is not a policy, as one sentence for each reason. A misspelled period would otherwise be ignored. */
const reasonsOf = (policy: unknown): ReadonlyArray<string> => {
  if (typeof policy !== "object" || policy === null || Array.isArray(policy)) return ["policy must be an object"]
  const names = Object.keys(retentionPolicies.standard)
  const given: Readonly<Record<string, unknown>> = { ...policy }
  const isName = (value: unknown) => typeof value === "string" && value !== "" && value.length <= 64
  return [
    ...Object.keys(given)
      .filter((name) => !names.includes(name))
      .map((name) => `${/^[A-Za-z]\w{0,39}$/.test(name) ? name : "One of the names"} is not a field of the policy`),
    ...(isName(given["name"]) ? [] : ["name must be a text of 1 to 64 characters"]),
    ...(Number.isSafeInteger(given["version"]) ? [] : ["version must be a whole number"]),
    ...retainedKinds
      .filter((kind) => !(Number.isSafeInteger(given[kind]) && Number(given[kind]) >= SHORTEST_DAYS))
      .map((kind) => `${kind} must be a whole number of days, at least ${SHORTEST_DAYS}`),
  ]
}

/**
 * The time before which data of each kind are deleted, in milliseconds since the epoch. Throws a `RangeError` for an
 * invalid policy, with all reasons in its message: an invalid period could delete all data.
 */
export const cutoffs = (policy: RetentionPolicy, now: number): Readonly<Record<RetainedKind, number>> => {
  const reasons = reasonsOf(policy)
  if (reasons.length > 0) throw new RangeError(`${reasons.join("; ")}.`)
  return forEachKind((kind) => now - policy[kind] * DAY)
}
