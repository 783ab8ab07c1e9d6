import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../domain/account/account.ts"
import type { ClosingCause } from "../../domain/account/closing.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import type { Actor } from "../../domain/delegation/actor.ts"
import * as Device from "../../domain/device/device.ts"
import * as Household from "../../domain/household/household.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import type { AnnouncementAbout } from "../../ports/notifier.ts"
import { type AggregateId, type Message, type Row, Storage } from "../../ports/storage.ts"
import { forgetAllDevices } from "../caller/device.ts"
import { endAllSessions } from "../caller/end-sessions.ts"
import type { LoadedSessions } from "../caller/session.ts"
import { contactChallengeId } from "../code/contact-change.ts"
import { endRecoveriesOf } from "../code/end-recoveries.ts"
import { readChallenge } from "../code/loaded-challenge.ts"
import { AccountIsClosed } from "../contract/file-refusals.ts"
import { announce } from "../outbox/announce.ts"
import { type AnyAggregate, execute, executeOrDie, readAggregate, withSecret } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { wizardIds } from "../wizard/wizard.ts"
import { abandonWizard } from "./abandon-wizard.ts"
import { endMandatesOf, type MandateEnds, readsToEndMandates } from "./end-mandates.ts"
import { readFile } from "./load-file.ts"
import { sideEffectsWithoutJoining } from "./side-effects.ts"

/** What is committed together with the closing of an account. */
export interface Closing {
  readonly aggregates: ReadonlyArray<AnyAggregate>
  readonly messages: ReadonlyArray<Message>
}

/** How an account is closed, and by whom. */
export interface ClosingOrder {
  readonly agent?: string | undefined
  /** Absent where an agent closes the account. After a death the password is kept, for a death that is undone. */
  readonly cause?: ClosingCause | undefined
  /** The account that stays, where two are merged. */
  readonly successor?: string | undefined
  /** What the owner is notified of: `AccountClosed` by default, nothing for `null`. */
  readonly about?: AnnouncementAbout | null | undefined
}

/** Records what happened to a person in all their files except one, which ends delegations. */
const recordInFiles = Effect.fnUntraced(function* (
  _tag: "RecordAccountClosed" | "RecordProtection",
  person: string,
  account: LoadedAccount,
  membershipsRow: Row | undefined,
  by: Actor,
  at: number,
  except?: AggregateId,
) {
  const storage = yield* Storage
  const memberships = yield* readAggregate(Memberships.register, Memberships.stream.id(person), membershipsRow)
  const ids = Memberships.current(memberships.state)
    .map(({ file }) => Household.stream.id(file))
    .filter((id) => id !== except)
  const { rows } = ids.length === 0 ? { rows: [] } : yield* storage.load(ids)
  const files = yield* Effect.forEach(ids, (id, index) => readFile(id, rows[index]))
  const closings = yield* Effect.forEach(files, (file) =>
    Effect.gen(function* () {
      const recorded = execute(file, { _tag, person, by, at })
      // In this file, the person has no delegation that ends.
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

type RecordedInFiles = Parameters<typeof recordInFiles> extends [unknown, ...infer Others] ? Others : never

/** Ends each delegation that a person gave or received, in all their files except one. */
export const recordClosingInFiles = (...input: RecordedInFiles) => recordInFiles("RecordAccountClosed", ...input)

/** Ends each delegation that a person gave, because a court leaves them viewing only. */
export const endDelegationsGivenBy = (...input: RecordedInFiles) => recordInFiles("RecordProtection", ...input)

/** An account as closed, and what is committed with it. */
export interface ClosedAccount {
  readonly account: LoadedAccount
  readonly sessions: LoadedSessions
  readonly others: ReadonlyArray<AnyAggregate>
  readonly messages: ReadonlyArray<Message>
}

/** Closes an account: its sessions and its wizard end, no browser remembers it, its password is deleted, and its owner is notified. */
export const closeLoadedAccount = Effect.fnUntraced(function* (
  account: LoadedAccount,
  loaded: { readonly sessions: LoadedSessions; readonly devices: Row | undefined },
  { about = "AccountClosed", agent, cause, successor }: ClosingOrder,
  at: number,
) {
  const id = Account.stream.keyOf(account.id)
  const { state } = account
  if (state._tag === "Closed") return yield* new AccountIsClosed()
  const closed = yield* executeOrDie(account, { _tag: "Close", cause, successor, agent, at })
  const result: ClosedAccount = {
    account: cause === "Death" ? closed : withSecret(closed, null),
    sessions: yield* endAllSessions(loaded.sessions, "AccountClosed", at),
    others: [
      ...(state._tag === "Migrating" ? yield* loadAndAbandonWizard(account, at) : []),
      yield* forgetAllDevices(id, loaded.devices, "AccountClosed", at),
    ],
    messages: state._tag === "Active" && about !== null ? yield* announce(id, state.contacts, about, at) : [],
  }
  return result
})

const loadAndAbandonWizard = Effect.fnUntraced(function* (account: LoadedAccount, at: number) {
  const storage = yield* Storage
  const { rows } = yield* storage.load(wizardIds(Account.stream.keyOf(account.id)))
  return yield* abandonWizard(account, rows, at)
})

/** What the closing of a space reads besides the account and its sessions, in this order. */
export const readsToClose = (person: string): ReadonlyArray<AggregateId> => [
  Device.stream.id(person),
  Memberships.stream.id(person),
  contactChallengeId(person),
  DataKey.stream.id(person),
  ...readsToEndMandates(person),
]

/** The challenge of a change of contact, cancelled: its code opens nothing, and is not sent any more. */
export const cancelContactCode = Effect.fnUntraced(function* (person: string, row: Row | undefined, at: number) {
  const cancelled = execute(yield* readChallenge(person, "contact", row), { _tag: "Cancel", at })
  return Result.isSuccess(cancelled) ? [cancelled.success] : []
})

/**
 * Which mandates end with a space. The end of those of a person who died is a side effect of the death itself. A
 * protected person whose space is closed keeps their mandatary.
 */
const endsOfMandates = ({ cause }: ClosingOrder): MandateEnds | null =>
  cause === "Death" ? null : { held: "AccountOfMandataryClosed", over: null }

const NOTHING: Closing = { aggregates: [], messages: [] }

/**
 * Closes a space with everything that depends on it: sessions, browsers, wizard, codes, recoveries, mandates, and the
 * delegations in all files except one, which the caller decides on. `rows` are those of `readsToClose`.
 */
export const closeSpace = Effect.fnUntraced(function* (
  { account, sessions }: { readonly account: LoadedAccount; readonly sessions: LoadedSessions },
  [devices, membershipsRow, challengeRow, keyRow, ...mandateRows]: ReadonlyArray<Row>,
  order: ClosingOrder & { readonly by: Actor; readonly except?: AggregateId | undefined },
  at: number,
) {
  const person = Account.stream.keyOf(account.id)
  const closed = yield* closeLoadedAccount(account, { sessions, devices }, order, at)
  const files = yield* recordClosingInFiles(person, account, membershipsRow, order.by, at, order.except)
  const codes = [
    ...(yield* cancelContactCode(person, challengeRow, at)),
    ...(yield* endRecoveriesOf(account, keyRow, at)),
  ]
  const ends = endsOfMandates(order)
  const mandates = ends === null ? NOTHING : yield* endMandatesOf(person, mandateRows, ends, order.by, at)
  const result: ClosedAccount = {
    ...closed,
    others: [...closed.others, ...files.aggregates, ...codes, ...mandates.aggregates],
    messages: [...closed.messages, ...files.messages, ...mandates.messages],
  }
  return result
})
