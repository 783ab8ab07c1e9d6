import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { NotAllowed } from "../../domain/state-machine/table.ts"
import { type ExpireDraft, isExpiryOf } from "../outbox/orders.ts"
import { transact } from "../unit-of-work/transact.ts"
import { toPlan } from "../wizard/run-step.ts"
import { expireDraft, readWizard, wizardIds } from "../wizard/wizard.ts"

/**
 * Deletes an expired draft. A draft that was started again since has its own expiry, and stays as it is.
 *
 * Fails with `DraftNotExpired` if the clock of the storage is ahead of the clock of the worker. The order is then
 * retried.
 */
export const expireDueDraft = ({ account }: ExpireDraft, messageId: string) =>
  transact(
    {
      verb: "ExpireDraft",
      commandId: `${messageId}.ends`,
      aggregates: wizardIds(account),
      Refusal: Schema.Never,
    },
    (rows, at) =>
      Effect.gen(function* () {
        const wizard = yield* readWizard(account, rows)
        const { state } = wizard.migration
        const isAnother = "draft" in state && !isExpiryOf(messageId, state.draft.ticket)
        if (isAnother) return yield* new NotAllowed({ state: state._tag, command: "Expire" })
        return yield* toPlan<never>({ wizard: yield* expireDraft(wizard, at) })
      }),
  ).pipe(Effect.catchTag("NotAllowed", () => Effect.void))
