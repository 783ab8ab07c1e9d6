import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import type { ReopenedBecause } from "../../domain/account/closing.ts"
import { isReplacedSince } from "../../domain/account/contacts.ts"
import * as Household from "../../domain/household/household.ts"
import * as Memberships from "../../domain/household/memberships.ts"
import { Storage } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { announce } from "../outbox/announce.ts"
import type { LoadedDataKey } from "../secrets/data-key.ts"
import { withCurrentIndexes } from "../secrets/identifiers-on-record.ts"
import { execute, executeOrDie, readAggregate } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { withoutSharedAccess } from "./couple-end.ts"
import { type LoadedFile, readFile } from "./load-file.ts"
import { stateBeforeClosing } from "./state-before-closing.ts"

/** How a space is opened again. `file` is one that the same command changed. */
interface Reopening {
  readonly agent: string
  readonly cause: ReopenedBecause
  readonly file?: LoadedFile
  readonly at: number
}

/** Every file that the person is or was in, as the command leaves it. */
const filesOf = Effect.fnUntraced(function* (person: string, changed?: LoadedFile) {
  const storage = yield* Storage
  const stays = yield* storage.load([Memberships.stream.id(person)])
  const { state } = yield* readAggregate(Memberships.register, Memberships.stream.id(person), stays.rows[0])
  const ids = [...new Set(state.memberships.map(({ file }) => Household.stream.id(file)))]
  const { rows } = ids.length === 0 ? { rows: [] } : yield* storage.load(ids)
  return yield* Effect.forEach(ids, (id, place) =>
    changed !== undefined && changed.id === id ? Effect.succeed(changed) : readFile(id, rows[place]),
  )
})

const DAY = 24 * 60 * 60_000

/**
 * An account that was closed with the password, as after a compromise: an intruder who knew it may have changed the
 * contact before. An older contact recovers the account then. Without one, the present contact still does.
 */
const withoutYoungContact = Effect.fnUntraced(function* (
  account: LoadedAccount,
  closedAt: number,
  agent: string,
  at: number,
) {
  const { recovery } = yield* Policies
  const days = recovery.formerContactDays * DAY
  const { state } = account
  if (state._tag !== "Active" || !isReplacedSince(state.contacts, closedAt - days, at)) return account
  const times = { provedAfter: closedAt - days, formerUntil: at + days }
  return yield* executeOrDie(account, { _tag: "DeclareCompromised", ...times, agent, at })
})

/**
 * Opens a closed account again. What ended stays ended: sessions, browsers that remembered the person, codes, and
 * authorisations. So does what the person shared with a partner, if their couple ended while the space was closed. A
 * number that was corrected before still opens nothing, also after a key rotation.
 *
 * Refused with `NotReopenable`, which says why.
 */
export const reopenSpace = Effect.fnUntraced(function* (
  closed: LoadedAccount,
  dataKey: LoadedDataKey,
  { agent, at, cause, file }: Reopening,
) {
  if (closed.state._tag !== "Closed") return yield* new Account.NotReopenable({ because: "NotClosed" })
  if (dataKey.state._tag === "Destroyed") return yield* new Account.NotReopenable({ because: "Erased" })
  const before = yield* stateBeforeClosing(closed)
  const reopened = yield* Effect.catchTag(
    Effect.fromResult(execute(closed, { _tag: "Reopen", before, cause, agent, at })),
    ["NotAllowed", "TicketInvalid", "ProofNotAccepted"],
    Effect.die,
  )
  const person = Account.stream.keyOf(closed.id)
  const secured = cause === "OwnerRequest" ? yield* withoutYoungContact(reopened, closed.state.at, agent, at) : reopened
  const indexed = yield* withCurrentIndexes(secured, dataKey, at)
  const { account, messages } = yield* withoutSharedAccess(indexed, yield* filesOf(person, file), at)
  const { state } = account
  const about = cause === "DeathUndone" ? "DeathUndone" : "AccountReopened"
  const announced = state._tag === "Active" ? yield* announce(person, state.contacts, about, at) : []
  return { account, messages: [...announced, ...messages] }
})
