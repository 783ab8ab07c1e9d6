/**
 * The stored secret of a password: a hash of a MAC of the password. Every password is hashed and verified here.
 *
 * The MAC is computed under a key of the ring, over the account, the version of its password and the password. So a
 * person who can write to the database, and has no key, cannot sign in. A hash that was copied from another account,
 * made elsewhere, or put back after a change of password does not verify. A stolen hash allows no offline guessing.
 *
 * The secret is `keyed.<id of the key>.<PHC string>`. The PHC string alone is an unkeyed hash.
 */
import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Redacted from "effect/Redacted"
import * as Account from "../../domain/account/account.ts"
import { type KeyId, Keys } from "../../ports/keys.ts"
import { type PasswordHash, PasswordHasher } from "../../ports/password-hasher.ts"
import { Policies } from "../contract/policies.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"

/** The account and the version of its password, to which a hash is bound. */
type Binding = Pick<LoadedAccount, "id" | "state">

const KEYED = /^keyed\.([A-Za-z0-9_-]{1,32})\.(.*)$/s

/** A stored secret in its parts. `key` is `null` for an unkeyed hash. */
const unpack = (secret: PasswordHash): { readonly key: KeyId | null; readonly hash: PasswordHash } => {
  const [, key, hash] = KEYED.exec(Redacted.value(secret)) ?? []
  return key === undefined || hash === undefined ? { key: null, hash: secret } : { key, hash: Redacted.make(hash) }
}

/** The text that is hashed in place of the password: 43 characters. */
const keyPassword = Effect.fnUntraced(function* (
  { id, state }: Binding,
  password: Redacted.Redacted<string>,
  key: KeyId,
) {
  const keys = yield* Keys
  const version = String(Account.passwordVersionOf(state))
  const parts = [Account.stream.keyOf(id), version, Redacted.value(password).normalize("NFC")]
  return Redacted.make(Base64Url.encode(yield* keys.mac("password", parts, key)))
})

/**
 * Hashes a password for an account, under the active key. `account` must be in its state after the change of password,
 * or not opened yet: its version is that of the new password.
 */
export const hashPassword = Effect.fnUntraced(function* (account: Binding, password: Redacted.Redacted<string>) {
  const keys = yield* Keys
  const hasher = yield* PasswordHasher
  const [active] = yield* keys.accepted
  const hash = yield* hasher.hash(yield* keyPassword(account, password, active))
  const secret: PasswordHash = Redacted.make(`keyed.${active}.${Redacted.value(hash)}`)
  return secret
})

/**
 * Whether a password matches the secret of an account. Makes one call to the keys and one to the hasher for every
 * secret, and for `null`, to prevent account enumeration by timing.
 *
 * A secret under a key that is not accepted any more matches no password. An unkeyed hash matches only where the policy
 * `passwordHashes` says so.
 */
export const verifyPassword = Effect.fnUntraced(function* (
  account: Binding,
  password: Redacted.Redacted<string>,
  secret: PasswordHash | null,
) {
  const keys = yield* Keys
  const hasher = yield* PasswordHasher
  const { passwordHashes } = yield* Policies
  const accepted = yield* keys.accepted
  const stored = secret === null ? null : unpack(secret)
  const key = accepted.find((id) => id === stored?.key)
  const keyed = yield* keyPassword(account, password, key ?? accepted[0])
  if (stored !== null && stored.key === null && passwordHashes.unkeyedHashes === "RenewedAtSignIn") {
    return yield* hasher.verify(password, stored.hash)
  }
  return yield* hasher.verify(keyed, stored === null || key === undefined ? null : stored.hash)
})

/**
 * Takes a place in the queue of the hasher before `work`, which writes and then verifies one password. While the queue is
 * full, strangers who try passwords cause no write.
 */
export const withHasherPlace = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.flatMap(PasswordHasher, (hasher) => hasher.withPlace(work))

/** Whether a sign-in must hash the password again: at the current cost, and under the active key. */
export const isOutdated = Effect.fnUntraced(function* (secret: PasswordHash) {
  const keys = yield* Keys
  const hasher = yield* PasswordHasher
  const [active] = yield* keys.accepted
  const { hash, key } = unpack(secret)
  return key !== active || hasher.isOutdated(hash)
})
