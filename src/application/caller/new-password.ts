import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Nir } from "../../domain/nir/nir.ts"
import { assess } from "../../domain/password/index.ts"
import { type PasswordHash, PasswordHasher } from "../../ports/password-hasher.ts"
import { Policies } from "../contract/policies.ts"
import { PasswordRefused } from "../contract/refusals.ts"

/** The password was changed. Every session has ended, also the one of this request: sign in with the new password. */
export interface PasswordChanged {
  readonly _tag: "PasswordChanged"
}

/** A new password and its confirmation, as typed. */
export interface TypedPassword {
  readonly password: string
  readonly confirmation: string
}

/** Reads a new password, or refuses it with all the rules it breaks. `current` is the current password, as typed. */
export const assessNewPassword = Effect.fnUntraced(function* (
  { confirmation, password }: TypedPassword,
  known: { readonly nir: Nir | null; readonly current?: string; readonly isCurrent?: boolean },
) {
  const { password: policy } = yield* Policies
  const verdict = assess(password, policy, { confirmation, ...known })
  if (!verdict.ok) return yield* new PasswordRefused({ broken: verdict.broken })
  return Redacted.make<string>(verdict.password.reveal())
})

/**
 * Hashes a new password that differs from the present one, or refuses it with all the rules it breaks.
 *
 * It is compared with the current password only after every other rule passed, and then it replaces that password if it
 * differs. Otherwise a person who recovers an account could guess the current password here, without a limit and
 * without an announcement to its owner.
 */
export const hashDifferentPassword = Effect.fnUntraced(function* (
  present: PasswordHash | null,
  typed: TypedPassword,
  nir: Nir | null,
) {
  const hasher = yield* PasswordHasher
  const candidate = yield* assessNewPassword(typed, { nir })
  if (yield* hasher.verify(candidate, present)) yield* assessNewPassword(typed, { nir, isCurrent: true })
  return yield* hasher.hash(candidate)
})
