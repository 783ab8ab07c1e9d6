import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Device from "../../../domain/device/device.ts"
import { asPerson } from "../../caller/as-person.ts"
import { readDevices } from "../../caller/device.ts"
import type { Input } from "../../contract/inputs.ts"
import { DeviceNotListed } from "../../contract/refusals.ts"
import { execute } from "../../unit-of-work/aggregate.ts"

/** The browser remembers the person no longer. */
export interface DeviceRevoked {
  readonly _tag: "DeviceRevoked"
}

/**
 * Makes one browser forget the signed-in person, by its number in `listDevices`: for a browser that the person lost, sold
 * or does not recognise. Its device token opens nothing any more, and has no tries of its own. Sessions go on: see
 * `revokeSession`. Refused with `DeviceNotListed` if no browser has this number.
 */
export const revokeDevice = Effect.fn("MonCompte.revokeDevice")(function* (request: Input<"revokeDevice">) {
  const { number } = request
  yield* asPerson(
    "RevokeDevice",
    Schema.Never,
    request,
    (account) => [Device.stream.id(account)],
    ({ id }, [row], at) =>
      Effect.gen(function* () {
        const revoked = execute(yield* readDevices(id, row), { _tag: "Revoke", number, at })
        return { others: [yield* Effect.fromResult(revoked)] }
      }).pipe(Effect.catchTag("NotRemembered", () => Effect.fail(new DeviceNotListed()))),
  )
  const answer: DeviceRevoked = { _tag: "DeviceRevoked" }
  return answer
})
