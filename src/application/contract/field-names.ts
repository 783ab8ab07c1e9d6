import { agencyInputs } from "./agency-inputs.ts"
import type { InputName } from "./input-names.ts"
import { inputs } from "./inputs.ts"

type NamesIn<Inputs extends Readonly<Record<string, { readonly fields: object }>>> = {
  [Verb in keyof Inputs]: keyof Inputs[Verb]["fields"] & string
}[keyof Inputs]

/** Does not compile for a name that is missing in `input-names.ts`. Every field of a person or an agent has a record there. */
type Listed<Name extends InputName> = Name

/** The name of a field: one of the inputs of the verbs, as their schemas name it. */
export type FieldName = Listed<NamesIn<typeof inputs> | NamesIn<typeof agencyInputs>>

/** A verb, as `describeRefusal` takes it: `"signIn"`, or `"Agency.openFile"` for the verbs of agents. */
export type VerbName = keyof typeof inputs | `Agency.${keyof typeof agencyInputs}`

const declared: Readonly<Record<string, { readonly fields: object }>> = {
  ...inputs,
  ...Object.fromEntries(Object.entries(agencyInputs).map(([verb, input]) => [`Agency.${verb}`, input])),
}

/** The names of the fields of one verb. */
export const fieldsOf = (verb: VerbName): ReadonlyArray<FieldName> =>
  // The schemas have no other names, which `Object.keys` does not know.
  Object.keys(declared[verb]?.fields ?? {}) as ReadonlyArray<FieldName>

/** Every verb that takes an input. */
// `declared` has no other keys, which `Object.keys` does not know.
export const verbNames = Object.keys(declared) as ReadonlyArray<VerbName>
