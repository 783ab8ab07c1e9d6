/**
 * Tests for services and adapters built on this package. Needs `fast-check`.
 *
 * - **Laws**: what each port promises, for an adapter of your own. Each port has `<port>Laws` and `<port>Sample`. Check
 *   them with `checkLaw`, in any test runner.
 * - **Generators**: arbitraries of `fast-check` for the values of the domain. None of them reaches a real contact.
 * - **Faults**: a storage that conflicts or fails, to test what your service does then.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { memoryMailbox } from "mon-compte/adapters/memory"
 * import { checkLaw, notifierLaws, notifierSample } from "mon-compte/testing"
 *
 * const { layer } = memoryMailbox()
 * for (const law of notifierLaws)
 *   await checkLaw(law, notifierSample, (test) => Effect.runPromise(Effect.provide(test, layer)), { numRuns: 10 })
 * notifierLaws.map(({ name }) => name).at(-1) // => "no result and no error quotes the contact or the code"
 * ```
 *
 * @module
 */

// To check a law of any port.

export { checkLaw, type Law, withSetUp } from "./laws/law.ts"

// Laws of `Storage`: rows, commands, conflicts, guards, unique keys, lists, outbox, leases and dead letters.

export { type StorageSample, storageSample } from "./generators/storage.ts"
export { type StorageClock, type StorageLaw, storageLaws } from "./laws/storage.ts"

// Laws of `Keys`, and of three key rings before, during and after a rotation. Both take samples of `keysSample`.

export { type KeysSample, keysSample } from "./generators/keys.ts"
export { KeyRotation, keyRotationLaws } from "./laws/key-rotation.ts"
export { keysLaws } from "./laws/keys.ts"

// Laws of `PasswordHasher`.

export { type PasswordHasherSample, passwordHasherSample } from "./generators/password-hasher.ts"
export { passwordHasherLaws } from "./laws/password-hasher.ts"

// Laws of `Notifier`.

export { type NotifierSample, notifierSample } from "./generators/notifier.ts"
export { notifierLaws } from "./laws/notifier.ts"

// Laws of `LegacyVerifier` and `RecordedContacts`. The legacy system must hold each sample: use `withSetUp`.

export { type LegacyVerifierSample, legacyVerifierSample } from "./generators/legacy-verifier.ts"
export { type RecordedContactsSample, recordedContactsSample } from "./generators/recorded-contacts.ts"
export { legacyVerifierLaws } from "./laws/legacy-verifier.ts"
export { recordedContactsLaws } from "./laws/recorded-contacts.ts"

// Laws of `IdentityProof`. The records must hold each sample: use `withSetUp`.

export { type IdentityProofSample, identityProofSample } from "./generators/identity-proof.ts"
export { identityProofLaws } from "./laws/identity-proof.ts"

// Laws of `TermsRegister`. They need no sample: use `fc.constant(null)`.

export { termsRegisterLaws } from "./laws/terms-register.ts"

// Laws of a state machine, and the exploration of every state that it can reach.

export * from "./laws/decider.ts"

// Storages with faults: `withConflicts` makes parallel writers conflict, `unreliable` loses commits or answers.

export { type InjectedFault, unreliable, withConflicts } from "./faults/storage.ts"

// Generators of the values of the domain.

/** A generator of histories of accounts: migrations, corrected numbers, merges, closings, the confidential mode. */
export * as AccountArbitrary from "./generators/account.ts"
/** A generator of civil dates. */
export * as CivilDateArbitrary from "./generators/civil-date.ts"
/** Generators of e-mail addresses and telephone numbers as people type them, valid and invalid. */
export * as ContactArbitrary from "./generators/contact.ts"
/** A valid NIR that belongs to no person, for tests and demonstrations. */
export { fakeNir } from "./generators/fake-nir.ts"
/** A generator of histories of household files. */
export * as HouseholdArbitrary from "./generators/household.ts"
/** Generators of labels of browsers, valid and invalid. */
export * as LabelArbitrary from "./generators/label.ts"
/** A generator of histories of the mandates over one person. */
export * as MandatesArbitrary from "./generators/mandates.ts"
/** Generators of NIRs, of other identifiers, and of input with one defect. */
export * as NirArbitrary from "./generators/nir.ts"
/** Generators of passwords that a policy accepts, and of passwords that break one rule. */
export * as PasswordArbitrary from "./generators/password.ts"
