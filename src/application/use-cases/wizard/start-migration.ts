import * as Effect from "effect/Effect"
import { isOutranked, TicketInvalid } from "../../../domain/account/account.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { orderDraftExpiry } from "../../outbox/orders.ts"
import { readTicket } from "../../secrets/ticket.ts"
import { runStep } from "../../wizard/run-step.ts"
import { cancelCode, dropPassword, executeOnAccount, executeOnMigration } from "../../wizard/wizard.ts"

/**
 * "Commencer": starts the wizard, or resumes it.
 *
 * A second browser takes over a wizard that is open in another browser. It keeps the accepted terms only, and asks for
 * the rest again, because another person may have entered the password and the contact. A browser that gives its former
 * ticket (`resumes`) keeps everything.
 *
 * If the other browser gave a weaker proof of identity, nothing of its draft is kept. This prevents pre-hijacking.
 */
export const startMigration = Effect.fn("MonCompte.startMigration")(function* (request: Input<"startMigration">) {
  const { migration: policy } = yield* Policies
  const resumes =
    request.resumes === undefined
      ? null
      : yield* Effect.map(readTicket(request.resumes), ({ hash }) => hash).pipe(
          Effect.catchTag("TicketUnknown", () => Effect.succeed(null)),
        )
  return yield* runStep("StartMigration", TicketInvalid, request, (wizard, { account, hash }, at) =>
    Effect.gen(function* () {
      const until = at + policy.draftMinutes * 60_000
      const latest = at + policy.longestDraftMinutes * 60_000
      const opened = yield* executeOnAccount(wizard, { _tag: "StartMigration", ticket: hash, at })
      const startsOver = isOutranked(wizard.account.state)
      const start = { _tag: "Start", ticket: hash, resumes, startsOver, until, latest, at } as const
      const started = yield* executeOnMigration(opened, start)
      const isResumed = started.migration.events.some(({ _tag }) => _tag === "Resumed")
      return {
        wizard: isResumed ? started : cancelCode(dropPassword(started), at),
        messages: [orderDraftExpiry({ account, ticket: hash, until })],
      }
    }),
  )
})
