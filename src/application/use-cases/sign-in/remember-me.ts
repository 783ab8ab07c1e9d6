import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Device from "../../../domain/device/device.ts"
import { readDeviceAt } from "../../caller/device.ts"
import { asPerson, loadSignedIn } from "../../caller/person.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { ownIdentifier } from "../../secrets/own-identifier.ts"
import { makeTicket } from "../../secrets/ticket.ts"
import { execute } from "../../unit-of-work/aggregate.ts"

/** The browser remembers whose account it is. It opens nothing: a password is asked all the same. */
export interface Remembered {
  readonly _tag: "Remembered"
  /** Secret, for this browser alone: hand it to `signIn` as the identifier. */
  readonly device: string
  /** The identifier, masked, as its owner recognises it. */
  readonly identifier: string
  /** In milliseconds since the epoch. */
  readonly until: number
}

/**
 * "Se souvenir de moi": has this browser remember the identifier of who is signed in. Never the session, nor a right.
 *
 * Each call makes a browser of its own, as its answer cannot be given twice; it takes no command id.
 */
export const rememberMe = Effect.fn("MonCompte.rememberMe")(function* (asked: Input<"rememberMe">) {
  const { devices: policy } = yield* Policies
  const random = yield* SecureRandom.SecureRandom
  const { at, person } = yield* loadSignedIn(asked)
  const { masked } = yield* ownIdentifier(person.dataKey, person.account.state.owner)
  const ticket = yield* makeTicket(yield* random.uuidV4())
  const once = { session: asked.session }
  yield* asPerson("RememberMe", Schema.Never, once, [Device.stream.id(ticket.account)], ({ id }, [row], now) =>
    Effect.gen(function* () {
      const device = yield* readDeviceAt(ticket.account, row)
      const remember = execute(device, { _tag: "Remember", person: id, hash: ticket.hash, policy, at: now })
      return { others: [yield* Effect.orDie(Effect.fromResult(remember))] }
    }),
  )
  const answer: Remembered = {
    _tag: "Remembered",
    device: ticket.text,
    identifier: masked,
    until: at + policy.days * 24 * 60 * 60_000,
  }
  return answer
})
