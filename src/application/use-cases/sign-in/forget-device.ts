import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Device from "../../../domain/device/device.ts"
import { readDevice, readDeviceAt } from "../../caller/device.ts"
import type { Input } from "../../contract/inputs.ts"
import { DeviceUnknown } from "../../contract/refusals.ts"
import { execute, toChange } from "../../unit-of-work/aggregate.ts"
import { transact } from "../../unit-of-work/transact.ts"

/** The browser remembers nobody any more. */
export interface DeviceForgotten {
  readonly _tag: "DeviceForgotten"
}

/** Has a browser forget whom it remembers. Whoever holds it may ask, signed in or not. */
export const forgetDevice = Effect.fn("MonCompte.forgetDevice")(function* (asked: Input<"forgetDevice">) {
  const ticket = yield* readDevice(asked.device)
  const random = yield* SecureRandom.SecureRandom
  yield* transact(
    {
      verb: "ForgetDevice",
      commandId: yield* random.uuidV4(),
      aggregates: [Device.stream.id(ticket.account)],
      Refusal: Schema.Never,
      mayBeTold: () => Effect.void,
    },
    ([row], at) =>
      Effect.gen(function* () {
        const device = yield* readDeviceAt(ticket.account, row)
        if (Device.remembered(device.state, ticket.hash, at) === null) return yield* new DeviceUnknown()
        const forgotten = yield* Effect.orDie(Effect.fromResult(execute(device, { _tag: "Forget", at })))
        return { changes: [toChange(forgotten)] as const }
      }),
  )
  const answer: DeviceForgotten = { _tag: "DeviceForgotten" }
  return answer
})
