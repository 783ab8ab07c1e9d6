import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { NotAllowed } from "../../domain/state-machine/table.ts"
import { type ExpireDraft, isExpiryOf } from "../outbox/orders.ts"
import { transact } from "../unit-of-work/transact.ts"
import { recordMigration } from "../wizard/migration-metric.ts"
import { toPlan } from "../wizard/run-step.ts"
import { expireDraft, readWizard, wizardIds } from "../wizard/wizard.ts"
import { Deferred } from "./count-announcement.ts"

const SECOND = 1_000

/**
 * Deletes an expired draft. A draft that was started again since has its own expiry, and stays as it is.
 *
 * A draft lasts longer with each step. Its order is due when it would have expired without them: then it is `Deferred`
 * to the real end, and by a second at least, where the clock of the storage is behind that of the worker.
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
  ).pipe(
    Effect.tap((outcome) =>
      outcome._tag === "Committed" ? recordMigration(outcome.plan.wizard.migration.state) : Effect.void,
    ),
    Effect.catchTag("NotAllowed", () => Effect.void),
    Effect.catchTag("DraftNotExpired", ({ until }) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) =>
        Effect.fail(new Deferred({ until: Math.max(until, now + SECOND) })),
      ),
    ),
  )
