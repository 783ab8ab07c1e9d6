import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Account from "../../../domain/account/account.ts"
import { reporters } from "../../../domain/account/report.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Device from "../../../domain/device/device.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import type { Row } from "../../../ports/storage.ts"
import { forgetAllDevices } from "../../caller/device.ts"
import { endAllSessions } from "../../caller/end-sessions.ts"
import { readSessions } from "../../caller/session.ts"
import { endRecoveriesOf } from "../../code/end-recoveries.ts"
import type { Input } from "../../contract/inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { ReportLinkUnknown } from "../../contract/refusals.ts"
import { isOwnContactWithheld } from "../../household-file/withheld-contacts.ts"
import { announce } from "../../outbox/announce.ts"
import { contactOfToken, type ReportClaim, readReportToken } from "../../secrets/report-token.ts"
import { execute } from "../../unit-of-work/aggregate.ts"
import { scopedCommandId } from "../../unit-of-work/command-id.ts"
import { commandInput } from "../../unit-of-work/command-input.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"
import { transact } from "../../unit-of-work/transact.ts"

/** The change was reported. The person chooses another password with `startRecovery`, at the contact of the notice. */
export interface ChangeReported {
  readonly _tag: "ChangeReported"
}

const DAY = 24 * 60 * 60_000

/** Reads the account of a token, and the blind index of the contact to which it was sent, if it still may report. */
const readReporter = Effect.fnUntraced(function* (claim: ReportClaim, row: Row | undefined, at: number) {
  const account = yield* readAccount(claim.account, row)
  const { state } = account
  const indexes = state._tag === "Active" ? reporters(state.contacts, at).map(({ index }) => index) : []
  const contact = yield* contactOfToken(claim, indexes)
  return state._tag === "Active" && contact !== null ? { account: { ...account, state }, contact } : null
})

/**
 * "Ce n’est pas moi": reports the change that a notice announced. The token in its link is the only proof: the caller has
 * no session.
 *
 * Call it when the person presses the button of the page (`ReportPolicy.page`), never when the page is opened: scanners
 * of links open every address in a message. Take the token from the address, and keep it out of logs.
 *
 * In one commit, the contacts that are newer than the one that received the notice are barred. This one recovers the
 * account for 30 days (`RecoveryPolicy.formerContactDays`). Every session and every recovery that is under way ends, and no browser remembers the person. The
 * password opens nothing until a recovery replaces it. Every contact is notified. Lead the person to `startRecovery`.
 *
 * A token works once, for 7 days from the change (`ReportPolicy.days`). Refused with `ReportLinkUnknown`, whatever the
 * reason: unknown, used, too old, incomplete, or sent to a contact that was barred since.
 */
export const reportNotMine = Effect.fn("MonCompte.reportNotMine")(function* (request: Input<"reportNotMine">) {
  const claim = readReportToken(request.token)
  if (claim === null) return yield* new ReportLinkUnknown()
  const { account: id, sentAt, until } = claim
  const verb = "ReportNotMine"
  const commandId = yield* scopedCommandId({ caller: { kind: "recovery", name: id }, verb }, request.commandId)
  const { recovery } = yield* Policies
  yield* transact(
    {
      verb,
      commandId,
      input: yield* commandInput(commandId, { token: request.token }),
      aggregates: [Account, Sessions, Device, DataKey].map(({ stream }) => stream.id(id)),
      Refusal: Schema.Never,
      // A repeat is answered only to a caller who has the token that was used.
      mayReadPreviousResult: ([accountRow]) =>
        Effect.gen(function* () {
          const at = yield* Clock.currentTimeMillis
          if ((yield* readReporter(claim, accountRow, at)) === null) return yield* new ReportLinkUnknown()
        }),
    },
    ([accountRow, sessionsRow, devicesRow, keyRow], at) =>
      Effect.gen(function* () {
        const found = yield* readReporter(claim, accountRow, at)
        if (found === null) return yield* new ReportLinkUnknown()
        const { account, contact } = found
        // In confidential mode, a partner may read the contact since the notice was sent.
        if (yield* isOwnContactWithheld(id, account.state, contact)) return yield* new ReportLinkUnknown()
        const formerUntil = at + recovery.formerContactDays * DAY
        const reported = execute(account, { _tag: "ReportChange", contact, sentAt, until, formerUntil, at })
        if (Result.isFailure(reported)) return yield* new ReportLinkUnknown()
        const sessions = yield* endAllSessions(yield* readSessions(id, sessionsRow), "Compromised", at)
        const devices = yield* forgetAllDevices(id, devicesRow, "Compromised", at)
        return {
          ...(yield* planOf([reported.success, sessions, devices, ...(yield* endRecoveriesOf(account, keyRow, at))])),
          messages: yield* announce(id, account.state.contacts, "ChangeReported", at),
        }
      }),
  )
  const answer: ChangeReported = { _tag: "ChangeReported" }
  return answer
})
