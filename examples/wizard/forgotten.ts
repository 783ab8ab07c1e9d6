import * as Effect from "effect/Effect"
import { defaultPolicies, MonCompte } from "mon-compte"
import { hints } from "mon-compte/password"
import { receiveCode, receiveNews } from "./receiving.ts"
import { untilRight } from "./telling.ts"
import { Visitor } from "./visitor.ts"
import { wizard } from "./wizard.ts"
import { wordings } from "./wording.ts"

/** « Mot de passe oublié ? »: a code to the contact on record, then another password. It signs nobody in. */
export const forgotten = Effect.fnUntraced(function* (identifier: string) {
  const { chooseRecoveredPassword, confirmRecovery, startRecovery } = yield* MonCompte
  const { fill, language, press, refuse, show } = yield* Visitor
  const wording = wordings[language]
  const { ticket } = yield* startRecovery({ identifier, language })
  yield* show(wording.codeSentIfKnown)
  if (!(yield* receiveCode)) yield* refuse(wording.nothingArrived, [])
  const proved = yield* untilRight(
    Effect.gen(function* () {
      const code = yield* fill("code")
      return (yield* press(["Confirm", "Leave"])) === "Leave" ? null : yield* confirmRecovery({ ticket, code })
    }),
  )
  if (proved === null) return
  if (proved._tag === "MigrationRequired") return yield* wizard(proved.ticket)
  yield* show(wording.passwordAnew(hints(defaultPolicies.password).help[language]))
  const recovered = yield* untilRight(
    Effect.gen(function* () {
      const password = yield* fill("newPassword")
      const confirmation = yield* fill("confirmation")
      if ((yield* press(["Continue", "Leave"])) === "Leave") return null
      return yield* chooseRecoveredPassword({ ticket, password, confirmation })
    }),
  )
  if (recovered === null) return
  yield* show(wording.recovered)
  yield* receiveNews
})
