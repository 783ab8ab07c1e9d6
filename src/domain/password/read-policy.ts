import { allKinds, allPersonalData, comparisons, guards, LONGEST, type PasswordPolicy } from "./policy.ts"

/**
 * Why a value is not a policy: it is not an object, a field has a value that no policy has, or no policy has the field.
 * A misspelled field would otherwise be ignored.
 */
export type PolicyDefect =
  | { readonly code: "NotAPolicy" }
  | { readonly code: "WrongField"; readonly field: keyof PasswordPolicy }
  | { readonly code: "UnknownField"; readonly field: string }

/** The policy, or all defects of the value. */
export type ReadPolicy =
  | { readonly ok: true; readonly policy: PasswordPolicy }
  | { readonly ok: false; readonly defects: ReadonlyArray<PolicyDefect> }

const MOST_SERVICE_NAMES = 32
/** Of a policy and of a service, in UTF-16 units. */
const LONGEST_NAME = 64

const listOf = (items: ReadonlyArray<string>) => items.map((item) => `"${item}"`).join(", ")

/** The values of each field, in plain English. A new field of a policy does not compile until it is described here. */
export const fieldRanges: Readonly<Record<keyof PasswordPolicy, string>> = {
  name: `a text of 1 to ${LONGEST_NAME} characters`,
  version: "a whole number from 0",
  minimum: `a whole number from 1 to ${LONGEST}`,
  maximum: `a whole number from minimum to ${LONGEST}`,
  kinds: `a list of ${listOf(allKinds)}, without repeats`,
  kindsNeeded: "a whole number from 0 to the number of kinds",
  forbidden: `a list of ${listOf(allPersonalData)}, without repeats`,
  forbiddenWhen: `one of ${listOf(comparisons)}`,
  serviceNames: `a list of at most ${MOST_SERVICE_NAMES} texts of 1 to ${LONGEST_NAME} characters, without repeats`,
  blockList: "true or false",
  guard: `one of ${listOf(guards)}`,
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" && value.length <= LONGEST_NAME ? value : undefined

const integer = (value: unknown, from: number, to: number): number | undefined =>
  typeof value === "number" && Number.isInteger(value) && value >= from && value <= to ? value : undefined

const oneOf = <A>(known: ReadonlyArray<A>, value: unknown): A | undefined => known.find((item) => item === value)

/** An array of at most `most` items without duplicates; `undefined` if an item cannot be read. */
const arrayOf = <A>(
  value: unknown,
  most: number,
  read: (item: unknown) => A | undefined,
): ReadonlyArray<A> | undefined => {
  if (!Array.isArray(value) || value.length > most) return undefined
  const items = value.map(read).filter((item) => item !== undefined)
  return items.length === value.length && new Set(items).size === items.length ? items : undefined
}

/** What could be read of each field. A new field of a policy does not compile until it is read here. */
type Fields = { readonly [Field in keyof PasswordPolicy]: PasswordPolicy[Field] | undefined }

const wrongFields = (read: Fields) =>
  (Object.keys(read) as ReadonlyArray<keyof PasswordPolicy>).filter((field) => read[field] === undefined)

const isComplete = (read: Fields): read is PasswordPolicy => wrongFields(read).length === 0

/**
 * Reads a policy that was stored as JSON, once parsed. All defects are reported at once.
 *
 * ```ts
 * import { presets, readPolicy } from "mon-compte/password"
 * readPolicy(JSON.parse(JSON.stringify(presets.cnil))) // => { ok: true, policy: presets.cnil }
 * readPolicy({ ...presets.cnil, minimum: 0 }) // => { ok: false, defects: [{ code: "WrongField", field: "minimum" }] }
 * ```
 */
export const readPolicy = (value: unknown): ReadPolicy => {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { ok: false, defects: [{ code: "NotAPolicy" }] }
  const given: Partial<Record<keyof PasswordPolicy, unknown>> = value
  const minimum = integer(given.minimum, 1, LONGEST)
  const requiredKinds = arrayOf(given.kinds, allKinds.length, (item) => oneOf(allKinds, item))
  const read: Fields = {
    name: text(given.name),
    version: integer(given.version, 0, Number.MAX_SAFE_INTEGER),
    minimum,
    maximum: integer(given.maximum, minimum ?? 1, LONGEST),
    kinds: requiredKinds,
    kindsNeeded: integer(given.kindsNeeded, 0, requiredKinds?.length ?? allKinds.length),
    forbidden: arrayOf(given.forbidden, allPersonalData.length, (item) => oneOf(allPersonalData, item)),
    forbiddenWhen: oneOf(comparisons, given.forbiddenWhen),
    serviceNames: arrayOf(given.serviceNames, MOST_SERVICE_NAMES, text),
    blockList: oneOf([true, false], given.blockList),
    guard: oneOf(guards, given.guard),
  }
  const unknown = Object.keys(value).filter((field) => !Object.hasOwn(read, field))
  if (isComplete(read) && unknown.length === 0) return { ok: true, policy: read }
  return {
    ok: false,
    defects: [
      ...wrongFields(read).map((field) => ({ code: "WrongField", field }) as const),
      ...unknown.map((field) => ({ code: "UnknownField", field }) as const),
    ],
  }
}
