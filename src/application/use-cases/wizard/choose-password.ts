import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { assess } from "../../../domain/password/index.ts"
import { readAbout } from "../../caller/known-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { PasswordRefused } from "../../contract/refusals.ts"
import { open } from "../../secrets/data-key.ts"
import { hashPassword } from "../../secrets/password-secret.ts"
import { withSecret } from "../../unit-of-work/aggregate.ts"
import { runStep } from "../../wizard/run-step.ts"
import { executeOnMigration } from "../../wizard/wizard.ts"

/** Chooses the new password in step 2, typed twice. The refusal lists every rule that the password breaks. */
export const choosePassword = Effect.fn("MonCompte.choosePassword")(function* (request: Input<"choosePassword">) {
  const { password: policy } = yield* Policies
  return yield* runStep("ChoosePassword", Schema.Never, request, (wizard, ticket, at) =>
    Effect.gen(function* () {
      // Checks the ticket before any hashing, so that a caller without it cannot fill the queue of the hasher.
      const chosen = yield* executeOnMigration(wizard, { _tag: "ChoosePassword", ticket: ticket.hash, at })
      const sealed = "owner" in wizard.account.state ? (wizard.account.state.owner?.nir ?? null) : null
      const nir = sealed === null ? null : yield* open(wizard.dataKey, sealed, "nir")
      const verdict = assess(request.password, policy, {
        ...readAbout(request.about),
        confirmation: request.confirmation,
        ...(nir === null ? {} : { nir }),
      })
      if (!verdict.ok) return yield* new PasswordRefused({ broken: verdict.broken })
      const hash = yield* hashPassword(wizard.account, Redacted.make<string>(verdict.password.reveal()))
      return { wizard: { ...chosen, migration: withSecret(chosen.migration, hash) } }
    }),
  )
})
