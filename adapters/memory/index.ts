/**
 * Every port in memory, for tests, demonstrations and pages: nothing outlives the process, nothing leaves it.
 *
 * Each `memoryX()` makes one of its own, with a `layer` to build on, its `service` for who takes no layer, and what a
 * test wants besides: counts, and faults to switch on. They need nothing but WebCrypto, so a browser runs them too,
 * in a secure context.
 *
 * @module
 */
export * from "./identity-proof.ts"
export * from "./keys.ts"
export * from "./legacy-verifier.ts"
export * from "./notifier.ts"
export * from "./password-hasher.ts"
export * from "./provisional-issuer.ts"
export * from "./storage.ts"
export type { Entry, Held, Pending, StorageSnapshot } from "./tables.ts"
export * from "./terms-register.ts"
