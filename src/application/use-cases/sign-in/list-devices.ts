import * as Effect from "effect/Effect"
import * as Device from "../../../domain/device/device.ts"
import { readDevices, readDeviceTicket } from "../../caller/device.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { openLabel } from "../../secrets/label.ts"

/** One browser that remembers the person. Times are in milliseconds since the epoch. */
export interface DeviceView {
  /** The name of the browser in `revokeDevice`. */
  readonly number: number
  /** The label that the application gave it in `rememberMe`; `null` if there is none. */
  readonly label: string | null
  /** Since when it remembers; `null` for a browser that was stored without it. */
  readonly since: number | null
  /** Until when it remembers. */
  readonly until: number
  /** Whether it is the browser whose device token came with the request. */
  readonly current: boolean
}

/** The browsers that remember a person. */
export interface DeviceList {
  readonly _tag: "Devices"
  /** The oldest first. */
  readonly devices: ReadonlyArray<DeviceView>
}

/** The hash of the device token of this browser; `null` without a token, and for one that cannot be read. */
const hashOfCurrent = (device: unknown) =>
  device === undefined || device === null
    ? Effect.succeed(null)
    : readDeviceTicket(device).pipe(
        Effect.map(({ hash }) => hash),
        Effect.catchTag("DeviceUnknown", () => Effect.succeed(null)),
      )

/** Lists the browsers that remember the signed-in person ("Se souvenir de moi"). Labels are shown to their owner alone. */
export const listDevices = Effect.fn("MonCompte.listDevices")(function* (request: Input<"listDevices">) {
  const { at, person, rows } = yield* viewAsPerson(request, (account) => [Device.stream.id(account)])
  const { state } = yield* readDevices(person.id, rows[0])
  const current = yield* hashOfCurrent(request.device)
  const devices = yield* Effect.forEach(Device.remembering(state, at), ({ hash, label, number, since = null, until }) =>
    Effect.gen(function* () {
      const shown = yield* openLabel(person.dataKey, label, "device-label")
      const view: DeviceView = { number, label: shown, since, until, current: hash === current }
      return view
    }),
  )
  const answer: DeviceList = { _tag: "Devices", devices }
  return answer
})
