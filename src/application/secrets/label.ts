import * as Effect from "effect/Effect"
import { parseLabel } from "../../domain/device/label.ts"
import { findPersonalData } from "../../domain/personal-data/personal-data.ts"
import { type LoadedDataKey, open, type SealedField, seal } from "./data-key.ts"

type LabelField = Extract<SealedField, "device-label" | "session-label">

/**
 * The label of a browser, sealed, as the field of a command. It is left out if it cannot be read or has personal data, such
 * as an address: a label describes a browser, and is never a reason to refuse a person.
 */
export const sealLabel = Effect.fnUntraced(function* (dataKey: LoadedDataKey, input: unknown, field: LabelField) {
  const label = parseLabel(input)
  if (label === null || findPersonalData(label) !== null) return {}
  return { label: yield* seal(dataKey, label, field) }
})

/** The label of a browser, for its owner; `null` if there is none. */
export const openLabel = (dataKey: LoadedDataKey, sealed: string | undefined, field: LabelField) =>
  sealed === undefined ? Effect.succeed(null) : open(dataKey, sealed, field)
