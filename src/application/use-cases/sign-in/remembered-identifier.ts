import * as Effect from "effect/Effect"
import { rememberedIdentifierOf } from "../../caller/device.ts"
import type { Input } from "../../contract/inputs.ts"

/** Whom a browser remembers, masked. */
export interface RememberedIdentifier {
  readonly _tag: "RememberedIdentifier"
  readonly identifier: string
}

/** The identifier that a browser remembers, masked, to be shown in the place of an empty field. */
export const rememberedIdentifier = Effect.fn("MonCompte.rememberedIdentifier")(function* (
  asked: Input<"rememberedIdentifier">,
) {
  const answer: RememberedIdentifier = {
    _tag: "RememberedIdentifier",
    identifier: `${yield* rememberedIdentifierOf(asked.device)}`,
  }
  return answer
})
