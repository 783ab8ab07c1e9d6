/**
 * The `Keys` port over secrets that the service holds itself: in its code, in an environment variable or in a file. It
 * uses Node's own cryptography.
 *
 * @module
 */
export * from "./keyring.ts"
export * from "./keyring-refused.ts"
export type { KeyringKey } from "./parse-keys.ts"
