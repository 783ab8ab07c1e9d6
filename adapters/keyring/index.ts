/**
 * The `Keys` port over keys that a service holds itself, by Node's own cryptography: given by its code, in a variable or in a file.
 *
 * @module
 */
export * from "./keyring.ts"
export * from "./refused.ts"
export type { KeyringKey } from "./secrets.ts"
