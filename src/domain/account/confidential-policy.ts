import * as Schema from "effect/Schema"
import { identity, oneOf } from "../policy/fields.ts"

/**
 * Who may set the confidential mode, and who may say that a contact is read by another person.
 *
 * An intruder who knows the password could name the contact of the owner, who would then read nothing of what the intruder
 * does. So agents name contacts, after they checked who asks. A contact that a partner gave too needs no naming.
 */
export const ConfidentialPolicy = Schema.Struct({
  ...identity,
  /** Who may set and end the mode. */
  setBy: oneOf(["personsAndAgents", "agents"]),
  /** Who may name contacts that no partner gave. */
  namedBy: oneOf(["personsAndAgents", "agents"]),
})
export type ConfidentialPolicy = typeof ConfidentialPolicy.Type

/**
 * `standard`: the person sets the mode, which withholds what a partner gave too; agents name other contacts. `byPersons`:
 * the person names contacts too, with the risk above. `byAgents`: agents alone.
 */
export const confidentialPolicies = {
  standard: { name: "standard", version: 1, setBy: "personsAndAgents", namedBy: "agents" },
  byPersons: { name: "byPersons", version: 1, setBy: "personsAndAgents", namedBy: "personsAndAgents" },
  byAgents: { name: "byAgents", version: 1, setBy: "agents", namedBy: "agents" },
} as const satisfies Record<string, ConfidentialPolicy>
