import * as Effect from "effect/Effect"
import { defaultPolicies, MonCompte, type Step } from "mon-compte"
import { hints } from "mon-compte/password"
import { receiveCode } from "./receiving.ts"
import { Visitor } from "./visitor.ts"
import { type At, wordings } from "./wording.ts"

/** A step that has a screen. The others are the end. */
export type Screen = Exclude<Step, At<"Completed" | "Left">>

/** Shows what a step is about, as it opens. At the code, the message that brings it arrives. */
export const open = Effect.fnUntraced(function* (step: Screen) {
  const { language, refuse, show } = yield* Visitor
  const wording = wordings[language]
  switch (step._tag) {
    case "TermsPending":
      // Shown by `handOver`, which accepts the very version that was read.
      return
    case "PasswordPending":
      return yield* show(wording.password(step, hints(defaultPolicies.password).help[language]))
    case "ContactPending":
      return yield* show(wording.contact(step))
    case "CodePending": {
      yield* show(wording.code(step))
      return (yield* receiveCode) ? undefined : yield* refuse(wording.nothingArrived, [])
    }
  }
})

/** Has a step filled in, and hands it over: the next step, or a refusal. */
export const handOver = Effect.fnUntraced(function* (step: Screen, ticket: string) {
  const monCompte = yield* MonCompte
  const { fill, language, press, show } = yield* Visitor
  const elsewhere = { GoBack: monCompte.goBack({ ticket }), Leave: monCompte.abandonMigration({ ticket }) }
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
      return yield* { Continue, ...elsewhere }[yield* press(["Continue", "GoBack", "Leave"])]
    }
    case "ContactPending": {
      const contact = yield* fill("contact")
      const SendCode = monCompte.sendCode({ ticket, contact, language })
      return yield* { SendCode, ...elsewhere }[yield* press(["SendCode", "GoBack", "Leave"])]
    }
    case "CodePending": {
      const code = yield* fill("code")
      const Confirm = monCompte.confirmCode({ ticket, code })
      const Resend = monCompte.resendCode({ ticket, language })
      return yield* { Confirm, Resend, ...elsewhere }[yield* press(["Confirm", "Resend", "GoBack", "Leave"])]
    }
  }
})
