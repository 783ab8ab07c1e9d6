import type { Text } from "../src/domain/language/language.ts"

const isText = (value: object): value is Text =>
  "fr" in value && "en" in value && typeof value.fr === "string" && typeof value.en === "string"

/** Every text inside a value, with the path to it. Other values, such as attributes and functions, have none. */
export const textLeaves = (
  value: unknown,
  path: ReadonlyArray<string> = [],
): ReadonlyArray<readonly [string, Text]> => {
  if (typeof value !== "object" || value === null) return []
  if (isText(value)) return [[path.join("."), value]]
  return Object.entries(value).flatMap(([key, part]) => textLeaves(part, [...path, key]))
}
