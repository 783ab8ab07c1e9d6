import * as Effect from "effect/Effect"
import type { Owner } from "../../domain/account/owner.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { blindIndexes } from "./blind-index.ts"
import { type LoadedDataKey, open } from "./data-key.ts"

/** What an account is signed in to with: the number, or the provisional identifier until there is one. */
export const ownIdentifier = Effect.fnUntraced(function* (dataKey: LoadedDataKey, { nir, provisional }: Owner) {
  if (nir !== null) {
    const number = new Nir(yield* open(dataKey, nir))
    return { nir: number, masked: `${number}`, indexes: yield* blindIndexes("nir", [number.reveal()]) }
  }
  if (provisional === null) return yield* Effect.die(new Error("An active account has an identifier."))
  const text = yield* open(dataKey, provisional)
  return { nir: null, masked: `•••• •••• ${text.slice(-4)}`, indexes: yield* blindIndexes("provisional", [text]) }
})
