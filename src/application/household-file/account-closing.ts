import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../domain/account/account.ts"
import type { Actor } from "../../domain/delegation/actor.ts"
import * as Household from "../../domain/household/household.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import * as Sessions from "../../domain/session/sessions.ts"
import { type Message, type Row, Storage } from "../../ports/storage.ts"
import type { AgentActor } from "../caller/agent.ts"
import { endAllSessions } from "../caller/end-sessions.ts"
import { AccountIsClosed } from "../contract/file-refusals.ts"
import { announce } from "../outbox/announce.ts"
import { type AnyAggregate, execute, executeOrDie, readAggregate, withSecret } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { wizardIds } from "../wizard/wizard.ts"
import { abandonWizard } from "./abandon-wizard.ts"
import { readFile } from "./load-file.ts"
import { sideEffectsWithoutJoining } from "./side-effects.ts"

/** What is committed together with the closing of an account. */
export interface Closing {
  readonly aggregates: ReadonlyArray<AnyAggregate>
  readonly messages: ReadonlyArray<Message>
}

/** Ends each delegation that a person gave or received, in all their files. */
export const recordClosingInFiles = Effect.fnUntraced(function* (
  person: string,
  account: LoadedAccount,
  membershipsRow: Row | undefined,
  by: Actor,
  at: number,
) {
  const storage = yield* Storage
  const memberships = yield* readAggregate(Memberships.register, Memberships.stream.id(person), membershipsRow)
  const ids = Memberships.current(memberships.state).map(({ file }) => Household.stream.id(file))
  const { rows } = ids.length === 0 ? { rows: [] } : yield* storage.load(ids)
  const files = yield* Effect.forEach(ids, (id, index) => readFile(id, rows[index]))
  const closings = yield* Effect.forEach(files, (file) =>
    Effect.gen(function* () {
      const recorded = execute(file, { _tag: "RecordAccountClosed", person, by, at })
      // The person neither gave nor received a delegation in this file.
      if (Result.isFailure(recorded)) return { aggregates: [file], messages: [] }
      const effects = yield* sideEffectsWithoutJoining(file.state, recorded.success, [account], at)
      return { aggregates: [recorded.success, ...effects.aggregates], messages: effects.messages }
    }),
  )
  const closing: Closing = {
    aggregates: [memberships, ...closings.flatMap(({ aggregates }) => aggregates)],
    messages: closings.flatMap(({ messages }) => messages),
  }
  return closing
})

/** Closes an account: its sessions and its wizard end, its password is deleted, and its owner is notified. */
export const closeLoadedAccount = Effect.fnUntraced(function* (
  account: LoadedAccount,
  sessionsRow: Row | undefined,
  { agent }: AgentActor,
  at: number,
) {
  const id = Account.stream.keyOf(account.id)
  const { state } = account
  if (state._tag === "Closed") return yield* new AccountIsClosed()
  const closed = yield* executeOrDie(account, { _tag: "Close", agent, at })
  const sessions = yield* readAggregate(Sessions.register, Sessions.stream.id(id), sessionsRow)
  const closing: Closing = {
    aggregates: [
      withSecret(closed, null),
      yield* endAllSessions(sessions, "AccountClosed", at),
      ...(state._tag === "Migrating" ? yield* loadAndAbandonWizard(account, at) : []),
    ],
    messages: state._tag === "Active" ? yield* announce(id, state.contacts, "AccountClosed", at) : [],
  }
  return closing
})

const loadAndAbandonWizard = Effect.fnUntraced(function* (account: LoadedAccount, at: number) {
  const storage = yield* Storage
  const { rows } = yield* storage.load(wizardIds(Account.stream.keyOf(account.id)))
  return yield* abandonWizard(account, rows, at)
})
