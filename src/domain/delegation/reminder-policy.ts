import * as Schema from "effect/Schema"
import { identity, wholeNumber } from "../policy/fields.ts"

/** How early the two persons of an authorisation or a mandate are reminded that it ends. */
export const ReminderPolicy = Schema.Struct({
  ...identity,
  /** Days before the end of a management authorisation; 0 for no reminder. */
  delegationDays: wholeNumber(0, 90),
  /** Days before the end of a mandate; 0 for no reminder. A court needs months to renew one. */
  mandateDays: wholeNumber(0, 365),
})
export type ReminderPolicy = typeof ReminderPolicy.Type

/** `standard`: 15 days before an authorisation ends, and 180 before a mandate does. `off`: no reminder. */
export const reminderPolicies = {
  standard: { name: "standard", version: 1, delegationDays: 15, mandateDays: 180 },
  off: { name: "off", version: 1, delegationDays: 0, mandateDays: 0 },
} as const satisfies Record<string, ReminderPolicy>
