import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import { TermsChanged } from "../../../domain/migration/draft.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { TicketUnknown } from "../../../domain/ticket/ticket.ts"
import { TermsRegister } from "../../../ports/terms-register.ts"
import { openSession } from "../../caller/open-session.ts"
import { readSessions } from "../../caller/session.ts"
import type { Input } from "../../contract/inputs.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { makeTicket, readTicket } from "../../secrets/ticket.ts"
import { execute } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"
import { secretAnswer, transact } from "../../unit-of-work/transact.ts"

/**
 * Accepts the newer terms after `TermsRequired`, and signs in: the session is opened in the same commit. `label` describes
 * the browser, as in `signIn`.
 *
 * A version that is no longer in force is refused with `TermsChanged`. The ticket stays valid for the version in force.
 */
export const acceptNewTerms = Effect.fn("MonCompte.acceptNewTerms")(function* (request: Input<"acceptNewTerms">) {
  const { account: id, hash } = yield* readTicket(request.ticket)
  const random = yield* SecureRandom.SecureRandom
  const { sha256, version } = yield* Effect.flatMap(TermsRegister, (register) => register.inForce)
  const outcome = yield* transact(
    {
      verb: "AcceptNewTerms",
      commandId: yield* random.uuidV4(),
      aggregates: [Account.stream.id(id), Sessions.stream.id(id), DataKey.stream.id(id)],
      Refusal: Schema.Never,
    },
    ([accountRow, sessionsRow, dataKeyRow], at) =>
      Effect.gen(function* () {
        const account = yield* readAccount(id, accountRow)
        if (account.state._tag !== "Active") return yield* new TicketUnknown()
        const accepted = yield* Effect.fromResult(
          execute(account, { _tag: "AcceptTerms", ticket: hash, terms: { version, sha256, at }, at }),
        )
        if (request.version !== version) return yield* new TermsChanged({ inForce: version })
        const browser = { ticket: yield* makeTicket(id), label: request.label }
        const dataKey = yield* readDataKey(id, dataKeyRow)
        const opened = yield* openSession(yield* readSessions(id, sessionsRow), browser, dataKey, at)
        return { ...(yield* planOf([accepted, opened.sessions])), answer: opened.answer }
      }).pipe(
        Effect.catchTag("TicketInvalid", () => Effect.fail(new TicketUnknown())),
        Effect.catchTag(["NotAllowed", "ProofNotAccepted"], Effect.die),
      ),
  )
  return yield* secretAnswer(outcome)
})
