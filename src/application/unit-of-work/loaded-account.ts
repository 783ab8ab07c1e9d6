import type * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import type { Row } from "../../ports/storage.ts"
import { type Aggregate, readAggregate } from "./aggregate.ts"

/** An account as it was loaded, and the events decided on it since. */
export type LoadedAccount = Aggregate<Account.State, Account.Command, Account.Event, Account.Refusal>

/** Reads the row of a person's account. */
export const readAccount = (person: string, row: Row | undefined): Effect.Effect<LoadedAccount> =>
  readAggregate(Account.machine, Account.stream.id(person), row)
