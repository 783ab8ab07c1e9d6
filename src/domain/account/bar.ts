/**
 * The bar on the present contact of an account: it does not recover the account until it is proved again.
 *
 * Its reason says what the contact still gets after it is replaced. A contact that others read gets nothing. A contact
 * that was barred after a compromise gets announcements, because it may be that of the owner.
 */
import * as Schema from "effect/Schema"

/** Why the present contact is barred, the strongest reason last. */
const reasons = ["AccessRestored", "Compromise", "OthersRead"] as const

/**
 * - `AccessRestored`: an agent recorded another contact. The present one may still report that this was a mistake.
 * - `Compromise`: an intruder may have given it.
 * - `OthersRead`: both members of a couple that ended shared it, or an agent barred it.
 */
export const BarReason = Schema.Literals(reasons)
export type BarReason = typeof BarReason.Type

interface Barrable {
  readonly barred: boolean
  readonly barredFor?: BarReason
  readonly barredAt?: number
}

/** Why the present contact is barred; `null` if it is not. In older states the reason is unknown: then the strongest. */
export const barReasonOf = ({ barred, barredFor }: Barrable): BarReason | null =>
  barred ? (barredFor ?? "OthersRead") : null

/** The contacts with the present one barred. A weaker reason does not replace a stronger one. */
export const withBar = <C extends Barrable>(contacts: C, reason: BarReason, at?: number): C => {
  const before = barReasonOf(contacts)
  if (before !== null && reasons.indexOf(reason) <= reasons.indexOf(before)) return { ...contacts, barredFor: before }
  return { ...contacts, barred: true, barredFor: reason, ...(at === undefined ? {} : { barredAt: at }) }
}

/** The contacts with the bar of the present one lifted. */
export const withoutBar = <C extends Barrable>(contacts: C): C => {
  const { barredAt: _at, barredFor: _reason, ...others } = contacts
  return { ...others, barred: false } as C
}
