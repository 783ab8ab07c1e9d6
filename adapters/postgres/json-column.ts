import type { Json } from "../../src/ports/storage.ts"

/** Parses a `jsonb` column, which the driver returns as text. */
export const parseJson = (text: string): Json => JSON.parse(text)
