import * as Effect from "effect/Effect"
import { RecordedContacts } from "../../ports/recorded-contacts.ts"
import type { RecordedContactsSample } from "../generators/recorded-contacts.ts"
import { allTrue, isSame } from "./compare.ts"
import type { Law } from "./law.ts"

type ContactsOf = (typeof RecordedContacts)["Service"]["contactsOf"]

const recordedLaw = (
  name: string,
  holds: (contactsOf: ContactsOf, sample: RecordedContactsSample) => Effect.fn.Return<boolean, unknown>,
): Law<never, RecordedContactsSample> => ({
  name,
  holds: (sample) => Effect.flatMap(RecordedContacts, ({ contactsOf }) => Effect.gen(() => holds(contactsOf, sample))),
})

/**
 * The laws of every adapter of `RecordedContacts`. Check each with `checkLaw` on samples of `recordedContactsSample`.
 *
 * The records must be available and hold the sample's `nir`, `file` and `contacts`: use `withSetUp`.
 */
export const recordedContactsLaws: ReadonlyArray<Law<never, RecordedContactsSample>> = [
  recordedLaw("a NIR returns its file and every contact, in order", function* (contactsOf, { contacts, file, nir }) {
    return isSame(yield* contactsOf(nir), { file, contacts })
  }),
  recordedLaw("an unknown NIR returns null", function* (contactsOf, { unknownNir }) {
    return (yield* contactsOf(unknownNir)) === null
  }),
  recordedLaw("a repeated query returns the same answer", function* (contactsOf, { nir, unknownNir }) {
    const [first, unknown, second] = [yield* contactsOf(nir), yield* contactsOf(unknownNir), yield* contactsOf(nir)]
    return allTrue(isSame(first, second), unknown === null)
  }),
]
