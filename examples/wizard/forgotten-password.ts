import * as Effect from "effect/Effect"
import { defaultPolicies, MonCompte } from "mon-compte"
import { hints } from "mon-compte/password"
import { retryUntilAccepted } from "./refusals.ts"
import { showAnnouncements, showCodeMessage } from "./show-messages.ts"
import { Visitor } from "./visitor.ts"
import { wizard } from "./wizard.ts"
import { wordings } from "./wording.ts"

/** « Mot de passe oublié ? »: a code to the contact on record, then a new password. It does not sign in. */
export const recoverPassword = Effect.fnUntraced(function* (identifier: string) {
  const { chooseRecoveredPassword, confirmRecovery, startRecovery } = yield* MonCompte
  const { fill, language, press, showError, show } = yield* Visitor
  const wording = wordings[language]
  const { ticket } = yield* startRecovery({ identifier, language })
  yield* show(wording.codeSentIfKnown)
  if (!(yield* showCodeMessage)) yield* showError(wording.nothingArrived, [])
  const proved = yield* retryUntilAccepted(
    Effect.gen(function* () {
      const code = yield* fill("code")
      return (yield* press(["Confirm", "Cancel"])) === "Cancel" ? null : yield* confirmRecovery({ ticket, code })
    }),
  )
  if (proved === null) return
  if (proved._tag === "MigrationRequired") return yield* wizard(proved.ticket)
  yield* show(wording.newPassword(hints(defaultPolicies.password).help[language]))
  const recovered = yield* retryUntilAccepted(
    Effect.gen(function* () {
      const password = yield* fill("newPassword")
      const confirmation = yield* fill("confirmation")
      if ((yield* press(["Continue", "Cancel"])) === "Cancel") return null
      return yield* chooseRecoveredPassword({ ticket, password, confirmation })
    }),
  )
  if (recovered === null) return
  yield* show(wording.passwordChanged)
  yield* showAnnouncements
})
