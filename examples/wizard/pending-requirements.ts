import * as Effect from "effect/Effect"
import { defaultPolicies, MonCompte, type MustChangePassword, type TermsRequired } from "mon-compte"
import { hints } from "mon-compte/password"
import { recoverPassword } from "./forgotten-password.ts"
import { retryUntilAccepted } from "./refusals.ts"
import { showExpectedAnnouncements } from "./show-messages.ts"
import { Visitor } from "./visitor.ts"
import { wordings } from "./wording.ts"

/**
 * The person must replace the password before the sign-in. The replacement does not sign in. A compromised password is
 * replaced by a recovery only, so the screen leads on to « Mot de passe oublié ? ».
 */
export const replaceRequiredPassword = Effect.fnUntraced(function* (required: MustChangePassword) {
  const { replacePassword } = yield* MonCompte
  const { fill, language, press, show } = yield* Visitor
  const wording = wordings[language]
  yield* show(wording.mustChangePassword(required.reason, hints(defaultPolicies.password).help[language]))
  if (required.reason === "Compromised") {
    // The sign-in may have used a device token, which starts no recovery.
    if ((yield* press(["Forgotten", "GoBack"])) === "Forgotten") yield* recoverPassword(yield* fill("identifier"))
    return
  }
  const { ticket } = required
  const replaced = yield* retryUntilAccepted(
    Effect.gen(function* () {
      const password = yield* fill("newPassword")
      const confirmation = yield* fill("confirmation")
      if ((yield* press(["Continue", "Cancel"])) === "Cancel") return null
      return yield* replacePassword({ ticket, password, confirmation })
    }),
  )
  if (replaced === null) return
  yield* show(wording.passwordReplaced)
  yield* showExpectedAnnouncements
})

/** The person must accept new terms before the sign-in. Returns the session, or `null` after a refusal. */
export const acceptRequiredTerms = Effect.fnUntraced(function* ({ ticket }: TermsRequired) {
  const { acceptNewTerms, termsInForce } = yield* MonCompte
  const { language, press, show } = yield* Visitor
  return yield* retryUntilAccepted(
    Effect.gen(function* () {
      const terms = yield* termsInForce()
      yield* show(wordings[language].newTerms(terms))
      if ((yield* press(["Accept", "Refuse"])) === "Refuse") return null
      return (yield* acceptNewTerms({ ticket, version: terms.version })).session
    }),
  )
})
