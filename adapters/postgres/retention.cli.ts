/**
 * Deletes data whose retention period has ended from the database of `DATABASE_URL`, by the standard policy. Prints the
 * number of deletions of each kind.
 *
 * Exits with 0 when it is done, and with 1 after a failure. You can run it again at any time.
 */
import * as Effect from "effect/Effect"
import { retention } from "./retention.ts"
import { retentionPolicies } from "./retention-policy.ts"
import { refusalAsFailure } from "./sql-failure.ts"

const url = process.env["DATABASE_URL"]
const { name, version } = retentionPolicies.standard

const program = Effect.gen(function* () {
  if (url === undefined || url === "")
    return yield* Effect.fail("Set DATABASE_URL to the URL of the database, with a role that may delete expired data.")
  const result = yield* retention({ url })
  console.log(`Deleted by policy ${name}, version ${version}:`)
  for (const [kind, count] of Object.entries(result)) console.log(`  ${kind}: ${count}`)
})

process.exitCode = await Effect.runPromise(
  Effect.match(refusalAsFailure(program), {
    onSuccess: () => 0,
    onFailure: (failure) => {
      console.error(typeof failure === "string" ? failure : `${failure._tag}: ${failure.message}`)
      return 1
    },
  }),
)
