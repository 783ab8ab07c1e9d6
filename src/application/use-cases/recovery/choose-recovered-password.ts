import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import { TicketUnknown } from "../../../domain/migration/draft.ts"
import * as Recovery from "../../../domain/recovery/recovery.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { Storage } from "../../../ports/storage.ts"
import { clearWaits } from "../../caller/attempt.ts"
import { endAllSessions } from "../../caller/end-sessions.ts"
import { hashDifferentPassword } from "../../caller/new-password.ts"

import { loadIfStillRecoverable } from "../../code/recoverable.ts"
import { idsOf, readRecovery } from "../../code/recovery-of.ts"
import type { Input } from "../../contract/inputs.ts"
import { announce } from "../../outbox/announce.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { ownIdentifier } from "../../secrets/own-identifier.ts"
import { readTicket } from "../../secrets/ticket.ts"
import { execute, readAggregate, toChange, withSecret } from "../../unit-of-work/aggregate.ts"
import { transact } from "../../unit-of-work/transact.ts"

/** The password is the new one. Every session has ended: sign in with it. */
export interface PasswordRecovered {
  readonly _tag: "PasswordRecovered"
}

/**
 * Chooses a password in the place of a forgotten one, after the code was right.
 *
 * Hash, end of every session, end of every wait at sign-in and news to every contact are one commit. It does not sign
 * in. The ticket is good for this once; the same command again is told the same.
 */
export const chooseRecoveredPassword = Effect.fn("MonCompte.chooseRecoveredPassword")(function* (
  asked: Input<"chooseRecoveredPassword">,
) {
  const { account: id, hash } = yield* readTicket(asked.ticket)
  const random = yield* SecureRandom.SecureRandom
  const storage = yield* Storage
  yield* transact(
    {
      verb: "ChooseRecoveredPassword",
      commandId: asked.commandId ?? (yield* random.uuidV4()),
      aggregates: [idsOf(id)[0]],
      Refusal: Schema.Never,
      mayBeTold: ([row]) =>
        Effect.flatMap(readRecovery(id, row), ({ state }) =>
          Recovery.isUsedBy(state, hash) ? Effect.void : Effect.fail(new TicketUnknown()),
        ),
    },
    ([recoveryRow], at) =>
      Effect.gen(function* () {
        const recovery = yield* readRecovery(id, recoveryRow)
        // First whether it may be chosen at all: a stranger must not make us hash.
        const granted = Recovery.grantedTo(recovery.state, hash, at)
        if (granted?.found._tag !== "Account") return yield* new TicketUnknown()
        const { account: owned, contact } = granted.found
        const { rows } = yield* storage.load([
          Account.stream.id(owned),
          Sessions.stream.id(owned),
          DataKey.stream.id(owned),
        ])
        const account = yield* loadIfStillRecoverable(owned, rows[0], contact, at)
        const { contacts, owner } = account.state
        const sessions = yield* readAggregate(Sessions.machine, Sessions.stream.id(owned), rows[1])
        const { indexes, nir } = yield* ownIdentifier(yield* readDataKey(owned, rows[2]), owner)
        const secret = yield* hashDifferentPassword(account.secret, asked, nir)
        const finished = execute(recovery, { _tag: "Finish", ticket: hash, at })
        const changed = execute(account, { _tag: "ChangePassword", ticket: null, at })
        return {
          changes: [
            toChange(yield* Effect.orDie(Effect.fromResult(finished))),
            toChange(withSecret(yield* Effect.orDie(Effect.fromResult(changed)), secret)),
            toChange(yield* endAllSessions(sessions, "PasswordChanged", at)),
            ...(yield* clearWaits(indexes, at)),
          ] as const,
          messages: yield* announce(owned, contacts, "PasswordRecovered", at),
        }
      }),
  )
  const answer: PasswordRecovered = { _tag: "PasswordRecovered" }
  return answer
})
