import * as Effect from "effect/Effect"
import type { Owner } from "../../domain/account/owner.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { ProvisionalIdentifier } from "../../domain/provisional-identifier/provisional-identifier.ts"
import { blindIndexes } from "./blind-index.ts"
import { type LoadedDataKey, open } from "./data-key.ts"

/** The identifier that opens an account now: the NIR, or the provisional identifier until there is a NIR. */
export const currentIdentifier = Effect.fnUntraced(function* (dataKey: LoadedDataKey, { nir, provisional }: Owner) {
  if (nir !== null) {
    const number = new Nir(yield* open(dataKey, nir, "nir"))
    return { nir: number, masked: `${number}`, indexes: yield* blindIndexes("nir", [number.reveal()]) }
  }
  if (provisional === null) return yield* Effect.die(new Error("An active account has an identifier."))
  const identifier = ProvisionalIdentifier.restore(yield* open(dataKey, provisional, "provisional"))
  const indexes = yield* blindIndexes("provisional", [identifier.reveal()])
  return { nir: null, masked: `${identifier}`, indexes }
})
