import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

/** The schema of a policy: a struct of fields that describe their range. */
export type PolicySchema = Schema.Codec<object, unknown> & { readonly fields: Readonly<Record<string, Schema.Top>> }

const hasFields = (schema: Schema.Top): schema is PolicySchema => "fields" in schema

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const expected = (schema: Schema.Top): string => Schema.resolveAnnotations(schema)?.description ?? "valid"

/** `decode` is typed for schemas without services, which all fields of policies are. */
const accepts = (schema: Schema.Top, value: unknown): boolean =>
  Result.isSuccess(Schema.decodeUnknownResult(schema as Schema.Codec<unknown, unknown>)(value))

const fieldReasons = (schema: Schema.Top, value: unknown, path: string): ReadonlyArray<string> => {
  if (hasFields(schema)) return reasonsOf(schema, value, path)
  return accepts(schema, value) ? [] : [`${path} must be ${expected(schema)}`]
}

/** Names of unknown fields are the caller's text: only plain names are repeated. */
const repeatable = (name: string): string => (/^[A-Za-z]\w{0,39}$/.test(name) ? name : "(another name)")

/** The reason for a value that is no object. */
export const fieldsAre = (path: string, names: ReadonlyArray<string>): string =>
  `${path} must be an object with the fields ${names.join(", ")}`

/** The reason for a field that the policy does not have. */
export const unknownField = (path: string, name: string, names: ReadonlyArray<string>): string =>
  `${path}.${repeatable(name)} is not a field. The fields are ${names.join(", ")}`

/** The texts of the cross-field rules that a value breaks. Its fields have been accepted one by one. */
const ruleReasons = (schema: PolicySchema, value: unknown, path: string): ReadonlyArray<string> => {
  const result = Schema.toStandardSchemaV1(schema, { parseOptions: { errors: "all" } })["~standard"].validate(value)
  if (result instanceof Promise || result.issues === undefined) return []
  return result.issues.map(({ message }) => `${path}.${message}`)
}

/**
 * Why a value is not a policy, as one sentence for each reason; empty if it is one. A missing and an unknown field are
 * reasons. No sentence contains a value, which could be a secret in the wrong place.
 */
export const reasonsOf = (schema: PolicySchema, value: unknown, path: string): ReadonlyArray<string> => {
  const names = Object.keys(schema.fields)
  if (!isRecord(value)) return [fieldsAre(path, names)]
  const unknown = Object.keys(value)
    .filter((name) => !Object.hasOwn(schema.fields, name))
    .map((name) => unknownField(path, name, names))
  const wrong = Object.entries(schema.fields).flatMap(([name, field]) =>
    fieldReasons(field, value[name], `${path}.${name}`),
  )
  return unknown.length + wrong.length > 0 ? [...unknown, ...wrong] : ruleReasons(schema, value, path)
}
