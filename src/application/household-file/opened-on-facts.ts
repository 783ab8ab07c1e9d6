import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import type { Row } from "../../ports/storage.ts"
import { forgetAllDevices } from "../caller/device.ts"
import { endAllSessions } from "../caller/end-sessions.ts"
import { readSessions } from "../caller/session.ts"
import { endRecoveriesOf } from "../code/end-recoveries.ts"
import { Policies } from "../contract/policies.ts"
import { type AnyAggregate, executeOrDie } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"

const DAY = 24 * 60 * 60_000

/** Whether facts alone opened the account that stays, and a stronger proof the one that goes. */
export const isWeaker = (staying: Account.State, going: Account.State): boolean =>
  Account.wasOpenedOnFacts(staying) && going._tag === "Active" && !Account.wasOpenedOnFacts(going)

/** The rows of an account that is merged into: sessions, browsers, and data key. */
interface Rows {
  readonly sessions: Row | undefined
  readonly devices: Row | undefined
  readonly dataKey: Row | undefined
}

/**
 * Ends the access to an account that facts alone opened, because a stronger account is merged into it: a relative may have
 * opened it in the owner's place (pre-hijacking). Facts never outrank a working password. An agent restores the access.
 */
export const withoutAccess = Effect.fnUntraced(function* (
  account: LoadedAccount,
  rows: Rows,
  agent: string,
  at: number,
) {
  const { recovery } = yield* Policies
  const { state } = account
  const person = Account.stream.keyOf(account.id)
  const since = state._tag === "Active" ? state.since : at
  // A contact that the fund has on record was not proved here, and still recovers the account.
  const ended = yield* executeOrDie(account, {
    _tag: "DeclareCompromised",
    provedAfter: since - 1,
    formerUntil: at + recovery.formerContactDays * DAY,
    agent,
    at,
  })
  const others: ReadonlyArray<AnyAggregate> = [
    yield* endAllSessions(yield* readSessions(person, rows.sessions), "Compromised", at),
    yield* forgetAllDevices(person, rows.devices, "Compromised", at),
    ...(yield* endRecoveriesOf(account, rows.dataKey, at)),
  ]
  return { account: ended, others }
})
