/**
 * For those who test services built on this package: generators, laws for adapters of the ports, and the exploration
 * of state machines. Needs `fast-check`.
 *
 * @module
 */
export * as CivilDateArbitrary from "./civil-date/civil-date.arbitrary.ts"
export * as ContactArbitrary from "./contact/contact.arbitrary.ts"
export * as HouseholdArbitrary from "./household/household.arbitrary.ts"
export * from "./machine/machine.laws.ts"
export * as NirArbitrary from "./nir/nir.arbitrary.ts"
export { fake as fakeNir } from "./nir/nir.fake.ts"
export * as PasswordArbitrary from "./password/password.arbitrary.ts"
export { type IdentitySample, identitySample } from "./ports/identity-proof.arbitrary.ts"
export { identityProofLaws } from "./ports/identity-proof.laws.ts"
export { type KeysSample, keysSample } from "./ports/keys.arbitrary.ts"
export { keysLaws } from "./ports/keys.laws.ts"
export { Rotation, rotationLaws } from "./ports/keys.rotation.laws.ts"
export { type LegacySample, legacySample } from "./ports/legacy-verifier.arbitrary.ts"
export { legacyVerifierLaws } from "./ports/legacy-verifier.laws.ts"
export { type NotifierSample, notifierSample } from "./ports/notifier.arbitrary.ts"
export { notifierLaws } from "./ports/notifier.laws.ts"
export { type PasswordSample, passwordSample } from "./ports/password-hasher.arbitrary.ts"
export { passwordHasherLaws } from "./ports/password-hasher.laws.ts"
export { checkLaw, type Law } from "./ports/port.laws.ts"
export { recordedSample } from "./ports/recorded-contacts.arbitrary.ts"
export { type RecordedSample, recordedContactsLaws } from "./ports/recorded-contacts.laws.ts"
export { type StorageSample, storageSample } from "./ports/storage.arbitrary.ts"
export { contended, type Mishap, unreliable } from "./ports/storage.contended.ts"
export { type StorageLaw, type StorageTime, storageLaws } from "./ports/storage.laws.ts"
export { termsRegisterLaws } from "./ports/terms-register.laws.ts"
