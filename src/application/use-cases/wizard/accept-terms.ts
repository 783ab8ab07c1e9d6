import * as Effect from "effect/Effect"
import { TermsChanged } from "../../../domain/migration/migration.ts"
import { TermsRegister } from "../../../ports/terms-register.ts"
import type { Input } from "../../contract/inputs.ts"
import { activate } from "../../wizard/activate.ts"
import { onMigration, step } from "../../wizard/wizard.ts"

/** Step 1: accepts the terms that were shown. A version that is no longer in force is refused with `TermsChanged`. */
export const acceptTerms = Effect.fn("MonCompte.acceptTerms")(function* (asked: Input<"acceptTerms">) {
  const { sha256, version } = yield* Effect.flatMap(TermsRegister, (register) => register.inForce)
  return yield* step("AcceptTerms", TermsChanged, asked, (wizard, { hash }, at) =>
    onMigration(wizard, {
      _tag: "AcceptTerms",
      ticket: hash,
      version: asked.version,
      inForce: { version, sha256 },
      at,
    }).pipe(
      Effect.flatMap((accepted) => activate(accepted, at)),
      Effect.map((wizard) => ({ wizard })),
    ),
  )
})
