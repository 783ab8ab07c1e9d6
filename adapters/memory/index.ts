/**
 * Every port in memory, for tests, demonstrations and web pages. Everything is lost when the process ends, and nothing
 * is sent.
 *
 * Each `memoryX()` makes a new adapter with a `layer`, a `service`, and counts and faults for tests. The adapters need
 * only WebCrypto, so they also run in a browser, in a secure context.
 *
 * @module
 */
export * from "./identity-proof.ts"
export * from "./keys.ts"
export * from "./legacy-verifier.ts"
export * from "./notifier.ts"
export type { OutboxMessage } from "./outbox.ts"
export * from "./password-hasher.ts"
export * from "./provisional-issuer.ts"
export * from "./storage.ts"
export type { JournalEntry, StorageSnapshot, StoredAggregate } from "./tables.ts"
export * from "./terms-register.ts"
