import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import { TicketUnknown } from "../../../domain/migration/draft.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { endAllSessions } from "../../caller/end-sessions.ts"
import { hashDifferentPassword, type PasswordChanged } from "../../caller/new-password.ts"

import type { Input } from "../../contract/inputs.ts"
import { announce } from "../../outbox/announce.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { ownIdentifier } from "../../secrets/own-identifier.ts"
import { readTicket } from "../../secrets/ticket.ts"
import { execute, readAggregate, toChange, withSecret } from "../../unit-of-work/aggregate.ts"
import { transact } from "../../unit-of-work/transact.ts"

/**
 * Replaces a password that no longer does, after `MustChangePassword`: the new one must be another one.
 *
 * The ticket is good for this once. It does not sign in: sign in with the new password.
 */
export const replacePassword = Effect.fn("MonCompte.replacePassword")(function* (asked: Input<"replacePassword">) {
  const { account: id, hash } = yield* readTicket(asked.ticket)
  const random = yield* SecureRandom.SecureRandom
  yield* transact(
    {
      verb: "ReplacePassword",
      commandId: yield* random.uuidV4(),
      aggregates: [Account.stream.id(id), Sessions.stream.id(id), DataKey.stream.id(id)],
      Refusal: Schema.Never,
      mayBeTold: () => Effect.void,
    },
    ([accountRow, sessionsRow, dataKeyRow], at) =>
      Effect.gen(function* () {
        const account = yield* readAggregate(Account.machine, Account.stream.id(id), accountRow)
        if (account.state._tag !== "Active") return yield* new TicketUnknown()
        const { contacts, owner } = account.state
        // First whether it may be replaced at all: a stranger must not make us hash.
        const changed = yield* Effect.fromResult(execute(account, { _tag: "ChangePassword", ticket: hash, at }))
        const sessions = yield* readAggregate(Sessions.machine, Sessions.stream.id(id), sessionsRow)
        const { nir } = yield* ownIdentifier(yield* readDataKey(id, dataKeyRow), owner)
        const secret = yield* hashDifferentPassword(account.secret, asked, nir)
        return {
          changes: [
            toChange(withSecret(changed, secret)),
            toChange(yield* endAllSessions(sessions, "PasswordChanged", at)),
          ] as const,
          messages: yield* announce(id, contacts, "PasswordChanged", at),
        }
      }).pipe(
        Effect.catchTag("NotInvited", () => Effect.fail(new TicketUnknown())),
        Effect.catchTag(["NotAllowed", "LegacyDisabled"], Effect.die),
      ),
  )
  const answer: PasswordChanged = { _tag: "PasswordChanged" }
  return answer
})
