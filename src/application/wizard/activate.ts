import * as Effect from "effect/Effect"
import { withSecret } from "../unit-of-work/aggregate.ts"
import { onAccount, type Wizard } from "./wizard.ts"

/**
 * Where the wizard has just been completed, terms, password and contact become the account's, all in its commit.
 *
 * Two acts complete it: the right code ("Valider"), and accepting newer terms that came into force at that moment.
 */
export const activate = Effect.fnUntraced(function* (wizard: Wizard, at: number) {
  const completed = wizard.migration.events.find((event) => event._tag === "Completed")
  if (completed === undefined) return wizard
  const { contact, terms } = completed
  const active = yield* onAccount(wizard, { _tag: "Activate", terms, contact, at })
  return {
    ...active,
    account: withSecret(active.account, wizard.migration.secret),
    migration: withSecret(active.migration, null),
  }
})
