import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../account/account.ts"
import * as Sessions from "../../account/sessions.ts"
import type { Actor } from "../../delegation/actor.ts"
import { current } from "../../household/memberships.ts"
import { type AggregateId, type Change, type Row, Storage } from "../../ports/storage.ts"
import type { AgencyInput } from "../agency-inputs.ts"
import { act, read, toChange, toGuard, withSecret } from "../aggregate.ts"
import { contactChallengeOf, readContactChallenge } from "../contact/contact-change.ts"
import { tell } from "../delivery/tell.ts"
import { asAgent } from "../file/agent.ts"
import { aroundFile, readMemberships } from "../file/around-file.ts"
import { readFile } from "../file/file-now.ts"
import { AccountIsClosed } from "../file/file-refusals.ts"
import { knownAs } from "../file/named.ts"
import { withoutWizard } from "../file/separated.ts"
import { endAll } from "./end-sessions.ts"
import { type AccountNow, accountOf, sessionsOf } from "./person.ts"

/** The personal space is closed, for good. */
export interface AccountClosed {
  readonly _tag: "AccountClosed"
  readonly person: string
}

/** The files that knew the account: an authorisation given or received by it ends. */
export const filesAfter = Effect.fnUntraced(function* (person: string, account: AccountNow, by: Actor, at: number) {
  const storage = yield* Storage
  const [memberships] = yield* readMemberships([person])
  if (memberships === undefined) return { changes: [], guards: [], messages: [] }
  const ids = current(memberships.state).map(({ file }): AggregateId => `household/${file}`)
  const { rows } = ids.length === 0 ? { rows: [] } : yield* storage.load(ids)
  const files = yield* Effect.forEach(ids, (id, index) => readFile(id, rows[index]))
  const all = yield* Effect.forEach(files, (file) =>
    Effect.gen(function* () {
      const noted = act(file, { _tag: "RecordAccountClosed", person, by, at })
      // It gave no authorisation there, and was given none.
      if (Result.isFailure(noted)) return { changes: [], guards: [toGuard(file)], messages: [] }
      const { accounts, messages } = yield* aroundFile(file.state, noted.success, [account], at)
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
export const closing = Effect.fnUntraced(function* (account: AccountNow, sessionsRow: Row | undefined, at: number) {
  const id = account.id.slice("account/".length)
  const { state } = account
  if (state._tag === "Closed") return yield* new AccountIsClosed()
  const closed = yield* Effect.orDie(Effect.fromResult(act(account, { _tag: "Close", at })))
  const sessions = yield* read(Sessions.machine, sessionsOf(id), sessionsRow)
  const wizard = state._tag === "Migrating" ? yield* withoutWizard(account, at) : []
  const changes: readonly [Change, ...ReadonlyArray<Change>] = [
    toChange(withSecret(closed, null)),
    toChange(yield* endAll(sessions, "AccountClosed", at)),
    ...wizard.filter(({ events }) => events.length > 0).map(toChange),
  ]
  return { changes, messages: state._tag === "Active" ? yield* tell(id, state.contacts, "AccountClosed", at) : [] }
})

/** The code for another contact is worth nothing any more, and is not sent if it was still to be. */
const withoutContactCode = Effect.fnUntraced(function* (person: string, row: Row | undefined, at: number) {
  const cancelled = act(yield* readContactChallenge(person, row), { _tag: "Cancel", at })
  return Result.isSuccess(cancelled) ? [toChange(cancelled.success)] : []
})

/**
 * Closes a personal space, for good, whatever it had come to: nobody signs in to it or creates it again.
 *
 * In one commit its sessions end, its password and a code for another contact go, an authorisation it gave or was given
 * ends, and its owner is told. The person stays in their files.
 */
export const closeAccount = Effect.fn("Agency.closeAccount")(function* (asked: AgencyInput<"closeAccount">) {
  const person = yield* knownAs(asked.person)
  const ids = [accountOf(person), sessionsOf(person), contactChallengeOf(person)]
  yield* asAgent("CloseAccount", asked, ids, (by, [accountRow, sessionsRow, challengeRow], at) =>
    Effect.gen(function* () {
      const account = yield* read(Account.machine, accountOf(person), accountRow)
      const closed = yield* closing(account, sessionsRow, at)
      const files = yield* filesAfter(person, account, by, at)
      return {
        changes: [
          ...closed.changes,
          ...(yield* withoutContactCode(person, challengeRow, at)),
          ...files.changes,
        ] as const,
        guards: files.guards,
        messages: [...closed.messages, ...files.messages],
      }
    }).pipe(
      // Nobody joins a file by that.
      Effect.catchTag("InAnotherFile", Effect.die),
    ),
  )
  const answer: AccountClosed = { _tag: "AccountClosed", person }
  return answer
})
