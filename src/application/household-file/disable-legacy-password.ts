import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { parse } from "../../domain/contact/contact.ts"
import { everHeld } from "../../domain/household/members.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { RecordedContacts } from "../../ports/recorded-contacts.ts"
import { Policies } from "../contract/policies.ts"
import { open } from "../secrets/data-key.ts"
import { executeOrDie } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { type LoadedFile, referenceOf } from "./load-file.ts"
import { comparable, type FormerPartner, recoveryContacts } from "./shared-contacts.ts"

/**
 * Whether the 8-digit password of a file may open the wizard of an account: that of a person who holds the file or held
 * it, and that of a person who used this password.
 */
export const opensByLegacyPassword = (file: LoadedFile, { id, state }: LoadedAccount): boolean =>
  (state._tag === "Legacy" || state._tag === "Migrating") &&
  (everHeld(file.state, Account.stream.keyOf(id)) || state.owner?.file === referenceOf(file))

/**
 * Whether the other person reads a contact on record in the legacy system. Assumed while the system does not answer,
 * and where the other person has no account, so that their contacts are unknown.
 */
const sharesRecordedContact = Effect.fnUntraced(function* ({ account, dataKey }: FormerPartner, other: FormerPartner) {
  const sealed = "owner" in account.state ? account.state.owner?.nir : null
  if (!sealed) return false
  const { contactsOf } = yield* RecordedContacts
  const { contact: policy } = yield* Policies
  const nir = new Nir(yield* open(dataKey, sealed, "nir"))
  const theirs = yield* recoveryContacts(other)
  const isUnknown = other.account.state._tag !== "Active"
  return yield* contactsOf(nir).pipe(
    Effect.map((recorded) =>
      (recorded?.contacts ?? []).some((text) => {
        const parsed = parse(text, policy)
        return parsed.ok && (isUnknown || theirs.some((contact) => contact.text === comparable(parsed.contact)))
      }),
    ),
    Effect.catchTag("LegacyDown", () => Effect.succeed(true)),
  )
})

/**
 * Disables the legacy password of a file when the couple has ended, because the `other` person may know it. The account
 * that it opens was never migrated. It also bars the contacts on record if the other person reads one of them.
 */
export const disableLegacyPassword = Effect.fnUntraced(function* (
  partner: FormerPartner,
  other: FormerPartner,
  at: number,
) {
  const barsRecordedContact = yield* sharesRecordedContact(partner, other)
  return yield* executeOrDie(partner.account, { _tag: "DisableLegacyPassword", barsRecordedContact, at })
})
