import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { MonCompte } from "mon-compte"
import { Arrivals } from "./arrivals.ts"
import type { Person } from "./people.ts"

/** Somebody who went through the wizard before anything is shown. */
export const moved = Effect.fnUntraced(function* ({ nir, password: old }: Person, password: string) {
  const monCompte = yield* MonCompte
  const { next } = yield* Arrivals
  const answer = yield* monCompte.signIn({ identifier: nir, password: old })
  if (answer._tag !== "MigrationRequired") return yield* Effect.die(new Error(answer._tag))
  const { ticket } = answer
  yield* monCompte.startMigration({ ticket })
  yield* monCompte.acceptTerms({ ticket, version: (yield* monCompte.termsInForce()).version })
  yield* monCompte.choosePassword({ ticket, password, confirmation: password })
  yield* monCompte.sendCode({ ticket, contact: "nadia.lambert@example.org" })
  const { text } = Option.getOrThrow(yield* next)
  yield* monCompte.confirmCode({ ticket, code: /\b\d{6}\b/.exec(text)?.[0] ?? "" })
})
