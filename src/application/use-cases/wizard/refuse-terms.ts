import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Input } from "../../contract/inputs.ts"
import { leave, onMigration, step } from "../../wizard/wizard.ts"

/** Step 1, the other answer: the wizard closes and the account stays as it was. */
export const refuseTerms = Effect.fn("MonCompte.refuseTerms")((asked: Input<"refuseTerms">) =>
  step("RefuseTerms", Schema.Never, asked, (wizard, { hash }, at) =>
    onMigration(wizard, { _tag: "RefuseTerms", ticket: hash, at }).pipe(
      Effect.flatMap((refused) => leave(refused, at)),
      Effect.map((wizard) => ({ wizard })),
    ),
  ),
)
