import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { assess } from "../../../domain/password/index.ts"
import { PasswordHasher } from "../../../ports/password-hasher.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { PasswordRefused } from "../../contract/refusals.ts"
import { open } from "../../secrets/data-key.ts"
import { withSecret } from "../../unit-of-work/aggregate.ts"
import { onMigration, step } from "../../wizard/wizard.ts"

/** Step 2: chooses the new password, typed twice. Every rule it breaks comes back at once. */
export const choosePassword = Effect.fn("MonCompte.choosePassword")(function* (asked: Input<"choosePassword">) {
  const { password: policy } = yield* Policies
  const hasher = yield* PasswordHasher
  return yield* step("ChoosePassword", Schema.Never, asked, (wizard, ticket, at) =>
    Effect.gen(function* () {
      // First whether it may be chosen at all: a stranger must not make us hash.
      const chosen = yield* onMigration(wizard, { _tag: "ChoosePassword", ticket: ticket.hash, at })
      const sealed = "owner" in wizard.account.state ? (wizard.account.state.owner?.nir ?? null) : null
      const nir = sealed === null ? null : yield* open(wizard.dataKey, sealed)
      const verdict = assess(asked.password, policy, {
        confirmation: asked.confirmation,
        ...(nir === null ? {} : { nir }),
      })
      if (!verdict.ok) return yield* new PasswordRefused({ broken: verdict.broken })
      const hash = yield* hasher.hash(Redacted.make<string>(verdict.password.reveal()))
      return { wizard: { ...chosen, migration: withSecret(chosen.migration, hash) } }
    }),
  )
})
