/**
 * Forgets what is over in the database of `DATABASE_URL`, by the standard policy, and tells how much of what.
 *
 * It exits with 0 when it is done, and else with 1: it may be run again at any time.
 */
import * as Effect from "effect/Effect"
import { retention } from "./retention.ts"
import { retentionPolicies } from "./retention-policy.ts"
import { refusedAsFailure } from "./sql-failure.ts"

const url = process.env["DATABASE_URL"]
const { name, version } = retentionPolicies.standard

const program = Effect.gen(function* () {
  if (url === undefined || url === "")
    return yield* Effect.fail("Set DATABASE_URL to the database, as a role that may delete what is over.")
  const forgotten = yield* retention({ url })
  console.log(`Forgotten by policy ${name}, version ${version}:`)
  for (const [kept, many] of Object.entries(forgotten)) console.log(`  ${kept}: ${many}`)
})

process.exitCode = await Effect.runPromise(
  Effect.match(refusedAsFailure(program), {
    onSuccess: () => 0,
    onFailure: (refusal) => {
      console.error(typeof refusal === "string" ? refusal : `${refusal._tag}: ${refusal.message}`)
      return 1
    },
  }),
)
