import { type Kind, LONGEST, type PasswordPolicy, type Personal } from "./policy.ts"

/** Why a value is no policy: it is no object, or one of its fields cannot be what it is. */
export type PolicyDefect =
  | { readonly code: "NotAPolicy" }
  | { readonly code: "WrongField"; readonly field: keyof PasswordPolicy }

/** A policy, or all that is wrong with what was to be one. */
export type ReadPolicy =
  | { readonly ok: true; readonly policy: PasswordPolicy }
  | { readonly ok: false; readonly defects: ReadonlyArray<PolicyDefect> }

const kinds: ReadonlyArray<Kind> = ["Digit", "Upper", "Lower", "Special"]
const personal: ReadonlyArray<Personal> = ["Nir", "BirthDate", "Names", "ServiceName"]
const manners: ReadonlyArray<PasswordPolicy["forbiddenWhen"]> = ["Contained", "Whole"]
const guards: ReadonlyArray<PasswordPolicy["guard"]> = ["Nothing", "LockOut", "OwnDevice"]

/** Names of the service a policy may have, and how long each may be. */
const MOST_NAMES = 32
const LONGEST_NAME = 64

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" && value.length <= LONGEST_NAME ? value : undefined

const integer = (value: unknown, from: number, to: number): number | undefined =>
  typeof value === "number" && Number.isInteger(value) && value >= from && value <= to ? value : undefined

const oneOf = <A>(known: ReadonlyArray<A>, value: unknown): A | undefined => known.find((item) => item === value)

/** An array of what can be read, without doubles; `undefined` when any item cannot. */
const some = <A>(
  value: unknown,
  most: number,
  read: (item: unknown) => A | undefined,
): ReadonlyArray<A> | undefined => {
  if (!Array.isArray(value) || value.length > most) return undefined
  const items = value.map(read).filter((item) => item !== undefined)
  return items.length === value.length && new Set(items).size === items.length ? items : undefined
}

type Partly = { readonly [Field in keyof PasswordPolicy]: PasswordPolicy[Field] | undefined }

const isComplete = (read: Partly): read is PasswordPolicy => fields.every((field) => read[field] !== undefined)

const fields = [
  "name",
  "version",
  "minimum",
  "maximum",
  "kinds",
  "kindsNeeded",
  "forbidden",
  "forbiddenWhen",
  "serviceNames",
  "blockList",
  "guard",
] as const satisfies ReadonlyArray<keyof PasswordPolicy>

/**
 * Reads a policy that was kept as JSON, once parsed. All its defects come back at once; what no policy has is left out.
 *
 * ```ts
 * import { presets, readPolicy } from "mon-compte/password"
 * readPolicy(JSON.parse(JSON.stringify(presets.cnil))) // => { ok: true, policy: presets.cnil }
 * readPolicy({ ...presets.cnil, minimum: 0 }) // => { ok: false, defects: [{ code: "WrongField", field: "minimum" }] }
 * ```
 */
export const readPolicy = (value: unknown): ReadPolicy => {
  if (typeof value !== "object" || value === null) return { ok: false, defects: [{ code: "NotAPolicy" }] }
  const given: Partial<Record<keyof PasswordPolicy, unknown>> = value
  const minimum = integer(given.minimum, 1, LONGEST)
  const wanted = some(given.kinds, kinds.length, (item) => oneOf(kinds, item))
  const read: Partly = {
    name: text(given.name),
    version: integer(given.version, 0, Number.MAX_SAFE_INTEGER),
    minimum,
    maximum: integer(given.maximum, minimum ?? 1, LONGEST),
    kinds: wanted,
    kindsNeeded: integer(given.kindsNeeded, 0, wanted?.length ?? kinds.length),
    forbidden: some(given.forbidden, personal.length, (item) => oneOf(personal, item)),
    forbiddenWhen: oneOf(manners, given.forbiddenWhen),
    serviceNames: some(given.serviceNames, MOST_NAMES, text),
    blockList: oneOf([true, false], given.blockList),
    guard: oneOf(guards, given.guard),
  }
  if (isComplete(read)) return { ok: true, policy: read }
  const wrong = fields.filter((field) => read[field] === undefined)
  return { ok: false, defects: wrong.map((field) => ({ code: "WrongField", field })) }
}
