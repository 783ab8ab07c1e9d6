import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../account/account.ts"
import * as Sessions from "../account/sessions.ts"
import { NotAllowed } from "../machine/table.ts"
import { act, read, toChange } from "./aggregate.ts"
import { endAll } from "./end-sessions.ts"
import { accountOf, sessionsOf } from "./person.ts"
import { tell } from "./tell.ts"
import { transact } from "./transact.ts"

/** The password lets nobody in any more until it is replaced. Every session has ended, and the owner was told. */
export interface DeclaredCompromised {
  readonly _tag: "DeclaredCompromised"
}

/** For the fund: the password of an account is known to be out. Whoever types it next must replace it. */
export const declareCompromised = Effect.fn("MonCompte.declareCompromised")(function* (asked: {
  /** The id of the account. */
  readonly account: string
  readonly commandId?: string | undefined
}) {
  const random = yield* SecureRandom.SecureRandom
  const { account: id } = asked
  yield* transact(
    {
      verb: "DeclareCompromised",
      commandId: asked.commandId ?? (yield* random.uuidV4()),
      aggregates: [accountOf(id), sessionsOf(id)],
      Refusal: Schema.Never,
      mayBeTold: () => Effect.void,
    },
    ([accountRow, sessionsRow], at) =>
      Effect.gen(function* () {
        const account = yield* read(Account.machine, accountOf(id), accountRow)
        const { state } = account
        if (state._tag !== "Active") {
          return yield* new NotAllowed({ state: state._tag, command: "DeclareCompromised" })
        }
        const declared = yield* Effect.fromResult(act(account, { _tag: "DeclareCompromised", at }))
        const sessions = yield* read(Sessions.machine, sessionsOf(id), sessionsRow)
        return {
          changes: [toChange(declared), toChange(yield* endAll(sessions, "Compromised", at))] as const,
          messages: yield* tell(id, state.contacts, "MustChangePassword", at),
        }
      }).pipe(Effect.catchTag(["NotInvited", "LegacyDisabled"], Effect.die)),
  )
  const answer: DeclaredCompromised = { _tag: "DeclaredCompromised" }
  return answer
})
