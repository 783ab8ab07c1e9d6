/**
 * Applies the missing schema migrations to the database of `DATABASE_URL`. `--app <role>`, `--read <role>` and
 * `--retention <role>` give these roles their rights.
 *
 * Exits with 0 if the schema is up to date, and with 1 after a failure.
 */
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import { giveRights, migrate } from "./migrate.ts"
import { refusalAsFailure } from "./sql-failure.ts"

const { values } = parseArgs({
  options: { app: { type: "string" }, read: { type: "string" }, retention: { type: "string" } },
})
const url = process.env["DATABASE_URL"]

const program = Effect.gen(function* () {
  if (url === undefined || url === "")
    return yield* Effect.fail("Set DATABASE_URL to the URL of the database, with a role that may create tables.")
  const steps = yield* migrate({ url })
  for (const { id, name } of steps) console.log(`Applied ${id}: ${name}.`)
  if (steps.length === 0) console.log("The schema is up to date.")
  yield* giveRights({ url }, values)
})

process.exitCode = await Effect.runPromise(
  Effect.match(refusalAsFailure(program), {
    onSuccess: () => 0,
    onFailure: (failure) => {
      console.error(typeof failure === "string" ? failure : `${failure._tag}: ${failure.message}`)
      if (typeof failure === "object" && failure._tag === "SchemaMismatch") console.error(JSON.stringify(failure))
      return 1
    },
  }),
)
