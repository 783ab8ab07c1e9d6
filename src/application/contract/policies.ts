import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { type CodePolicy, codePolicies, readCodePolicy } from "../../domain/challenge/code-policy.ts"
import { type AgePolicy, agePolicies } from "../../domain/civil-date/over-fifteen.ts"
import { type ContactPolicy, contactPolicies } from "../../domain/contact/contact.ts"
import { type DevicePolicy, devicePolicies } from "../../domain/device/device.ts"
import { type LockOutPolicy, lockOutPolicies } from "../../domain/lock-out/lock-out.ts"
import { type MigrationPolicy, migrationPolicies } from "../../domain/migration/migration-policy.ts"
import { type PasswordPolicy, presets } from "../../domain/password/index.ts"
import {
  type ProvisionalPolicy,
  provisionalPolicies,
} from "../../domain/provisional-identifier/provisional-identifier.ts"
import { type RecoveryPolicy, recoveryPolicies } from "../../domain/recovery/recovery-policy.ts"
import { type SessionPolicy, sessionPolicies } from "../../domain/session/sessions.ts"
import { type DeliveryPolicy, deliveryPolicies } from "./delivery-policy.ts"

/** Every configurable value, as versioned policies. Each policy has named presets beside its type. */
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

/** The rules of the leaflet, and the choices of this package where the leaflet gives none. */
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

/** The policies in force: `defaultPolicies` unless others are provided. */
export class Policies extends Context.Reference<PolicySet>("mon-compte/Policies", {
  defaultValue: () => defaultPolicies,
}) {}

/** Checks the policies in force. An invalid policy is a defect when the layer is built, before the first command. */
export const checkPolicies = Effect.flatMap(Policies, ({ codes }) =>
  Effect.orDie(Effect.fromResult(readCodePolicy(codes))),
)
