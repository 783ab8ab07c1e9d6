import { type PolicyDefect, presets, readPolicy } from "../../domain/password/index.ts"
import { fieldRanges } from "../../domain/password/read-policy.ts"
import { fieldsAre, unknownField } from "../../domain/policy/reasons.ts"

const fields = Object.keys(presets.leaflet)

const reasonOf = (defect: PolicyDefect): string => {
  switch (defect.code) {
    case "NotAPolicy":
      return fieldsAre("password", fields)
    case "UnknownField":
      return unknownField("password", defect.field, fields)
    case "WrongField":
      return `password.${defect.field} must be ${fieldRanges[defect.field]}`
  }
}

/** Why a value is not a password policy, as one sentence for each reason; empty if it is one. */
export const passwordPolicyReasons = (value: unknown): ReadonlyArray<string> => {
  const read = readPolicy(value)
  return read.ok ? [] : read.defects.map(reasonOf)
}
