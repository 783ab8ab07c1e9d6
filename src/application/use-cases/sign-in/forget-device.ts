import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Device from "../../../domain/device/device.ts"
import { readDevices, readDeviceTicket } from "../../caller/device.ts"
import type { Input } from "../../contract/inputs.ts"
import { DeviceUnknown } from "../../contract/refusals.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"
import { planOf } from "../../unit-of-work/plan.ts"
import { transact } from "../../unit-of-work/transact.ts"

/** The browser remembers no person any more. */
export interface DeviceForgotten {
  readonly _tag: "DeviceForgotten"
}

/** Makes a browser forget the person that it remembers. The caller needs the device token and no session. */
export const forgetDevice = Effect.fn("MonCompte.forgetDevice")(function* (request: Input<"forgetDevice">) {
  const ticket = yield* readDeviceTicket(request.device)
  const random = yield* SecureRandom.SecureRandom
  yield* transact(
    {
      verb: "ForgetDevice",
      commandId: yield* random.uuidV4(),
      aggregates: [Device.stream.id(ticket.account)],
      Refusal: Schema.Never,
    },
    ([row], at) =>
      Effect.gen(function* () {
        const devices = yield* readDevices(ticket.account, row)
        if (!Device.remembers(devices.state, ticket.hash, at)) return yield* new DeviceUnknown()
        return yield* planOf([yield* executeOrDie(devices, { _tag: "Forget", hash: ticket.hash, at })])
      }),
  )
  const answer: DeviceForgotten = { _tag: "DeviceForgotten" }
  return answer
})
