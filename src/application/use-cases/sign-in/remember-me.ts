import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Device from "../../../domain/device/device.ts"
import { asPerson } from "../../caller/as-person.ts"
import { readDevices } from "../../caller/device.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { TryLater } from "../../contract/refusals.ts"
import { currentIdentifier } from "../../secrets/current-identifier.ts"
import { sealLabel } from "../../secrets/label.ts"
import { makeTicket, type Ticket } from "../../secrets/ticket.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"

/** The browser remembers the account. It opens nothing: the password is still required. */
export interface Remembered {
  readonly _tag: "Remembered"
  /** Secret device token, for this browser alone: pass it to `signIn` as the identifier. */
  readonly device: string
  /** The identifier, masked in a form that its owner recognises. */
  readonly identifier: string
  /** In milliseconds since the epoch. */
  readonly until: number
}

/**
 * "Se souvenir de moi": makes this browser remember the identifier of the signed-in person. It remembers no session and no
 * right.
 *
 * Each call creates a new device token. The token is not stored, so the call takes no command id. A person has at most
 * `mostDevices` of them (policy): a new one replaces the oldest. `label` is what `listDevices` shows its owner, such as
 * `Firefox, Lyon`: 1 to 80 characters, stored encrypted, and left out if it
 * cannot be read or has personal data.
 */
export const rememberMe = Effect.fn("MonCompte.rememberMe")(function* ({ label, session }: Input<"rememberMe">) {
  const { devices: policy } = yield* Policies
  let ticket = null as Ticket | null
  // The decision of the latest attempt is the one that was committed, even if the storage lost its answer.
  let answer = null as Remembered | null
  yield* asPerson(
    "RememberMe",
    Schema.Never,
    { session },
    (account) => [Device.stream.id(account)],
    ({ account, dataKey, id }, [row], at) =>
      Effect.gen(function* () {
        const { masked } = yield* currentIdentifier(dataKey, account.state.owner)
        const until = at + policy.days * 24 * 60 * 60_000
        ticket ??= yield* makeTicket(id)
        answer = { _tag: "Remembered", device: ticket.text, identifier: masked, until }
        const sealed = yield* sealLabel(dataKey, label, "device-label")
        const remember = { _tag: "Remember", hash: ticket.hash, ...sealed, policy, at } as const
        return { others: [yield* executeOrDie(yield* readDevices(id, row), remember)] }
      }),
  )
  return answer ?? (yield* new TryLater())
})
