import * as Schema from "effect/Schema"
import { type CivilDate, civilDateAt } from "../civil-date/civil-date.ts"

const at = Schema.Finite

/**
 * Why an agent requires a new password. `Precaution`: nothing is known of this password. `LeakedElsewhere`: passwords of
 * other sites became known, and people use the same one twice. A password that others may know is declared compromised.
 */
export const ChangeReason = Schema.Literals(["Precaution", "LeakedElsewhere"])
export type ChangeReason = typeof ChangeReason.Type

/** A new password is required at the next sign-in, for this reason and since this time. */
export const ForcedChange = Schema.Struct({ reason: ChangeReason, at })

/** What an active account says about its password. */
interface PasswordAge {
  readonly compromised: number | null
  readonly forcedChange?: typeof ForcedChange.Type | undefined
  readonly passwordSince?: number | undefined
  /** When the account was opened. */
  readonly since: number
}

/**
 * Whether the password must still be required to change: it was chosen before the day, in Paris, and no change is
 * required for this reason yet. A compromised password is replaced by a recovery in any case. A password whose time is
 * not known was chosen when the account was opened.
 */
export const mustRequireChange = (
  { compromised, forcedChange, passwordSince, since }: PasswordAge,
  { chosenBefore, reason }: { readonly chosenBefore: CivilDate | null; readonly reason: ChangeReason },
): boolean =>
  compromised === null &&
  forcedChange?.reason !== reason &&
  (chosenBefore === null || civilDateAt(passwordSince ?? since) < chosenBefore)
