import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Device from "../../../domain/device/device.ts"
import * as Recovery from "../../../domain/recovery/recovery.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { TicketUnknown } from "../../../domain/ticket/ticket.ts"
import { Storage } from "../../../ports/storage.ts"
import { clearCounters } from "../../caller/attempt.ts"
import { forgetAllDevices } from "../../caller/device.ts"
import { endAllSessions } from "../../caller/end-sessions.ts"
import { knownPerson } from "../../caller/known-person.ts"
import { hashDifferentPassword } from "../../caller/new-password.ts"
import { requireRecoverable } from "../../code/find-recovery-target.ts"
import { readRecovery } from "../../code/recovery-aggregates.ts"
import type { Input } from "../../contract/inputs.ts"
import { isOwnContactWithheld } from "../../household-file/withheld-contacts.ts"
import { announce } from "../../outbox/announce.ts"
import { currentIdentifier } from "../../secrets/current-identifier.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { readTicket } from "../../secrets/ticket.ts"
import { executeOrDie, readAggregate, withSecret } from "../../unit-of-work/aggregate.ts"
import { scopedCommandId } from "../../unit-of-work/command-id.ts"
import { commandInput } from "../../unit-of-work/command-input.ts"
import { planOf } from "../../unit-of-work/plan.ts"
import { transact } from "../../unit-of-work/transact.ts"

/** The password was replaced. Every session has ended: sign in with the new password. */
export interface PasswordRecovered {
  readonly _tag: "PasswordRecovered"
}

/**
 * Chooses a new password in place of a forgotten one, after the code was right.
 *
 * A code sent to the former contact makes it the present one again, and drops the contacts that came after it.
 *
 * One commit writes the hash, ends every session, makes every browser forget the person, gives the new password fresh tries and notifies every contact. It opens
 * no session. The ticket works once; the same command id gets the same answer again.
 */
export const chooseRecoveredPassword = Effect.fn("MonCompte.chooseRecoveredPassword")(function* (
  request: Input<"chooseRecoveredPassword">,
) {
  const { account: key, hash } = yield* readTicket(request.ticket)
  const verb = "ChooseRecoveredPassword"
  const commandId = yield* scopedCommandId({ caller: { kind: "recovery", name: key }, verb }, request.commandId)
  const storage = yield* Storage
  yield* transact(
    {
      verb,
      commandId,
      input: yield* commandInput(commandId, request),
      aggregates: [Recovery.stream.id(key)],
      Refusal: Schema.Never,
      mayReadPreviousResult: ([row]) =>
        Effect.flatMap(readRecovery(key, row), ({ state }) =>
          Recovery.isUsedBy(state, hash) ? Effect.void : Effect.fail(new TicketUnknown()),
        ),
    },
    ([recoveryRow], at) =>
      Effect.gen(function* () {
        const recovery = yield* readRecovery(key, recoveryRow)
        // Checks the ticket before any hashing, so that a caller without it cannot fill the queue of the hasher.
        const grant = Recovery.grantOf(recovery.state, hash, at)
        if (grant?.target._tag !== "Account") return yield* new TicketUnknown()
        const { account: id, contact } = grant.target
        const { rows } = yield* storage.load([Account, Sessions, DataKey, Device].map(({ stream }) => stream.id(id)))
        const account = yield* requireRecoverable(id, rows[0], contact, at)
        const { contacts, owner } = account.state
        if (yield* isOwnContactWithheld(id, account.state, contact)) return yield* new TicketUnknown()
        const sessions = yield* readAggregate(Sessions.register, Sessions.stream.id(id), rows[1])
        const dataKey = yield* readDataKey(id, rows[2])
        const { indexes, nir } = yield* currentIdentifier(dataKey, owner)
        const known = yield* knownPerson({ dataKey, nir, contacts: [contacts.present] }, request.about)
        const changed = yield* executeOrDie(account, { _tag: "RecoverPassword", contact, at })
        const secret = yield* hashDifferentPassword(account, changed, request, known)
        const aggregates = [
          yield* executeOrDie(recovery, { _tag: "Finish", ticket: hash, at }),
          withSecret(changed, secret),
          yield* endAllSessions(sessions, "PasswordChanged", at),
          yield* forgetAllDevices(id, rows[3], "PasswordChanged", at),
        ]
        // A contact that an agent recorded is new: its proof restores nothing.
        const isRestored = contact !== contacts.present.index && contact !== contacts.pending?.contact.index
        return {
          ...(yield* planOf(aggregates, yield* clearCounters(id, [indexes], { at }))),
          messages: [
            ...(yield* announce(id, contacts, "PasswordRecovered", at, changed.state)),
            ...(isRestored ? yield* announce(id, contacts, "ContactRestored", at) : []),
          ],
        }
      }),
  )
  const answer: PasswordRecovered = { _tag: "PasswordRecovered" }
  return answer
})
