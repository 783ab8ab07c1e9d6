import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Input } from "../../contract/inputs.ts"
import { runStep } from "../../wizard/run-step.ts"
import { executeOnMigration, leaveWizard } from "../../wizard/wizard.ts"

/** Leaves the wizard. Everything entered is deleted, and the account stays as it was. */
export const abandonMigration = Effect.fn("MonCompte.abandonMigration")((request: Input<"abandonMigration">) =>
  runStep("Abandon", Schema.Never, request, (wizard, { hash }, at) =>
    executeOnMigration(wizard, { _tag: "Abandon", ticket: hash, at }).pipe(
      Effect.flatMap((abandoned) => leaveWizard(abandoned, at)),
      Effect.map((wizard) => ({ wizard })),
    ),
  ),
)
