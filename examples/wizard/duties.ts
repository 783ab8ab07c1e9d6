import * as Effect from "effect/Effect"
import { defaultPolicies, MonCompte, type MustChangePassword, type TermsRequired } from "mon-compte"
import { hints } from "mon-compte/password"
import { receiveCertainNews } from "./receiving.ts"
import { untilRight } from "./telling.ts"
import { Visitor } from "./visitor.ts"
import { wordings } from "./wording.ts"

/** The right password no longer does: another one is chosen, and signs nobody in. */
export const replacement = Effect.fnUntraced(function* ({ reason, ticket }: MustChangePassword) {
  const { replacePassword } = yield* MonCompte
  const { fill, language, press, show } = yield* Visitor
  const wording = wordings[language]
  yield* show(wording.mustChangePassword(reason, hints(defaultPolicies.password).help[language]))
  const replaced = yield* untilRight(
    Effect.gen(function* () {
      const password = yield* fill("newPassword")
      const confirmation = yield* fill("confirmation")
      if ((yield* press(["Continue", "Leave"])) === "Leave") return null
      return yield* replacePassword({ ticket, password, confirmation })
    }),
  )
  if (replaced === null) return
  yield* show(wording.passwordReplaced)
  yield* receiveCertainNews
})

/** Newer terms are read first. Who accepts them is in: the session, or none. */
export const newerTerms = Effect.fnUntraced(function* ({ ticket }: TermsRequired) {
  const { acceptNewTerms, termsInForce } = yield* MonCompte
  const { language, press, show } = yield* Visitor
  return yield* untilRight(
    Effect.gen(function* () {
      const terms = yield* termsInForce()
      yield* show(wordings[language].newTerms(terms))
      if ((yield* press(["Accept", "Refuse"])) === "Refuse") return null
      return (yield* acceptNewTerms({ ticket, version: terms.version })).session
    }),
  )
})
