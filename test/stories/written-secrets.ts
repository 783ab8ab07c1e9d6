import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import type { AggregateId } from "../../src/ports/storage.ts"
import type { TestContext } from "./test-context.ts"

/** The account of a ticket or a session. */
export const accountOf = (ticket: string): AggregateId => `account/${ticket.slice(0, 36)}`

/** The stored secret of an account. */
export const secretOf = ({ storage }: TestContext, account: AggregateId) => {
  const secret = storage.snapshot().rows.find(({ aggregate }) => aggregate === account)?.secret
  if (secret === undefined || secret === null) throw new Error("This account has no secret.")
  return secret
}

/** Writes a secret into the row of an account, as a person with access to the database can, and changes nothing else. */
export const writeSecret = Effect.fnUntraced(function* (
  { storage }: TestContext,
  account: AggregateId,
  secret: Redacted.Redacted<string>,
) {
  const { service } = storage
  const [row] = (yield* service.load([account])).rows
  if (row === undefined || row.state === null) throw new Error("There is no such account.")
  const change = { aggregate: account, expectedVersion: row.version, state: row.state, events: [], secret }
  const rest = { at: 0, guards: [], claims: [], messages: [], answer: { _tag: "Written" } }
  yield* service.commit({ commandId: `write ${row.version}`, changes: [change], ...rest })
})
