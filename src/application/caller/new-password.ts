import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { assess, type Person } from "../../domain/password/index.ts"
import { Policies } from "../contract/policies.ts"
import { PasswordRefused } from "../contract/refusals.ts"
import { hashPassword, verifyPassword } from "../secrets/password-secret.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"

/** The password was changed. Every session has ended, also the one of this request: sign in with the new password. */
export interface PasswordChanged {
  readonly _tag: "PasswordChanged"
}

/** A new password and its confirmation, as typed. */
export interface TypedPassword {
  readonly password: string
  readonly confirmation: string
}

/** What is known of the person and of the current password: `current` is that password, as typed. */
interface Known extends Person {
  readonly current?: string
  readonly isCurrent?: boolean
}

/** Reads a new password, or refuses it with all the rules it breaks. */
export const assessNewPassword = Effect.fnUntraced(function* ({ confirmation, password }: TypedPassword, known: Known) {
  const { password: policy } = yield* Policies
  const verdict = assess(password, policy, { confirmation, ...known })
  if (!verdict.ok) return yield* new PasswordRefused({ broken: verdict.broken })
  return Redacted.make<string>(verdict.password.reveal())
})

/**
 * Hashes a new password that differs from the present one, or refuses it with all the rules it breaks. `changed` is the
 * account after the change of password.
 *
 * It is compared with the current password only after every other rule passed, and then it replaces that password if it
 * differs. Otherwise a person who recovers an account could guess the current password here, without a limit and
 * without an announcement to its owner.
 */
export const hashDifferentPassword = Effect.fnUntraced(function* (
  present: LoadedAccount,
  changed: LoadedAccount,
  typed: TypedPassword,
  known: Person,
) {
  const candidate = yield* assessNewPassword(typed, known)
  const isCurrent = yield* verifyPassword(present, candidate, present.secret)
  if (isCurrent) yield* assessNewPassword(typed, { ...known, isCurrent })
  return yield* hashPassword(changed, candidate)
})
