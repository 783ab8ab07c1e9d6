/**
 * Confidential mode: a contact that another person may read receives nothing and recovers nothing.
 *
 * It protects a person whose partner or relative reads their mailbox or their phone. The person or an agent sets it. An
 * account that is not open yet has no contact of its own: its contacts on record are all withheld.
 */
import * as Schema from "effect/Schema"

/** Since when the mode is on. `agent`: the agent who set it, if the person did not. */
export const Confidential = Schema.Struct({ since: Schema.Finite, agent: Schema.optional(Schema.String) })
export type Confidential = typeof Confidential.Type
