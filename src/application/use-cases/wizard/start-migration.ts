import * as Effect from "effect/Effect"
import { NotInvited } from "../../../domain/account/account.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { readTicket } from "../../secrets/ticket.ts"
import { onAccount, onMigration, step, withoutCode, withoutPassword } from "../../wizard/wizard.ts"

/**
 * "Commencer": starts the wizard, or goes on with the one already begun.
 *
 * A wizard left in another browser is taken over: the accepted terms are kept; password and contact are asked again,
 * since whoever typed them need not be this person. Giving the ticket that browser had (`resumes`) keeps everything.
 */
export const startMigration = Effect.fn("MonCompte.startMigration")(function* (asked: Input<"startMigration">) {
  const { migration: policy } = yield* Policies
  const resumes =
    asked.resumes === undefined
      ? null
      : yield* Effect.map(readTicket(asked.resumes), ({ hash }) => hash).pipe(
          Effect.catchTag("TicketUnknown", () => Effect.succeed(null)),
        )
  return yield* step("StartMigration", NotInvited, asked, (wizard, { account, hash }, at) =>
    Effect.gen(function* () {
      const until = at + policy.draftMinutes * 60_000
      const started = yield* Effect.flatMap(onAccount(wizard, { _tag: "StartMigration", ticket: hash, at }), (next) =>
        onMigration(next, { _tag: "Start", ticket: hash, resumes, until, at }),
      )
      const goesOn = started.migration.events.some(({ _tag }) => _tag === "Resumed")
      const expiry = { _tag: "DraftEnds", account }
      return {
        wizard: goesOn ? started : withoutCode(withoutPassword(started), at),
        messages: [{ id: `draft/${hash}`, dueAt: until, body: expiry }],
      }
    }),
  )
})
