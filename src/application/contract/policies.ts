/**
 * Policies: every configurable value, decoded when it is handed over.
 *
 * To add a field to a policy, add one line to the schema beside its presets: `sendsPerDay: wholeNumber(1, 100)`
 * (`domain/policy/fields.ts`). Its TypeScript type, its check at opening, its error text and its tests follow from it.
 * Add `rule(…)` to the schema for a condition on several fields. To add a policy, add one line to `schemas` and one to
 * `defaultPolicies` below.
 *
 * @module
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { ConfidentialPolicy, confidentialPolicies } from "../../domain/account/confidential-policy.ts"
import { PasswordHashPolicy, passwordHashPolicies } from "../../domain/account/password-hash-policy.ts"
import { ReportPolicy, reportPolicies } from "../../domain/account/report-policy.ts"
import { CodePolicy, codePolicies } from "../../domain/challenge/code-policy.ts"
import { MessagePolicy, messagePolicies } from "../../domain/challenge/message-policy.ts"
import { AgePolicy, agePolicies } from "../../domain/civil-date/over-fifteen.ts"
import { ContactPolicy, contactPolicies } from "../../domain/contact/contact.ts"
import { ReminderPolicy, reminderPolicies } from "../../domain/delegation/reminder-policy.ts"
import { DevicePolicy, devicePolicies } from "../../domain/device/device.ts"
import { IdentityPolicy, identityPolicies } from "../../domain/identity/identity-policy.ts"
import { LockOutPolicy, lockOutPolicies } from "../../domain/lock-out/lock-out.ts"
import { MandatePolicy, mandatePolicies } from "../../domain/mandate/mandate-policy.ts"
import { MigrationPolicy, migrationPolicies } from "../../domain/migration/migration-policy.ts"
import { type PasswordPolicy, presets } from "../../domain/password/index.ts"
import { reasonsOf } from "../../domain/policy/reasons.ts"
import { ProvisionalPolicy, provisionalPolicies } from "../../domain/provisional-identifier/provisional-identifier.ts"
import { RecoveryPolicy, recoveryPolicies } from "../../domain/recovery/recovery-policy.ts"
import { GraveActPolicy, graveActPolicies } from "../../domain/session/grave-act-policy.ts"
import { SessionPolicy, sessionPolicies } from "../../domain/session/sessions.ts"
import { DeliveryPolicy, deliveryPolicies } from "./delivery-policy.ts"
import { passwordPolicyReasons } from "./password-policy-reasons.ts"
import { PolicyRefused } from "./policy-refused.ts"

/** The schema of each policy. The schema of the password policy is `readPolicy`, which does not depend on Effect. */
export const schemas = {
  passwordHashes: PasswordHashPolicy,
  contact: ContactPolicy,
  codes: CodePolicy,
  messages: MessagePolicy,
  lockOut: LockOutPolicy,
  identity: IdentityPolicy,
  migration: MigrationPolicy,
  sessions: SessionPolicy,
  graveActs: GraveActPolicy,
  confidential: ConfidentialPolicy,
  mandates: MandatePolicy,
  reminders: ReminderPolicy,
  devices: DevicePolicy,
  recovery: RecoveryPolicy,
  reports: ReportPolicy,
  age: AgePolicy,
  provisional: ProvisionalPolicy,
  delivery: DeliveryPolicy,
}

type Schemas = typeof schemas

/** Every configurable value, as versioned policies. Each policy has named presets beside its schema. */
export type PolicySet = { readonly [Name in keyof Schemas]: Schemas[Name]["Type"] } & {
  readonly password: PasswordPolicy
}

/** The rules of the leaflet, and the choices of this package where the leaflet gives none. */
export const defaultPolicies: PolicySet = {
  password: presets.leaflet,
  passwordHashes: passwordHashPolicies.keyed,
  contact: contactPolicies.french,
  codes: codePolicies.standard,
  messages: messagePolicies.standard,
  lockOut: lockOutPolicies.cnil,
  identity: identityPolicies.standard,
  migration: migrationPolicies.standard,
  sessions: sessionPolicies.standard,
  graveActs: graveActPolicies.off,
  confidential: confidentialPolicies.standard,
  mandates: mandatePolicies.standard,
  reminders: reminderPolicies.standard,
  devices: devicePolicies.standard,
  recovery: recoveryPolicies.standard,
  reports: reportPolicies.standard,
  age: agePolicies.fromBirthday,
  provisional: provisionalPolicies.standard,
  delivery: deliveryPolicies.standard,
}

/** The policies in force: `defaultPolicies` unless others are provided. */
export class Policies extends Context.Reference<PolicySet>("mon-compte/Policies", {
  defaultValue: () => defaultPolicies,
}) {}

const reasonsOfAll = (policies: object): ReadonlyArray<string> => {
  const given: Readonly<Record<string, unknown>> = { ...policies }
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(defaultPolicies, name))
  return [
    ...unknown.map(() => `there is an unknown policy. The policies are ${Object.keys(defaultPolicies).join(", ")}`),
    ...passwordPolicyReasons(given["password"]),
    ...Object.entries(schemas).flatMap(([name, schema]) => reasonsOf(schema, given[name], name)),
  ]
}

/**
 * Decodes policies from outside, such as those of a configuration file or of environment variables. A policy that is
 * not given is that of `defaultPolicies`; one that is given must have all its fields.
 *
 * Fails with `PolicyRefused`, which has all reasons at once: unknown policies, unknown, missing and wrong fields, and
 * fields that contradict each other. The result is a frozen copy: a later change of the input has no effect.
 */
export const decodePolicies = (input: unknown): Result.Result<PolicySet, PolicyRefused> => {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return Result.fail(new PolicyRefused({ reasons: ["they must be an object with one policy for each name"] }))
  }
  const policies = { ...defaultPolicies, ...input }
  const reasons = reasonsOfAll(policies)
  return reasons.length > 0 ? Result.fail(new PolicyRefused({ reasons })) : Result.succeed(frozenCopy(policies))
}

const freeze = <A>(value: A): A => {
  if (typeof value === "object" && value !== null) for (const part of Object.values(value)) freeze(part)
  return Object.freeze(value)
}

const frozenCopy = (policies: PolicySet): PolicySet => freeze(structuredClone(policies))

/** The policies that were decoded, so that each is decoded once. */
const decoded = new WeakMap<PolicySet, PolicySet>([[defaultPolicies, frozenCopy(defaultPolicies)]])

/** The policies in force, decoded. Invalid ones are a defect, `PolicyRefused`, before the first command. */
export const checkedPolicies = Effect.flatMap(Policies, (policies) => {
  const known = decoded.get(policies)
  if (known !== undefined) return Effect.succeed(known)
  return Effect.fromResult(decodePolicies(policies)).pipe(
    Effect.tap((copy) => Effect.sync(() => decoded.set(policies, copy))),
    Effect.orDie,
  )
})

/** Runs an effect under the policies in force, decoded. A later change of their object has no effect. */
export const withCheckedPolicies = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(checkedPolicies, (policies) => Effect.provideService(effect, Policies, policies))

/** Provides policies that replace the defaults. Fails with `PolicyRefused` if one is invalid. */
export const policiesLayer = (policies: Partial<PolicySet>): Layer.Layer<never, PolicyRefused> =>
  Layer.effect(Policies, Effect.fromResult(decodePolicies(policies)))
