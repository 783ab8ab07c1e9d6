import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Device from "../../../domain/device/device.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { TicketUnknown } from "../../../domain/ticket/ticket.ts"
import { clearCounters } from "../../caller/attempt.ts"
import { forgetAllDevices } from "../../caller/device.ts"
import { endAllSessions } from "../../caller/end-sessions.ts"
import { knownPerson } from "../../caller/known-person.ts"
import { hashDifferentPassword, type PasswordChanged } from "../../caller/new-password.ts"
import { readSessions } from "../../caller/session.ts"
import { endRecoveriesOf } from "../../code/end-recoveries.ts"
import type { Input } from "../../contract/inputs.ts"
import { announce } from "../../outbox/announce.ts"
import { currentIdentifier } from "../../secrets/current-identifier.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { readTicket } from "../../secrets/ticket.ts"
import { execute, withSecret } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"
import { transact } from "../../unit-of-work/transact.ts"

/**
 * Replaces a password that no longer satisfies the rules, after `MustChangePassword`. The new one must be different.
 *
 * The ticket is valid once, and the new password has fresh tries. No session is opened: sign in with the new password.
 */
export const replacePassword = Effect.fn("MonCompte.replacePassword")(function* (request: Input<"replacePassword">) {
  const { account: id, hash } = yield* readTicket(request.ticket)
  const random = yield* SecureRandom.SecureRandom
  yield* transact(
    {
      verb: "ReplacePassword",
      commandId: yield* random.uuidV4(),
      aggregates: [Account.stream.id(id), Sessions.stream.id(id), DataKey.stream.id(id), Device.stream.id(id)],
      Refusal: Schema.Never,
    },
    ([accountRow, sessionsRow, dataKeyRow, devicesRow], at) =>
      Effect.gen(function* () {
        const account = yield* readAccount(id, accountRow)
        if (account.state._tag !== "Active") return yield* new TicketUnknown()
        const { contacts, owner } = account.state
        // The ticket is checked before the password is hashed: hashing for any caller would allow denial of service.
        const changed = yield* Effect.fromResult(execute(account, { _tag: "ChangePassword", ticket: hash, at }))
        const dataKey = yield* readDataKey(id, dataKeyRow)
        const { indexes, nir } = yield* currentIdentifier(dataKey, owner)
        const known = yield* knownPerson({ dataKey, nir, contacts: [contacts.present] }, request.about)
        const secret = yield* hashDifferentPassword(account, changed, request, known)
        const sessions = yield* endAllSessions(yield* readSessions(id, sessionsRow), "PasswordChanged", at)
        const devices = yield* forgetAllDevices(id, devicesRow, "PasswordChanged", at)
        return {
          ...(yield* planOf(
            [withSecret(changed, secret), sessions, devices, ...(yield* endRecoveriesOf(account, dataKeyRow, at))],
            yield* clearCounters(id, [indexes], { at }),
          )),
          messages: yield* announce(id, contacts, "PasswordChanged", at),
        }
      }).pipe(
        Effect.catchTag("TicketInvalid", () => Effect.fail(new TicketUnknown())),
        Effect.catchTag(["NotAllowed", "ProofNotAccepted"], Effect.die),
      ),
  )
  const answer: PasswordChanged = { _tag: "PasswordChanged" }
  return answer
})
