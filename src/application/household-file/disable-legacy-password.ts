import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { parse } from "../../domain/contact/contact.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { RecordedContacts } from "../../ports/recorded-contacts.ts"
import type { Row } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { open } from "../secrets/data-key.ts"
import { executeOrDie } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { wizardIds } from "../wizard/wizard.ts"
import { abandonWizard } from "./abandon-wizard.ts"
import { type LoadedFile, type LoadedRows, referenceOf } from "./load-file.ts"
import { comparable, type FormerPartner, recoveryContacts } from "./shared-contacts.ts"

/** Whether the 8-digit password of a file still opens the wizard of an account. */
export const opensByLegacyPassword = (file: LoadedFile, { id, state }: LoadedAccount): boolean =>
  (state._tag === "Legacy" || state._tag === "Migrating") &&
  ((file.state._tag === "Open" && id === Account.stream.id(file.state.holder.person)) ||
    state.owner?.file === referenceOf(file))

/**
 * Whether the other person reads a contact on record in the legacy system. Assumed while the system does not answer.
 */
const sharesRecordedContact = Effect.fnUntraced(function* ({ account, dataKey }: FormerPartner, other: FormerPartner) {
  const sealed = "owner" in account.state ? account.state.owner?.nir : null
  if (!sealed) return false
  const { contactsOf } = yield* RecordedContacts
  const { contact: policy } = yield* Policies
  const nir = new Nir(yield* open(dataKey, sealed))
  const theirs = yield* recoveryContacts(other)
  return yield* contactsOf(nir).pipe(
    Effect.map((recorded) =>
      (recorded?.contacts ?? []).some((text) => {
        const parsed = parse(text, policy)
        return parsed.ok && theirs.some((contact) => contact.text === comparable(parsed.contact))
      }),
    ),
    Effect.catchTag("LegacyDown", () => Effect.succeed(true)),
  )
})

/**
 * Disables the legacy password of a file after a separation, because the `other` person may know it. The account that
 * it opens was never migrated.
 *
 * It also bars the contacts on record if the other person reads one of them, and abandons an open wizard. `rows` has
 * those of `wizardIds`.
 */
export const disableLegacyPassword = Effect.fnUntraced(function* (
  partner: FormerPartner,
  other: FormerPartner,
  rows: LoadedRows,
  at: number,
) {
  const { account } = partner
  const barsRecordedContact = yield* sharesRecordedContact(partner, other)
  const disabled = yield* executeOrDie(account, { _tag: "DisableLegacyPassword", barsRecordedContact, at })
  const wizardRows = wizardIds(Account.stream.keyOf(account.id)).map((id) => rows.get(id) ?? NEVER_WRITTEN)
  return { account: disabled, wizard: yield* abandonWizard(account, wizardRows, at) }
})

const NEVER_WRITTEN: Row = { state: null, version: 0, secret: null }
