import * as Effect from "effect/Effect"
import { executeOrDie } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { abandonLoadedWizard } from "./abandon-wizard.ts"
import { disableLegacyPassword, opensByLegacyPassword } from "./disable-legacy-password.ts"
import type { LoadedFile, LoadedRows } from "./load-file.ts"
import { barSharedContacts, type FormerPartner, readFormerPartner } from "./shared-contacts.ts"

type Barred = Effect.Success<ReturnType<typeof barSharedContacts>>["one"]

/** What one of the two loses: the 8-digit password of the file, and the contacts that the other has too. */
const endFor = Effect.fnUntraced(function* (
  file: LoadedFile,
  partner: FormerPartner,
  other: FormerPartner,
  { account, codes, givesShared }: Barred,
  at: number,
) {
  const { wizard } = partner
  if (opensByLegacyPassword(file, partner.account)) {
    return [yield* disableLegacyPassword(partner, other, at), ...(yield* abandonLoadedWizard(wizard, at))]
  }
  // The wizard would give the new account a contact that the other person reads.
  if (partner.account.state._tag === "Migrating" && givesShared) {
    return [
      yield* executeOrDie(partner.account, { _tag: "LeaveMigration", at }),
      ...(yield* abandonLoadedWizard(wizard, at)),
    ]
  }
  return [account, ...codes]
})

/**
 * Ends what two persons shared, because their couple has ended while both live: the 8-digit password of the file, and
 * the contacts that both have. Each of them may know or read what they shared, whatever command ended the couple.
 *
 * `file` is the file after the command. `rows` has those of `readsOfFormerPartner` for both.
 */
export const endSharedAccess = Effect.fnUntraced(function* (
  file: LoadedFile,
  accounts: readonly [LoadedAccount, LoadedAccount],
  rows: LoadedRows,
  at: number,
) {
  const one = yield* readFormerPartner(accounts[0], rows)
  const other = yield* readFormerPartner(accounts[1], rows)
  const barred = yield* barSharedContacts(one, other, at)
  return [...(yield* endFor(file, one, other, barred.one, at)), ...(yield* endFor(file, other, one, barred.other, at))]
})
