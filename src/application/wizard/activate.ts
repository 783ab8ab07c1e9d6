import * as Effect from "effect/Effect"
import { withSecret } from "../unit-of-work/aggregate.ts"
import { executeOnAccount, type Wizard } from "./wizard.ts"

/**
 * Activates the account where the migration has just been completed: terms, password and contact become those of the
 * account, in one commit.
 *
 * Two commands complete it: the right code ("Valider"), and accepting newer terms that came into force at that moment.
 */
export const activateIfCompleted = Effect.fnUntraced(function* (wizard: Wizard, at: number) {
  const completed = wizard.migration.events.find((event) => event._tag === "Completed")
  if (completed === undefined) return wizard
  const { contact, terms } = completed
  const active = yield* executeOnAccount(wizard, { _tag: "Activate", terms, contact, at })
  return {
    ...active,
    account: withSecret(active.account, wizard.migration.secret),
    migration: withSecret(active.migration, null),
  }
})
