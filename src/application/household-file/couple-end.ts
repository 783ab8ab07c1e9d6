import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { partnersWhoLeft } from "../../domain/household/couple.ts"
import { type Message, Storage } from "../../ports/storage.ts"
import { executeOrDie } from "../unit-of-work/aggregate.ts"
import { type LoadedAccount, readAccount } from "../unit-of-work/loaded-account.ts"
import { abandonLoadedWizard } from "./abandon-wizard.ts"
import { disableLegacyPassword, opensByLegacyPassword } from "./disable-legacy-password.ts"
import type { LoadedFile, LoadedRows } from "./load-file.ts"
import { barSharedContacts, type FormerPartner, readFormerPartner, readsOfFormerPartner } from "./shared-contacts.ts"

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
    const disabled = yield* disableLegacyPassword(partner, other, at)
    return {
      account: disabled.account,
      others: yield* abandonLoadedWizard(wizard, at),
      messages: disabled.messages,
    }
  }
  // The wizard would give the new account a contact that the other person reads.
  if (partner.account.state._tag === "Migrating" && givesShared) {
    const left = yield* executeOrDie(partner.account, { _tag: "LeaveMigration", at })
    return { account: left, others: yield* abandonLoadedWizard(wizard, at), messages: [] }
  }
  return { account, others: codes, messages: [] }
})

/**
 * Ends what two persons shared, because their couple has ended while both live: the 8-digit password of the file, and
 * the contacts that both have. Each of them may know or read what they shared, whatever command ended the couple.
 *
 * The contacts on record of an owner whose 8-digit password ends are notified. `file` is the file after the command. `rows` has those of `readsOfFormerPartner` for both.
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
  const both = [yield* endFor(file, one, other, barred.one, at), yield* endFor(file, other, one, barred.other, at)]
  return {
    aggregates: both.flatMap(({ account, others }) => [account, ...others]),
    messages: both.flatMap(({ messages }) => messages),
  }
})

/**
 * The account without what its owner shared with former partners, in these files. For an account that takes part in a
 * couple only after this couple has ended: one that was closed meanwhile, or one that another account was merged into.
 *
 * No wizard and no code may be under way: the caller ends them.
 */
export const withoutSharedAccess = Effect.fnUntraced(function* (
  before: LoadedAccount,
  files: ReadonlyArray<LoadedFile>,
  at: number,
) {
  const storage = yield* Storage
  const person = Account.stream.keyOf(before.id)
  let account = before
  const messages: Array<Message> = []
  for (const file of files) {
    for (const partner of partnersWhoLeft(file.state, person)) {
      const ids = [
        Account.stream.id(partner),
        ...new Set([...readsOfFormerPartner(partner), ...readsOfFormerPartner(person)]),
      ]
      const { rows } = yield* storage.load(ids)
      const loaded: LoadedRows = new Map(ids.flatMap((id, place) => (rows[place] ? [[id, rows[place]] as const] : [])))
      const one = yield* readFormerPartner(account, loaded)
      const other = yield* readFormerPartner(
        yield* readAccount(partner, loaded.get(Account.stream.id(partner))),
        loaded,
      )
      const barred = yield* barSharedContacts(one, other, at)
      const ended = yield* endFor(file, one, other, barred.one, at)
      account = ended.account
      messages.push(...ended.messages)
    }
  }
  return { account, messages }
})
