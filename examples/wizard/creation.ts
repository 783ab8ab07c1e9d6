import * as Effect from "effect/Effect"
import { MonCompte } from "mon-compte"
import { isoDay } from "./day.ts"
import { Visitor } from "./visitor.ts"
import { wizard } from "./wizard.ts"
import { wordings } from "./wording.ts"

/** « Créer Mon Compte »: who one is, then the same three steps as for everybody. */
export const creation = Effect.fnUntraced(function* (identifier: string) {
  const { createAccount } = yield* MonCompte
  const { fill, language, press, show } = yield* Visitor
  const wording = wordings[language]
  yield* show(wording.creation)
  const birthName = yield* fill("birthName")
  const birthDate = isoDay(yield* fill("birthDate"))
  if ((yield* press(["Continue", "Leave"])) === "Leave") return
  const { ticket } = yield* createAccount({ identifier, birthName, birthDate })
  yield* wizard(ticket, { completed: wording.created, left: wording.notCreated })
})
