import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../../domain/account/account.ts"
import * as Challenge from "../../../domain/challenge/challenge.ts"
import { codePurposes } from "../../../domain/challenge/purpose.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Device from "../../../domain/device/device.ts"
import * as Memberships from "../../../domain/household/memberships.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { Keys } from "../../../ports/keys.ts"
import { type Row, Storage } from "../../../ports/storage.ts"
import { type AgentActor, asAgent } from "../../caller/agent.ts"
import { readSessions } from "../../caller/session.ts"
import { type LoadedChallenge, readChallenge } from "../../code/loaded-challenge.ts"
import { recoveryKeys } from "../../code/recovery-aggregates.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { PersonUnknown } from "../../contract/file-refusals.ts"
import { type Closing, closeLoadedAccount, recordClosingInFiles } from "../../household-file/account-closing.ts"
import { endMandatesOf, readsToEndMandates } from "../../household-file/end-mandates.ts"
import { findPerson, readPersonId } from "../../household-file/resolve-person.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { type IdentifierOnRecord, identifiersOnRecord, ownerOf } from "../../secrets/identifiers-on-record.ts"
import { execute, executeOrDie, withSecret } from "../../unit-of-work/aggregate.ts"
import { type LoadedAccount, readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** Everything that was sealed about the person is unreadable. */
export interface PersonErased {
  readonly _tag: "PersonErased"
  readonly person: string
}

/** The person was erased before. */
class AlreadyErased extends Data.TaggedError("AlreadyErased") {}

/** A closed account without the password that a death left. */
const withoutPassword = Effect.fnUntraced(function* (account: LoadedAccount, at: number) {
  const isKept = account.secret !== null
  const closing: Closing = {
    aggregates: [isKept ? withSecret(yield* executeOrDie(account, { _tag: "DropPassword", at }), null) : account],
    messages: [],
  }
  return closing
})

/** Closes the account, unless it is closed. The contacts of the person are not notified: they are erased too. */
const closeUnnotified = Effect.fnUntraced(function* (
  person: string,
  account: LoadedAccount,
  [sessions, membershipsRow, devices]: ReadonlyArray<Row>,
  by: AgentActor,
  at: number,
) {
  if (account.state._tag === "Closed") return yield* withoutPassword(account, at)
  const own = yield* Effect.catchTag(
    closeLoadedAccount(account, { sessions: yield* readSessions(person, sessions), devices }, by, at),
    "AccountIsClosed",
    Effect.die,
  )
  const files = yield* recordClosingInFiles(person, account, membershipsRow, by, at)
  const aggregates = [own.account, own.sessions, ...own.others, ...files.aggregates]
  const closing: Closing = { aggregates, messages: files.messages }
  return closing
})

/** The challenge, cancelled: its code opens nothing. Nothing for a challenge without a code. */
const cancelCode = (challenge: LoadedChallenge, at: number): ReadonlyArray<LoadedChallenge> => {
  const cancelled = execute(challenge, { _tag: "Cancel", at })
  return Result.isSuccess(cancelled) ? [cancelled.success] : []
}

/** The challenges of the person, cancelled, except those that the closing has decided on. */
const cancelCodes = Effect.fnUntraced(function* (
  person: string,
  rows: ReadonlyArray<Row>,
  closing: Closing,
  at: number,
) {
  const challenges = yield* Effect.forEach(codePurposes, (purpose, index) =>
    readChallenge(person, purpose, rows[index]),
  )
  const decided = new Set(closing.aggregates.map(({ id }) => id))
  return challenges.filter(({ id }) => !decided.has(id)).flatMap((challenge) => cancelCode(challenge, at))
})

/**
 * The recoveries of the person's identifiers, made unreadable: each data key is replaced, and each code is cancelled.
 *
 * A data key is replaced and not destroyed, because the next person with the identifier can start a recovery too.
 */
const eraseRecoveries = Effect.fnUntraced(function* (owned: ReadonlyArray<IdentifierOnRecord>, at: number) {
  const keys = yield* Keys
  const storage = yield* Storage
  const ids = (yield* Effect.forEach(owned, ({ kind, revealed }) => recoveryKeys(kind, revealed))).flat()
  if (ids.length === 0) return []
  const { rows } = yield* storage.load(ids.flatMap((id) => [DataKey.stream.id(id), Challenge.idFor(id, "recovery")]))
  const erased = yield* Effect.forEach(ids, (id, index) =>
    Effect.gen(function* () {
      const replaced = execute(yield* readDataKey(id, rows[2 * index]), { _tag: "Replace", at })
      if (Result.isFailure(replaced)) return []
      const challenge = yield* readChallenge(id, "recovery", rows[2 * index + 1])
      return [withSecret(replaced.success, yield* keys.newDataKey(id)), ...cancelCode(challenge, at)]
    }),
  )
  return erased.flat()
})

/** The accounts that were merged into this one, erased too: they are of the same person. */
const erasePredecessors = Effect.fnUntraced(function* (account: LoadedAccount, agent: string, at: number) {
  const persons = (yield* ownerOf(account))?.predecessors ?? []
  if (persons.length === 0) return { aggregates: [], owned: [], releases: [] }
  const storage = yield* Storage
  const { rows } = yield* storage.load(persons.flatMap((id) => [Account.stream.id(id), DataKey.stream.id(id)]))
  const erased = yield* Effect.forEach(persons, (person, index) =>
    Effect.gen(function* () {
      const merged = yield* readAccount(person, rows[2 * index])
      const dataKey = yield* readDataKey(person, rows[2 * index + 1])
      if (dataKey.state._tag === "Destroyed") return { aggregates: [merged, dataKey], owned: [], releases: [] }
      const owned = dataKey.state._tag === "Created" ? yield* identifiersOnRecord(merged, dataKey) : []
      const destroyed = withSecret(yield* executeOrDie(dataKey, { _tag: "Destroy", agent, at }), null)
      const releases = owned.flatMap(({ keys }) => keys.map((key) => ({ key, owner: merged.id })))
      return { aggregates: [merged, destroyed], owned, releases }
    }),
  )
  return {
    aggregates: erased.flatMap(({ aggregates }) => aggregates),
    owned: erased.flatMap(({ owned }) => owned),
    releases: erased.flatMap(({ releases }) => releases),
  }
})

/**
 * Erases a person for good: the data key under which everything about them was sealed is destroyed.
 *
 * In one commit the account is closed as by `closeAccount`, and the password and the input of a wizard are deleted. The
 * mandates of the person and over them end, and the references of the court's decisions are unreadable. Accounts that were
 * merged into this one are erased with it. The identifiers are released: the person can register again with the same
 * number, as a new person. The journal stays complete, with ciphertexts that are unreadable. Files keep the id of the person, which says nothing by itself.
 *
 * Backups contain the data key until they are replaced: see the guide on keys. Erasing a person again changes nothing.
 */
export const erasePerson = Effect.fn("Agency.erasePerson")(function* (request: AgencyInput<"erasePerson">) {
  const person = readPersonId(request.person)
  if (person === null) return yield* new PersonUnknown()
  const known = yield* Effect.catchTag(findPerson(person), "IdentifierRefused", () => Effect.fail(new PersonUnknown()))
  if (known !== person) return yield* new PersonUnknown()
  const own = [Account, DataKey, Sessions, Memberships, Device].map(({ stream }) => stream.id(person))
  const challenges = codePurposes.map((purpose) => Challenge.idFor(person, purpose))
  yield* asAgent("ErasePerson", request, [...own, ...challenges, ...readsToEndMandates(person)], (by, rows, at) =>
    Effect.gen(function* () {
      const account = yield* readAccount(person, rows[0])
      const dataKey = yield* readDataKey(person, rows[1])
      if (account.state._tag === "Closed" && dataKey.state._tag === "Destroyed") return yield* new AlreadyErased()
      const owned = dataKey.state._tag === "Created" ? yield* identifiersOnRecord(account, dataKey) : []
      const destroyed = yield* executeOrDie(dataKey, { _tag: "Destroy", agent: by.agent, at })
      const closing = yield* closeUnnotified(person, account, rows.slice(2), by, at)
      const codes = yield* cancelCodes(person, rows.slice(own.length), closing, at)
      const predecessors = yield* erasePredecessors(account, by.agent, at)
      const recoveries = yield* eraseRecoveries([...owned, ...predecessors.owned], at)
      const mandateRows = rows.slice(own.length + challenges.length)
      const ends = { held: "PersonErased", over: "PersonErased" } as const
      const mandates = yield* endMandatesOf(person, mandateRows, ends, by, at)
      const writes = yield* planOf([
        withSecret(destroyed, null),
        ...closing.aggregates,
        ...codes,
        ...recoveries,
        ...predecessors.aggregates,
        ...mandates.aggregates,
      ])
      const released = owned.flatMap(({ keys }) => keys.map((key) => ({ key, owner: account.id })))
      return {
        ...writes,
        releases: [...released, ...predecessors.releases],
        messages: [...closing.messages, ...mandates.messages],
      }
    }),
  ).pipe(Effect.catchTag("AlreadyErased", () => Effect.void))
  const answer: PersonErased = { _tag: "PersonErased", person }
  return answer
})
