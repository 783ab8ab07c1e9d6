/**
 * For those who test services built on this package: generators, laws for adapters of the ports, and the exploration
 * of state machines. Needs `fast-check`.
 *
 * @module
 */
export * as CivilDateArbitrary from "./civil-date.arbitrary.ts"
export * as ContactArbitrary from "./contact.arbitrary.ts"
export * as HouseholdArbitrary from "./household.arbitrary.ts"
export { type IdentitySample, identitySample } from "./identity-proof.arbitrary.ts"
export { identityProofLaws } from "./identity-proof.laws.ts"
export { type KeysSample, keysSample } from "./keys.arbitrary.ts"
export { keysLaws } from "./keys.laws.ts"
export { Rotation, rotationLaws } from "./keys.rotation.laws.ts"
export { type LegacySample, legacySample } from "./legacy-verifier.arbitrary.ts"
export { legacyVerifierLaws } from "./legacy-verifier.laws.ts"
export * from "./machine.laws.ts"
export * as NirArbitrary from "./nir.arbitrary.ts"
export { fake as fakeNir } from "./nir.fake.ts"
export { type NotifierSample, notifierSample } from "./notifier.arbitrary.ts"
export { notifierLaws } from "./notifier.laws.ts"
export * as PasswordArbitrary from "./password.arbitrary.ts"
export { type PasswordSample, passwordSample } from "./password-hasher.arbitrary.ts"
export { passwordHasherLaws } from "./password-hasher.laws.ts"
export { checkLaw, type Law } from "./port.laws.ts"
export { recordedSample } from "./recorded-contacts.arbitrary.ts"
export { type RecordedSample, recordedContactsLaws } from "./recorded-contacts.laws.ts"
export { type StorageSample, storageSample } from "./storage.arbitrary.ts"
export { contended, type Mishap, unreliable } from "./storage.contended.ts"
export { type StorageLaw, type StorageTime, storageLaws } from "./storage.laws.ts"
export { termsRegisterLaws } from "./terms-register.laws.ts"
