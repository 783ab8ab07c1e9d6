import * as Effect from "effect/Effect"
import { loadRememberedIdentifier } from "../../caller/device.ts"
import type { Input } from "../../contract/inputs.ts"

/** The identifier of the person that a browser remembers, masked. */
export interface RememberedIdentifier {
  readonly _tag: "RememberedIdentifier"
  readonly identifier: string
}

/** Reads the identifier that a browser remembers, masked, to show it in the identifier field. */
export const rememberedIdentifier = Effect.fn("MonCompte.rememberedIdentifier")(function* (
  request: Input<"rememberedIdentifier">,
) {
  const { identifier } = yield* loadRememberedIdentifier(request.device)
  const answer: RememberedIdentifier = { _tag: "RememberedIdentifier", identifier: `${identifier}` }
  return answer
})
