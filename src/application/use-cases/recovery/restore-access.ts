import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import { parse } from "../../../domain/contact/contact.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Device from "../../../domain/device/device.ts"
import { parseLanguage } from "../../../domain/language/language.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { NotAllowed } from "../../../domain/state-machine/table.ts"
import { asAgent } from "../../caller/agent.ts"
import { forgetAllDevices } from "../../caller/device.ts"
import { endAllSessions } from "../../caller/end-sessions.ts"
import { readSessions } from "../../caller/session.ts"
import { endRecoveriesOf } from "../../code/end-recoveries.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { ContactRefused } from "../../contract/refusals.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { mustNotBeWithheld } from "../../household-file/withheld-contacts.ts"
import { announce } from "../../outbox/announce.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { contactIndexes, resealContact } from "../../secrets/sealed-contact.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** The contact was recorded. The person proves it with "Mot de passe oublié ?", and chooses a password. */
export interface AccessRestored {
  readonly _tag: "AccessRestored"
  readonly person: string
}

const HOUR = 60 * 60_000
const DAY = 24 * HOUR

/**
 * Restores the access of a person who lost their password and their contact, after proof of identity at the counter.
 *
 * The new contact is not trusted yet: for 3 days (`RecoveryPolicy.restoredAccessHours`) it alone receives the code of a
 * recovery, and a right code makes it the present one. Until then the account has no contact that recovers it otherwise,
 * the former password opens nothing, every session has ended, and no browser remembers the person.
 *
 * The earlier contacts are notified at once and for 30 days: an impostor may have deceived the agent. The event names the
 * agent. Refused with `NotAllowed` for a space that is not active. It does not check whether a carrier reaches the contact.
 */
export const restoreAccess = Effect.fn("Agency.restoreAccess")(function* (request: AgencyInput<"restoreAccess">) {
  const { contact: contactPolicy, recovery } = yield* Policies
  const parsed = parse(request.contact, contactPolicy)
  if (!parsed.ok) return yield* new ContactRefused({ defects: parsed.defects })
  const { contact: typed } = parsed
  const indexes = yield* contactIndexes(typed)
  const language = parseLanguage(request.language)
  const person = yield* findPerson(request.person)
  const ids = [Account, Sessions, DataKey, Device].map(({ stream }) => stream.id(person))
  yield* asAgent("RestoreAccess", request, ids, (_, [accountRow, sessionsRow, dataKeyRow, devicesRow], at) =>
    Effect.gen(function* () {
      const account = yield* readAccount(person, accountRow)
      const { state } = account
      if (state._tag !== "Active") return yield* new NotAllowed({ state: state._tag, command: "RestoreAccess" })
      const dataKey = yield* readDataKey(person, dataKeyRow)
      yield* mustNotBeWithheld(person, state, dataKey, typed)
      const contact = yield* resealContact(dataKey, state.contacts.present, { contact: typed, indexes, language })
      const restored = yield* executeOrDie(account, {
        _tag: "RestoreAccess",
        contact,
        until: at + recovery.restoredAccessHours * HOUR,
        formerUntil: at + recovery.formerContactDays * DAY,
        agent: request.agent,
        at,
      })
      const sessions = yield* endAllSessions(yield* readSessions(person, sessionsRow), "Compromised", at)
      const devices = yield* forgetAllDevices(person, devicesRow, "Compromised", at)
      return {
        ...(yield* planOf([
          restored,
          sessions,
          dataKey,
          devices,
          ...(yield* endRecoveriesOf(account, dataKeyRow, at)),
        ])),
        messages: yield* announce(person, state.contacts, "AccessRestored", at, restored.state),
      }
    }),
  )
  const answer: AccessRestored = { _tag: "AccessRestored", person }
  return answer
})
