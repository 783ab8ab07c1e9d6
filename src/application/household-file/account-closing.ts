import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../domain/account/account.ts"
import type { Actor } from "../../domain/delegation/actor.ts"
import * as Household from "../../domain/household/household.ts"
import { current } from "../../domain/household/memberships.ts"
import * as Sessions from "../../domain/session/sessions.ts"
import { type Change, type Row, Storage } from "../../ports/storage.ts"
import { endAllSessions } from "../caller/end-sessions.ts"
import type { LoadedAccount } from "../caller/person.ts"
import { AccountIsClosed } from "../contract/file-refusals.ts"
import { announce } from "../outbox/announce.ts"
import { execute, readAggregate, toChange, toGuard, withSecret } from "../unit-of-work/aggregate.ts"
import { readFile } from "./load-file.ts"
import { abandonWizard } from "./separation.ts"
import { readMemberships, sideEffectsOf } from "./side-effects.ts"

/** The files that knew the account: an authorisation given or received by it ends. */
export const recordClosingInFiles = Effect.fnUntraced(function* (
  person: string,
  account: LoadedAccount,
  by: Actor,
  at: number,
) {
  const storage = yield* Storage
  const [memberships] = yield* readMemberships([person])
  if (memberships === undefined) return { changes: [], guards: [], messages: [] }
  const ids = current(memberships.state).map(({ file }) => Household.stream.id(file))
  const { rows } = ids.length === 0 ? { rows: [] } : yield* storage.load(ids)
  const files = yield* Effect.forEach(ids, (id, index) => readFile(id, rows[index]))
  const all = yield* Effect.forEach(files, (file) =>
    Effect.gen(function* () {
      const noted = execute(file, { _tag: "RecordAccountClosed", person, by, at })
      // It gave no authorisation there, and was given none.
      if (Result.isFailure(noted)) return { changes: [], guards: [toGuard(file)], messages: [] }
      const { accounts, messages } = yield* sideEffectsOf(file.state, noted.success, [account], at)
      return { changes: [toChange(noted.success)], guards: accounts.map(toGuard), messages }
    }),
  )
  return {
    changes: all.flatMap(({ changes }) => changes),
    guards: [toGuard(memberships), ...all.flatMap(({ guards }) => guards)],
    messages: all.flatMap(({ messages }) => messages),
  }
})

/** Closes an account that was read: its sessions and its wizard end, its password goes, and its owner is told. */
export const closeLoadedAccount = Effect.fnUntraced(function* (
  account: LoadedAccount,
  sessionsRow: Row | undefined,
  at: number,
) {
  const id = Account.stream.keyOf(account.id)
  const { state } = account
  if (state._tag === "Closed") return yield* new AccountIsClosed()
  const closed = yield* Effect.orDie(Effect.fromResult(execute(account, { _tag: "Close", at })))
  const sessions = yield* readAggregate(Sessions.machine, Sessions.stream.id(id), sessionsRow)
  const wizard = state._tag === "Migrating" ? yield* abandonWizard(account, at) : []
  const changes: readonly [Change, ...ReadonlyArray<Change>] = [
    toChange(withSecret(closed, null)),
    toChange(yield* endAllSessions(sessions, "AccountClosed", at)),
    ...wizard.filter(({ events }) => events.length > 0).map(toChange),
  ]
  return { changes, messages: state._tag === "Active" ? yield* announce(id, state.contacts, "AccountClosed", at) : [] }
})
