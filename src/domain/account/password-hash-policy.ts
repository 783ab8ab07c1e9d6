import * as Schema from "effect/Schema"
import { identity, oneOf } from "../policy/fields.ts"

export const PasswordHashPolicy = Schema.Struct({
  ...identity,
  /**
   * What a hash without a key opens, such as one from before passwords were keyed: nothing, or one sign-in, which
   * replaces it by a keyed hash. While it opens something, a person who can write to the database can sign in.
   */
  unkeyedHashes: oneOf(["Refused", "RenewedAtSignIn"]),
})
export type PasswordHashPolicy = typeof PasswordHashPolicy.Type

/** `keyed`: only keyed hashes verify. `carryOver`: for the time in which existing hashes are replaced. */
export const passwordHashPolicies = {
  keyed: { name: "keyed", version: 1, unkeyedHashes: "Refused" },
  carryOver: { name: "carryOver", version: 1, unkeyedHashes: "RenewedAtSignIn" },
} as const satisfies Record<string, PasswordHashPolicy>
