import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../domain/account/account.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { Storage } from "../../ports/storage.ts"
import { type LoadedDataKey, readDataKey } from "../secrets/data-key.ts"
import { type LoadedAccount, readAccount } from "../unit-of-work/loaded-account.ts"

const decodeEvent = Schema.decodeUnknownEffect(Account.Event)

/** The state that the last closing of an account ended, from its journal. */
export const stateBeforeClosing = Effect.fnUntraced(function* ({ id }: Pick<LoadedAccount, "id">) {
  const storage = yield* Storage
  const events = yield* Effect.forEach(yield* storage.journal(id), (event) => Effect.orDie(decodeEvent(event)))
  let before: Account.State = Account.initial
  let state: Account.State = Account.initial
  for (const event of events) {
    if (event._tag === "Closed") before = state
    state = Account.evolve(state, event)
  }
  return before
})

/** The state of an account, or the one before it was closed: its owner still reads the contacts that it had. */
export const stateHeld = (account: Pick<LoadedAccount, "id" | "state">) =>
  account.state._tag === "Closed" ? stateBeforeClosing(account) : Effect.succeed(account.state)

/** The state of an account whose owner reads its contacts, and the key that opens them. */
export interface Held {
  readonly held: Account.State
  readonly dataKey: LoadedDataKey
}

/** The accounts that were merged into the one of this state: their owner still reads the contacts that they had. */
export const heldByPredecessors = Effect.fnUntraced(function* (held: Account.State) {
  const persons = held._tag === "Closed" ? [] : (held.owner?.predecessors ?? [])
  if (persons.length === 0) return []
  const storage = yield* Storage
  const { rows } = yield* storage.load(persons.flatMap((id) => [Account.stream.id(id), DataKey.stream.id(id)]))
  return yield* Effect.forEach(persons, (person, place) =>
    Effect.gen(function* () {
      const account = yield* readAccount(person, rows[2 * place])
      const before: Held = {
        held: yield* stateHeld(account),
        dataKey: yield* readDataKey(person, rows[2 * place + 1]),
      }
      return before
    }),
  )
})
