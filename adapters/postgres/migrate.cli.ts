/**
 * Brings the schema of `DATABASE_URL` up to date. `--app <role>`, `--read <role>` and `--retention <role>` give
 * those roles their rights.
 *
 * It exits with 0 when the schema is up to date, and else with 1.
 */
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import { giveRights, migrate } from "./migrate.ts"
import { refusedAsFailure } from "./sql-failure.ts"

const { values } = parseArgs({
  options: { app: { type: "string" }, read: { type: "string" }, retention: { type: "string" } },
})
const url = process.env["DATABASE_URL"]

const program = Effect.gen(function* () {
  if (url === undefined || url === "")
    return yield* Effect.fail("Set DATABASE_URL to the database, as a role that may create tables.")
  const steps = yield* migrate({ url })
  for (const { id, name } of steps) console.log(`Applied ${id}: ${name}.`)
  if (steps.length === 0) console.log("The schema is up to date.")
  yield* giveRights({ url }, values)
})

process.exitCode = await Effect.runPromise(
  Effect.match(refusedAsFailure(program), {
    onSuccess: () => 0,
    onFailure: (refusal) => {
      console.error(typeof refusal === "string" ? refusal : `${refusal._tag}: ${refusal.message}`)
      if (typeof refusal === "object" && refusal._tag === "SchemaUnfit") console.error(JSON.stringify(refusal))
      return 1
    },
  }),
)
