import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { Superseded } from "../../domain/migration/draft.ts"
import { clearCounters } from "../caller/attempt.ts"
import { currentIdentifier } from "../secrets/current-identifier.ts"
import { execute, withSecret } from "../unit-of-work/aggregate.ts"
import type { Wizard } from "./wizard.ts"

/**
 * Activates the account where the migration has just been completed: terms, password and contact become those of the
 * account, in one commit.
 *
 * Fails with `Superseded` if the owner gave a stronger proof of identity than the one that started this wizard. This
 * prevents pre-hijacking: a stranger who started first does not finish.
 *
 * Two commands complete it: the right code ("Valider"), and accepting newer terms that came into force at that moment.
 */
export const activateIfCompleted = Effect.fnUntraced(function* (wizard: Wizard, at: number) {
  const completed = wizard.migration.events.find((event) => event._tag === "Completed")
  if (completed === undefined) return wizard
  const { contact, terms } = completed
  const active = yield* Effect.fromResult(execute(wizard.account, { _tag: "Activate", terms, contact, at })).pipe(
    Effect.catchTags({ ProofNotAccepted: () => Effect.fail(new Superseded()), TicketInvalid: Effect.die }),
  )
  return {
    ...wizard,
    account: withSecret(active, wizard.migration.secret),
    migration: withSecret(wizard.migration, null),
  }
})

/**
 * The changes that give the new password of an account that has just been activated fresh tries: guesses of strangers
 * during the wizard cause no wait. No change where the wizard is not completed.
 */
export const freshTries = Effect.fnUntraced(function* ({ account, dataKey }: Wizard, at: number) {
  const isActivated = account.events.some(({ _tag }) => _tag === "Activated")
  if (!isActivated || account.state._tag !== "Active") return []
  const { indexes } = yield* currentIdentifier(dataKey, account.state.owner)
  return yield* clearCounters(Account.stream.keyOf(account.id), [indexes], { at })
})
