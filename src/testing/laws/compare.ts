import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"

/** Whether all conditions are true. */
export const allTrue = (...conditions: ReadonlyArray<boolean>): boolean => conditions.every(Boolean)

const withSortedFields = (value: object) =>
  Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))

/** A function, not an arrow: `this` holds the value before `toJSON`, which hides the content of a `Redacted`. */
function comparable(this: { readonly [key: string]: unknown }, key: string, json: unknown): unknown {
  const value = this[key]
  if (Redacted.isRedacted(value)) return { redacted: Redacted.value(value) }
  return typeof json === "object" && json !== null ? withSortedFields(json) : json
}

/** Whether two values are the same JSON. Ignores the order of fields, and compares the content of secrets. */
export const isSame = (left: unknown, right: unknown): boolean =>
  JSON.stringify([left], comparable) === JSON.stringify([right], comparable)

/** Whether an exit, written as text, JSON or a stack trace, contains one of these secrets. */
export const reveals = <A, E>(exit: Exit.Exit<A, E>, secrets: ReadonlyArray<string>): boolean => {
  const printed = [String(exit), JSON.stringify(exit), Exit.isFailure(exit) ? Cause.pretty(exit.cause) : ""].join("\n")
  return secrets.some((secret) => printed.includes(secret))
}
