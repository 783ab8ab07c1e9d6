import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import type { Actor } from "../../domain/delegation/actor.ts"
import * as Household from "../../domain/household/household.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import { type Message, type Row, Storage } from "../../ports/storage.ts"
import { BothInFile } from "../contract/file-refusals.ts"
import { type AnyAggregate, execute, executeOrDie, readAggregate } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { orderAnnouncements, recipientsOf } from "./announcements.ts"
import { readFile, referenceOf } from "./load-file.ts"
import type { LoadedMemberships } from "./memberships.ts"

/** Two accounts of one person: the one that stays and the one that goes. */
export interface MergedAccounts {
  readonly kept: LoadedAccount
  readonly merged: LoadedAccount
}

const readMemberships = (person: string, row: Row | undefined): Effect.Effect<LoadedMemberships> =>
  readAggregate(Memberships.register, Memberships.stream.id(person), row)

/** The accounts that announcements about a file go to, apart from those that are known. */
const loadRecipients = Effect.fnUntraced(function* (
  persons: ReadonlyArray<string>,
  known: ReadonlyArray<LoadedAccount>,
) {
  const ids = [...new Set(persons)].map(Account.stream.id).filter((id) => known.every((account) => account.id !== id))
  if (ids.length === 0) return []
  const storage = yield* Storage
  const { rows } = yield* storage.load(ids)
  return yield* Effect.forEach(ids, (id, place) => readAggregate(Account.machine, id, rows[place]))
})

/**
 * Names the person that stays in every file that names the one that goes, and moves the memberships. An authorisation that
 * the one that goes gave or received ends.
 *
 * Refused with `BothInFile` if both are members of one file now, and with `InAnotherFile` if the person would be in more
 * files than they may. `rows` are those of both memberships.
 */
export const filesOfMerged = Effect.fnUntraced(function* (
  { kept, merged }: MergedAccounts,
  rows: { readonly kept: Row | undefined; readonly merged: Row | undefined },
  by: Actor,
  at: number,
) {
  const storage = yield* Storage
  const [to, from] = [Account.stream.keyOf(kept.id), Account.stream.keyOf(merged.id)]
  const before = yield* readMemberships(from, rows.merged)
  const ids = [...new Set(before.state.memberships.map(({ file }) => Household.stream.id(file)))]
  const loaded = ids.length === 0 ? [] : (yield* storage.load(ids)).rows
  const files = yield* Effect.forEach(ids, (id, place) => readFile(id, loaded[place]))
  const replaced = yield* Effect.forEach(files, (file) =>
    Effect.catchTag(
      Effect.fromResult(execute(file, { _tag: "ReplacePerson", from, to, by, at })),
      ["AlreadyMember"],
      () => Effect.fail(new BothInFile({ file: referenceOf(file) })),
    ).pipe(Effect.catchIf((refusal) => refusal._tag !== "BothInFile", Effect.die)),
  )
  const recipients = yield* loadRecipients(replaced.flatMap(recipientsOf), [kept, merged])
  const accounts = [kept, merged, ...recipients]
  const messages: ReadonlyArray<ReadonlyArray<Message>> = yield* Effect.forEach(replaced, (file) =>
    orderAnnouncements(file, accounts, at),
  )
  let own = yield* readMemberships(to, rows.kept)
  let theirs = before
  const past = before.state.memberships.filter(({ until }) => until !== null)
  if (past.length > 0) own = yield* executeOrDie(own, { _tag: "Inherit", memberships: past, at })
  for (const { file, kind, since } of Memberships.current(before.state)) {
    theirs = yield* executeOrDie(theirs, { _tag: "Leave", file, until: since, at })
    own = yield* Effect.catchTag(
      Effect.fromResult(execute(own, { _tag: "Join", file, kind, since, at })),
      "NotInThatFile",
      Effect.die,
    )
  }
  const aggregates: ReadonlyArray<AnyAggregate> = [own, theirs, ...replaced, ...recipients]
  return { aggregates, messages: messages.flat(), replaced }
})
