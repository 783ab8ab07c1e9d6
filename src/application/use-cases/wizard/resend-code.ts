import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { requireCodePending } from "../../../domain/migration/pending-code.ts"
import { readLanguage } from "../../code/read-contact.ts"
import { makeResend } from "../../code/send-code.ts"
import type { Input } from "../../contract/inputs.ts"
import { runStep } from "../../wizard/run-step.ts"
import { endOfDraft, executeOnMigration } from "../../wizard/wizard.ts"

/**
 * Sends a new code to the same contact. The older code is then refused as superseded. Tries are not refilled. The steps
 * last longer, up to their maximum, and the code works no longer than they do.
 */
export const resendCode = Effect.fn("MonCompte.resendCode")(function* (request: Input<"resendCode">) {
  const resend = makeResend()
  return yield* runStep("ResendCode", Schema.Never, request, (wizard, { account, hash }, at) =>
    Effect.gen(function* () {
      const pending = requireCodePending(wizard.migration.state, { name: "ResendCode", ticket: hash, at })
      const { contact } = yield* Effect.fromResult(pending)
      const continued = yield* executeOnMigration(wizard, { _tag: "Continue", ticket: hash, at })
      const language = readLanguage(request.language)
      const notAfter = endOfDraft(continued)
      const code = { account, purpose: "migration", contact, language, notAfter, at } as const
      const { allowances, challenge, messages } = yield* resend(wizard.challenge, code, wizard.dataKey)
      return { wizard: { ...continued, challenge }, also: allowances, messages }
    }),
  )
})
