import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../../domain/account/account.ts"
import { TicketUnknown } from "../../../domain/migration/draft.ts"
import { TermsChanged } from "../../../domain/migration/migration.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { TermsRegister } from "../../../ports/terms-register.ts"
import { openSession } from "../../caller/open-session.ts"

import type { Input } from "../../contract/inputs.ts"
import { TryLater } from "../../contract/refusals.ts"
import { makeTicket, readTicket } from "../../secrets/ticket.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"
import { transact } from "../../unit-of-work/transact.ts"

/**
 * Accepts the newer terms that were shown, after `TermsRequired`, and is in: the session is opened in the same commit.
 *
 * A version that is no longer in force is refused with `TermsChanged`, and the ticket stays good for the one that is.
 */
export const acceptNewTerms = Effect.fn("MonCompte.acceptNewTerms")(function* (asked: Input<"acceptNewTerms">) {
  const { account: id, hash } = yield* readTicket(asked.ticket)
  const random = yield* SecureRandom.SecureRandom
  const { sha256, version } = yield* Effect.flatMap(TermsRegister, (register) => register.inForce)
  const kept = yield* transact(
    {
      verb: "AcceptNewTerms",
      commandId: yield* random.uuidV4(),
      aggregates: [Account.stream.id(id), Sessions.stream.id(id)],
      Refusal: Schema.Never,
      mayBeTold: () => Effect.void,
    },
    ([accountRow, sessionsRow], at) =>
      Effect.gen(function* () {
        const account = yield* readAggregate(Account.machine, Account.stream.id(id), accountRow)
        if (account.state._tag !== "Active") return yield* new TicketUnknown()
        const accepted = yield* Effect.fromResult(
          execute(account, { _tag: "AcceptTerms", ticket: hash, terms: { version, sha256, at }, at }),
        )
        if (asked.version !== version) return yield* new TermsChanged({ inForce: version })
        const sessions = yield* readAggregate(Sessions.machine, Sessions.stream.id(id), sessionsRow)
        const opened = yield* openSession(sessions, yield* makeTicket(id), at)
        return { changes: [toChange(accepted), toChange(opened.sessions)] as const, answer: opened.answer }
      }).pipe(
        Effect.catchTag("NotInvited", () => Effect.fail(new TicketUnknown())),
        Effect.catchTag(["NotAllowed", "LegacyDisabled"], Effect.die),
      ),
  )
  // Only a commit whose answer was lost is found kept "before"; its session is lost too, and signing in opens another.
  return kept._tag === "Now" ? kept.plan.answer : yield* new TryLater()
})
