import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Input } from "../../contract/inputs.ts"
import { runStep } from "../../wizard/run-step.ts"
import { executeOnMigration, leaveWizard } from "../../wizard/wizard.ts"

/** Refuses the terms in step 1. The wizard closes, and the account stays as it was. */
export const refuseTerms = Effect.fn("MonCompte.refuseTerms")((request: Input<"refuseTerms">) =>
  runStep("RefuseTerms", Schema.Never, request, (wizard, { hash }, at) =>
    executeOnMigration(wizard, { _tag: "RefuseTerms", ticket: hash, at }).pipe(
      Effect.flatMap((refused) => leaveWizard(refused, at)),
      Effect.map((wizard) => ({ wizard })),
    ),
  ),
)
