import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Input } from "../../contract/inputs.ts"
import { onMigration, step, withoutCode, withoutPassword } from "../../wizard/wizard.ts"

/** One step back. Leaving the code kills it; leaving step 3 for step 2 drops the password, to be chosen again. */
export const goBack = Effect.fn("MonCompte.goBack")((asked: Input<"goBack">) =>
  step("GoBack", Schema.Never, asked, (wizard, { hash }, at) =>
    Effect.map(onMigration(wizard, { _tag: "GoBack", ticket: hash, at }), (back) => ({
      wizard: back.migration.state._tag === "ContactPending" ? withoutCode(back, at) : withoutPassword(back),
    })),
  ),
)
