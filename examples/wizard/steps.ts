import * as Effect from "effect/Effect"
import { defaultPolicies, MonCompte, type Step } from "mon-compte"
import { hints } from "mon-compte/password"
import { showCodeMessage } from "./show-messages.ts"
import { Visitor } from "./visitor.ts"
import { type StepOf, wordings } from "./wording.ts"

/** A step that has a screen. The last steps have none. */
export type Screen = Exclude<Step, StepOf<"Completed" | "Left">>

/** Shows the screen of a step. At the code, also shows the message that contains the code. */
export const showStep = Effect.fnUntraced(function* (step: Screen) {
  const { language, showError, show } = yield* Visitor
  const wording = wordings[language]
  switch (step._tag) {
    case "TermsPending":
      // `submitStep` shows the terms, so that the person accepts the version that is on the screen.
      return
    case "PasswordPending":
      return yield* show(wording.password(step, hints(defaultPolicies.password).help[language]))
    case "ContactPending":
      return yield* show(wording.contact(step))
    case "CodePending": {
      yield* show(wording.code(step))
      return (yield* showCodeMessage) ? undefined : yield* showError(wording.nothingArrived, [])
    }
  }
})

/** Lets the person fill in a step, and submits it. Returns the next step, or fails with a refusal. */
export const submitStep = Effect.fnUntraced(function* (step: Screen, ticket: string) {
  const monCompte = yield* MonCompte
  const { fill, language, press, show } = yield* Visitor
  const otherButtons = { GoBack: monCompte.goBack({ ticket }), Cancel: monCompte.abandonMigration({ ticket }) }
  switch (step._tag) {
    case "TermsPending": {
      const terms = yield* monCompte.termsInForce()
      yield* show(wordings[language].terms(step, terms))
      const Accept = monCompte.acceptTerms({ ticket, version: terms.version })
      const Refuse = monCompte.refuseTerms({ ticket })
      return yield* { Accept, Refuse }[yield* press(["Accept", "Refuse"])]
    }
    case "PasswordPending": {
      const password = yield* fill("newPassword")
      const confirmation = yield* fill("confirmation")
      const Continue = monCompte.choosePassword({ ticket, password, confirmation })
      return yield* { Continue, ...otherButtons }[yield* press(["Continue", "GoBack", "Cancel"])]
    }
    case "ContactPending": {
      const contact = yield* fill("contact")
      const SendCode = monCompte.sendCode({ ticket, contact, language })
      return yield* { SendCode, ...otherButtons }[yield* press(["SendCode", "GoBack", "Cancel"])]
    }
    case "CodePending": {
      const code = yield* fill("code")
      const Confirm = monCompte.confirmCode({ ticket, code })
      const Resend = monCompte.resendCode({ ticket, language })
      return yield* { Confirm, Resend, ...otherButtons }[yield* press(["Confirm", "Resend", "GoBack", "Cancel"])]
    }
  }
})
