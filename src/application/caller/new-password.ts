import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Nir } from "../../domain/nir/nir.ts"
import { assess } from "../../domain/password/index.ts"
import { type PasswordHash, PasswordHasher } from "../../ports/password-hasher.ts"
import { Policies } from "../contract/policies.ts"
import { PasswordRefused } from "../contract/refusals.ts"

/** The password is the new one. Every session has ended, the one that asked included: sign in with it. */
export interface PasswordChanged {
  readonly _tag: "PasswordChanged"
}

/** A new password as typed, twice. */
export interface TypedPassword {
  readonly password: string
  readonly confirmation: string
}

/** A new password that keeps every rule, or all the rules it breaks. `current` is the present one, where it was typed. */
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
 * The hash of a new password that is not the one behind the present hash, or all the rules it breaks.
 *
 * It is compared with the present one only where nothing else is wrong with it, so that it takes that one's place if it
 * is another: else whoever recovers an account could try passwords here without a limit, and nobody would be told.
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
