import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { allowanceIds, budgetShare } from "../../code/allowance.ts"
import { readContact } from "../../code/read-contact.ts"
import { issueCode } from "../../code/send-code.ts"
import type { Input } from "../../contract/inputs.ts"
import { mustNotBeWithheld } from "../../household-file/withheld-contacts.ts"
import { sealContact } from "../../secrets/sealed-contact.ts"
import { runStep } from "../../wizard/run-step.ts"
import { endOfDraft, executeOnMigration } from "../../wizard/wizard.ts"

/**
 * "Envoyer le code": takes an e-mail address or a mobile number, and sends a code to it at once.
 *
 * Refused with `ContactWithheld` if an agent set the confidential mode, and another person may read the contact.
 */
export const sendCode = Effect.fn("MonCompte.sendCode")(function* (request: Input<"sendCode">) {
  const { contact: typed, indexes, language } = yield* readContact(request)
  const budget = yield* budgetShare(typed, indexes)
  const countedFor = (account: string) => ({ indexes, account, budget })
  return yield* runStep(
    "SendCode",
    Schema.Never,
    request,
    (wizard, { account, hash }, at, allowanceRows) =>
      Effect.gen(function* () {
        yield* mustNotBeWithheld(account, wizard.account.state, wizard.dataKey, typed)
        const contact = yield* sealContact(wizard.dataKey, typed, indexes, language)
        const given = yield* executeOnMigration(wizard, { _tag: "GiveContact", ticket: hash, contact, at })
        const code = { account, purpose: "migration", contact, notAfter: endOfDraft(given), at } as const
        const { allowances, challenge, messages } = yield* issueCode(
          given.challenge,
          code,
          countedFor(account),
          allowanceRows,
        )
        return { wizard: { ...given, challenge }, also: allowances, messages }
      }),
    (account) => allowanceIds(countedFor(account)),
  )
})
