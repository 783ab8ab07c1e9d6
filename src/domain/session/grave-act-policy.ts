import * as Schema from "effect/Schema"
import { identity, oneOf } from "../policy/fields.ts"

/**
 * What a session must show again before a grave act: an act that the person cannot simply undo, or that gives another
 * person rights over the file.
 *
 * Grave acts are declaring a separation and giving the management authorisation. A change of contact always requires the
 * current password, whatever this policy says.
 */
export const GraveActPolicy = Schema.Struct({
  ...identity,
  /** `off`: the session is enough, as in the leaflet. `password`: the current password is required. */
  reauthentication: oneOf(["off", "password"]),
})
export type GraveActPolicy = typeof GraveActPolicy.Type

/**
 * `off`: as the leaflet, which asks for nothing. `password`: an open session that another person finds is not enough
 * (OWASP ASVS 5, 7.5.1 and 7.5.3).
 */
export const graveActPolicies = {
  off: { name: "off", version: 1, reauthentication: "off" },
  password: { name: "password", version: 1, reauthentication: "password" },
} as const satisfies Record<string, GraveActPolicy>
