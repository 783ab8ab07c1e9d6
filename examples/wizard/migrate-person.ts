import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { MonCompte } from "mon-compte"
import { codeIn } from "./code.ts"
import { Inbox } from "./inbox.ts"
import type { Person } from "./people.ts"

/** Migrates a person to Mon Compte without showing the screens. */
export const migratePerson = Effect.fnUntraced(function* ({ nir, password: old }: Person, password: string) {
  const monCompte = yield* MonCompte
  const { next } = yield* Inbox
  const answer = yield* monCompte.signIn({ identifier: nir, password: old })
  if (answer._tag !== "MigrationRequired") return yield* Effect.die(new Error(answer._tag))
  const { ticket } = answer
  yield* monCompte.startMigration({ ticket })
  yield* monCompte.acceptTerms({ ticket, version: (yield* monCompte.termsInForce()).version })
  yield* monCompte.choosePassword({ ticket, password, confirmation: password })
  yield* monCompte.sendCode({ ticket, contact: "nadia.lambert@example.org" })
  const { text } = Option.getOrThrow(yield* next)
  yield* monCompte.confirmCode({ ticket, code: codeIn(text) ?? "" })
})
