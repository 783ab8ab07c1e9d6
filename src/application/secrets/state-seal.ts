import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Redacted from "effect/Redacted"
import { type KeyId, Keys } from "../../ports/keys.ts"
import type { AggregateId, Json, Row } from "../../ports/storage.ts"

/** The field of a stored state that has its seal: the id of a key, a dot, and a MAC. No state has a field of this name. */
const SEAL = "_seal"
const FORM = /^([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]{43})$/

/** A text that does not depend on the order of fields, which a database may change. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null"
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(",")}}`
}

/** What a seal is about: a row, after the commit that writes it. */
export interface SealedRow {
  readonly aggregate: AggregateId
  readonly version: number
  /** Without its seal. */
  readonly state: Json
  readonly secret: Redacted.Redacted<string> | null
}

const macOf = Effect.fnUntraced(function* ({ aggregate, secret, state, version }: SealedRow, key: KeyId) {
  const keys = yield* Keys
  const parts = [aggregate, String(version), canonical(state), ...(secret === null ? [] : [Redacted.value(secret)])]
  return Base64Url.encode(yield* keys.mac("state", parts, key))
})

/** The state of a row with a seal under the active key. */
export const withSeal = Effect.fnUntraced(function* (row: SealedRow) {
  const keys = yield* Keys
  const [active] = yield* keys.accepted
  const sealed: Json = { ...row.state, [SEAL]: `${active}.${yield* macOf(row, active)}` }
  return sealed
})

/** How the seal of a stored row is. `Altered`: it does not fit the row, or its key is not accepted any more. */
export type SealCheck = "Active" | "Older" | "Missing" | "Altered"

/** In constant time, which prevents guessing a seal character by character. */
const isEqual = (one: string, other: string): boolean => {
  let difference = one.length ^ other.length
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ (other.charCodeAt(at) || 0)
  return difference === 0
}

/** Checks the seal of a stored row. Answers the row without its seal. */
export const checkSeal = Effect.fnUntraced(function* (aggregate: AggregateId, row: Row) {
  if (row.state === null) return { row, check: row.version === 0 ? ("Active" as const) : ("Altered" as const) }
  const keys = yield* Keys
  const { [SEAL]: seal, ...fields } = row.state
  // The rest keeps the tag, which the type of a rest does not say.
  const state = fields as Json
  const unsealed: Row = { ...row, state }
  if (seal === undefined) return { row: unsealed, check: "Missing" as const }
  const [, key, mac] = (typeof seal === "string" ? FORM.exec(seal) : null) ?? []
  const [active, ...older] = yield* keys.accepted
  const known = [active, ...older].find((id) => id === key)
  if (known === undefined || mac === undefined) return { row: unsealed, check: "Altered" as const }
  const expected = yield* macOf({ aggregate, version: row.version, state, secret: row.secret }, known)
  const check: SealCheck = !isEqual(expected, mac) ? "Altered" : known === active ? "Active" : "Older"
  return { row: unsealed, check }
})
