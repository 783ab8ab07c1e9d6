import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Input } from "../../contract/inputs.ts"
import { leave, onMigration, step } from "../../wizard/wizard.ts"

/** Leaves the wizard: nothing that was typed is kept, and the account stays as it was. */
export const abandonMigration = Effect.fn("MonCompte.abandonMigration")((asked: Input<"abandonMigration">) =>
  step("Abandon", Schema.Never, asked, (wizard, { hash }, at) =>
    onMigration(wizard, { _tag: "Abandon", ticket: hash, at }).pipe(
      Effect.flatMap((abandoned) => leave(abandoned, at)),
      Effect.map((wizard) => ({ wizard })),
    ),
  ),
)
