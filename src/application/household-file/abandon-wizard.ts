import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import type { Row } from "../../ports/storage.ts"
import { executeOrDie } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { cancelCode, dropPassword, readWizard, type Wizard } from "../wizard/wizard.ts"

/**
 * Ends a wizard without effect: deletes its draft with the password, and cancels its code. The account is left to the
 * caller.
 *
 * `rows` are those of `wizardIds`, in the same order.
 */
export const abandonWizard = Effect.fnUntraced(function* (
  account: LoadedAccount,
  rows: ReadonlyArray<Row>,
  at: number,
) {
  return yield* abandonLoadedWizard(yield* readWizard(Account.stream.keyOf(account.id), rows), at)
})

/** Ends a loaded wizard without effect, as `abandonWizard` does. */
export const abandonLoadedWizard = Effect.fnUntraced(function* (wizard: Wizard, at: number) {
  const { state } = wizard.migration
  if (!("draft" in state)) return [wizard.migration, wizard.challenge] as const
  const { ticket, until } = state.draft
  const command = at < until ? ({ _tag: "Abandon", ticket, at } as const) : ({ _tag: "Expire", at } as const)
  const migration = yield* executeOrDie(wizard.migration, command)
  const cleared = dropPassword(cancelCode({ ...wizard, migration }, at))
  return [cleared.migration, cleared.challenge] as const
})
