import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Account from "../../../domain/account/account.ts"
import * as Challenge from "../../../domain/challenge/challenge.ts"
import { codePurposes } from "../../../domain/challenge/purpose.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import type { Actor } from "../../../domain/delegation/actor.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { Keys } from "../../../ports/keys.ts"
import { type Change, type Guard, type Message, type Row, Storage } from "../../../ports/storage.ts"
import { asAgent } from "../../caller/agent.ts"
import type { LoadedAccount } from "../../caller/person.ts"
import { recoveryIdsOf } from "../../code/recovery-of.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { PersonUnknown } from "../../contract/file-refusals.ts"
import { closeLoadedAccount, recordClosingInFiles } from "../../household-file/account-closing.ts"
import { findPerson } from "../../household-file/resolve-person.ts"

import { readDataKey } from "../../secrets/data-key.ts"
import { type OwnedIdentifier, ownedIdentifiers } from "../../secrets/owned-identifiers.ts"
import { execute, readAggregate, toChange, toGuard, withSecret } from "../../unit-of-work/aggregate.ts"

/** Nothing that was sealed about the person can be read any more. */
export interface PersonErased {
  readonly _tag: "PersonErased"
  readonly person: string
}

/** The person was forgotten before. */
class Forgotten extends Data.TaggedError("Forgotten") {}

/** An account that is not closed yet is closed, with all that comes with it; nobody is told of the person's own. */
const closed = Effect.fnUntraced(function* (
  person: string,
  account: LoadedAccount,
  sessionsRow: Row | undefined,
  by: Actor,
  at: number,
) {
  const nothing: {
    readonly changes: ReadonlyArray<Change>
    readonly guards: ReadonlyArray<Guard>
    readonly messages: ReadonlyArray<Message>
  } = { changes: [], guards: [toGuard(account)], messages: [] }
  if (account.state._tag === "Closed") return nothing
  const own = yield* Effect.catchTag(closeLoadedAccount(account, sessionsRow, at), "AccountIsClosed", Effect.die)
  const files = yield* Effect.catchTag(recordClosingInFiles(person, account, by, at), "InAnotherFile", Effect.die)
  return { changes: [...own.changes, ...files.changes], guards: files.guards, messages: files.messages }
})

/** A code that is still on its way is worth nothing. */
const withoutCodes = (person: string, rows: ReadonlyArray<Row>, at: number, decided: ReadonlyArray<Change>) =>
  Effect.map(
    Effect.forEach(codePurposes, (purpose, place) =>
      readAggregate(Challenge.machine, Challenge.idFor(person, purpose), rows[place]),
    ),
    (challenges) =>
      challenges
        .filter(({ id }) => decided.every(({ aggregate }) => aggregate !== id))
        .map((challenge) => execute(challenge, { _tag: "Cancel", at }))
        .filter(Result.isSuccess)
        .map(({ success }) => toChange(success)),
  )

/**
 * What was kept to recover the account goes: what it was sealed under is replaced, since whoever has the identifier
 * next may recover too, and a code under way is worth nothing.
 */
const recoveries = Effect.fnUntraced(function* (owned: ReadonlyArray<OwnedIdentifier>, at: number) {
  const keys = yield* Keys
  const storage = yield* Storage
  const ids = (yield* Effect.forEach(owned, ({ kind, revealed }) => recoveryIdsOf(kind, revealed))).flat()
  if (ids.length === 0) return []
  const { rows } = yield* storage.load(ids.flatMap((id) => [DataKey.stream.id(id), Challenge.idFor(id, "recovery")]))
  const all = yield* Effect.forEach(ids, (id, place) =>
    Effect.gen(function* () {
      const replaced = execute(yield* readDataKey(id, rows[2 * place]), { _tag: "Replace", at })
      if (Result.isFailure(replaced)) return []
      const challenge = yield* readAggregate(Challenge.machine, Challenge.idFor(id, "recovery"), rows[2 * place + 1])
      const cancelled = execute(challenge, { _tag: "Cancel", at })
      return [
        toChange(withSecret(replaced.success, yield* keys.newDataKey(id))),
        ...(Result.isSuccess(cancelled) ? [toChange(cancelled.success)] : []),
      ]
    }),
  )
  return all.flat()
})

/**
 * Forgets a person, for good: the data key under which everything about them was sealed is destroyed.
 *
 * In one commit the account is closed as by `closeAccount`, the password and what was typed into a wizard go, and the
 * identifiers are free: whoever has that number may begin anew, as somebody nobody knows. The journal stays whole, with
 * ciphertexts that nobody can read. Files keep the person's id, which says nothing by itself.
 *
 * Backups hold the data key until they are replaced: the guide on keys says what follows. Twice is as good as once.
 */
export const erasePerson = Effect.fn("Agency.erasePerson")(function* (asked: AgencyInput<"erasePerson">) {
  const { person } = asked
  const known = yield* Effect.catchTag(findPerson(person), "IdentifierRefused", () => Effect.fail(new PersonUnknown()))
  if (known !== person) return yield* new PersonUnknown()
  const challenges = codePurposes.map((purpose) => Challenge.idFor(person, purpose))
  const ids = [Account.stream.id(person), DataKey.stream.id(person), Sessions.stream.id(person), ...challenges]
  yield* asAgent("ErasePerson", asked, ids, (by, [accountRow, dataKeyRow, sessionsRow, ...challengeRows], at) =>
    Effect.gen(function* () {
      const account = yield* readAggregate(Account.machine, Account.stream.id(person), accountRow)
      const dataKey = yield* readDataKey(person, dataKeyRow)
      if (account.state._tag === "Closed" && dataKey.state._tag === "Destroyed") return yield* new Forgotten()
      const owned = dataKey.state._tag === "Held" ? yield* ownedIdentifiers(account, dataKey) : []
      const destroyed = yield* Effect.orDie(Effect.fromResult(execute(dataKey, { _tag: "Destroy", at })))
      const { changes, guards, messages } = yield* closed(person, account, sessionsRow, by, at)
      const codes = yield* withoutCodes(person, challengeRows, at, changes)
      return {
        changes: [
          toChange(withSecret(destroyed, null)),
          ...changes,
          ...codes,
          ...(yield* recoveries(owned, at)),
        ] as const,
        guards,
        releases: owned.flatMap(({ keys }) => keys.map((key) => ({ key, owner: account.id }))),
        messages,
      }
    }),
  ).pipe(Effect.catchTag("Forgotten", () => Effect.void))
  const answer: PersonErased = { _tag: "PersonErased", person }
  return answer
})
