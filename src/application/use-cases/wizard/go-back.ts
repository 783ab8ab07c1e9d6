import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Input } from "../../contract/inputs.ts"
import { runStep } from "../../wizard/run-step.ts"
import { cancelCode, dropPassword, executeOnMigration } from "../../wizard/wizard.ts"

/**
 * Goes one step back. From the code to the contact it cancels the code; from step 3 to step 2 it deletes the password.
 */
export const goBack = Effect.fn("MonCompte.goBack")((request: Input<"goBack">) =>
  runStep("GoBack", Schema.Never, request, (wizard, { hash }, at) =>
    Effect.map(executeOnMigration(wizard, { _tag: "GoBack", ticket: hash, at }), (back) => ({
      wizard: back.migration.state._tag === "ContactPending" ? cancelCode(back, at) : dropPassword(back),
    })),
  ),
)
