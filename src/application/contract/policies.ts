import * as Context from "effect/Context"
import { type CodePolicy, codePolicies } from "../../domain/challenge/code-policy.ts"
import { type AgePolicy, agePolicies } from "../../domain/civil-date/over-fifteen.ts"
import { type ContactPolicy, contactPolicies } from "../../domain/contact/contact.ts"
import { type DevicePolicy, devicePolicies } from "../../domain/device/device.ts"
import { type LockOutPolicy, lockOutPolicies } from "../../domain/lock-out/lock-out.ts"
import { type MigrationPolicy, migrationPolicies } from "../../domain/migration/draft.ts"
import { type PasswordPolicy, presets } from "../../domain/password/index.ts"
import {
  type ProvisionalPolicy,
  provisionalPolicies,
} from "../../domain/provisional-identifier/provisional-identifier.ts"
import { type RecoveryPolicy, recoveryPolicies } from "../../domain/recovery/recovery-policy.ts"
import { type SessionPolicy, sessionPolicies } from "../../domain/session/sessions.ts"
import { type DeliveryPolicy, deliveryPolicies } from "./delivery-policy.ts"

/** Every figure the services go by, as versioned values. Each has named presets beside its leaflet. */
export interface PolicySet {
  readonly password: PasswordPolicy
  readonly contact: ContactPolicy
  readonly codes: CodePolicy
  readonly lockOut: LockOutPolicy
  readonly migration: MigrationPolicy
  readonly sessions: SessionPolicy
  readonly devices: DevicePolicy
  readonly recovery: RecoveryPolicy
  readonly age: AgePolicy
  readonly provisional: ProvisionalPolicy
  readonly delivery: DeliveryPolicy
}

/** What the leaflet says, and the choices of this package where it is silent. */
export const defaultPolicies: PolicySet = {
  password: presets.leaflet,
  contact: contactPolicies.french,
  codes: codePolicies.standard,
  lockOut: lockOutPolicies.cnil,
  migration: migrationPolicies.standard,
  sessions: sessionPolicies.standard,
  devices: devicePolicies.standard,
  recovery: recoveryPolicies.standard,
  age: agePolicies.fromBirthday,
  provisional: provisionalPolicies.standard,
  delivery: deliveryPolicies.standard,
}

/** The policies in force: the leaflet's own unless others are provided. */
export class Policies extends Context.Reference<PolicySet>("mon-compte/services/Policies", {
  defaultValue: () => defaultPolicies,
}) {}
