import * as Effect from "effect/Effect"
import { MonCompte } from "mon-compte"
import { Visitor } from "./visitor.ts"
import { wizard } from "./wizard.ts"
import { wordings } from "./wording.ts"

/** « Créer Mon Compte »: a proof of identity, then the same three steps as a migration. */
export const createAccountScreens = Effect.fnUntraced(function* (identifier: string) {
  const { createAccount } = yield* MonCompte
  const { fill, language, press, show } = yield* Visitor
  const wording = wordings[language]
  yield* show(wording.creation)
  const birthName = yield* fill("birthName")
  const birthDate = yield* fill("birthDate")
  if ((yield* press(["Continue", "Cancel"])) === "Cancel") return
  const { ticket } = yield* createAccount({ identifier, birthName, birthDate })
  yield* wizard(ticket, { completed: wording.created, left: wording.notCreated })
})
