import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Device from "../../../domain/device/device.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { NotAllowed } from "../../../domain/state-machine/table.ts"
import { asAgent } from "../../caller/agent.ts"
import { forgetAllDevices } from "../../caller/device.ts"
import { endAllSessions } from "../../caller/end-sessions.ts"
import { readSessions } from "../../caller/session.ts"
import { endRecoveriesOf } from "../../code/end-recoveries.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { announce } from "../../outbox/announce.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** The password opens nothing until a recovery replaces it. Every session has ended, and the owner is notified. */
export interface DeclaredCompromised {
  readonly _tag: "DeclaredCompromised"
  readonly person: string
}

const DAY = 24 * 60 * 60_000

/**
 * Declares that others may know the password of a personal space: only a recovery replaces it, never a sign-in with it.
 * No browser remembers the person any more, and a recovery that is under way ends: start a new one.
 *
 * A contact younger than 30 days (`RecoveryPolicy.formerContactDays`) is barred, because an intruder may have given it. An
 * older one that it replaced recovers the account instead. Without one, use `restoreAccess` after proof of identity.
 *
 * Refused with `NotAllowed` if there is no password yet, or the space is closed.
 */
export const declareCompromised = Effect.fn("Agency.declareCompromised")(function* (
  request: AgencyInput<"declareCompromised">,
) {
  const person = yield* findPerson(request.person)
  const { recovery } = yield* Policies
  const days = recovery.formerContactDays * DAY
  const ids = [Account, Sessions, Device, DataKey].map(({ stream }) => stream.id(person))
  yield* asAgent("DeclareCompromised", request, ids, (_, [accountRow, sessionsRow, devicesRow, keyRow], at) =>
    Effect.gen(function* () {
      const account = yield* readAccount(person, accountRow)
      const { state } = account
      if (state._tag !== "Active") return yield* new NotAllowed({ state: state._tag, command: "DeclareCompromised" })
      const declared = yield* executeOrDie(account, {
        _tag: "DeclareCompromised",
        provedAfter: at - days,
        formerUntil: at + days,
        agent: request.agent,
        at,
      })
      const sessions = yield* endAllSessions(yield* readSessions(person, sessionsRow), "Compromised", at)
      const devices = yield* forgetAllDevices(person, devicesRow, "Compromised", at)
      return {
        ...(yield* planOf([declared, sessions, devices, ...(yield* endRecoveriesOf(account, keyRow, at))])),
        messages: yield* announce(person, state.contacts, "MustChangePassword", at),
      }
    }),
  )
  const answer: DeclaredCompromised = { _tag: "DeclaredCompromised", person }
  return answer
})
