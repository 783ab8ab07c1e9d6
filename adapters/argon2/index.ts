/**
 * The `PasswordHasher` port by Argon2id, with the costs that OWASP recommends.
 *
 * @module
 */
export { type Cost, StoredHashUnreadable } from "./cost.ts"
export { type Argon2Options, argon2PasswordHasher } from "./password-hasher.ts"
export type { QueueOptions } from "./queue.ts"
