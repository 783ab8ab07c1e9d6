import type * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import type { Row } from "../../ports/storage.ts"
import { type Aggregate, readAggregate } from "./aggregate.ts"

/** An account as it was loaded, and the events decided on it since. */
export type LoadedAccount = Aggregate<Account.State, Account.Command, Account.Event, Account.Refusal>

/** An account as a person finds it who typed an identifier with these blind indexes: see `Account.asFoundBy`. */
export const asFoundBy = (account: LoadedAccount, indexes: ReadonlyArray<string>): LoadedAccount => ({
  ...account,
  state: Account.asFoundBy(account.state, indexes),
})

/** Reads the row of a person's account. */
export const readAccount = (person: string, row: Row | undefined): Effect.Effect<LoadedAccount> =>
  readAggregate(Account.machine, Account.stream.id(person), row)
