import * as Effect from "effect/Effect"
import { RecordedContacts } from "../ports/recorded-contacts.ts"
import type { LegacySample } from "./legacy-verifier.arbitrary.ts"
import { all, type Law, same } from "./port.laws.ts"

/** A file that the legacy system under test holds, and the contacts on record of its holder. */
export interface RecordedSample extends Pick<LegacySample, "nir" | "file" | "stranger"> {
  readonly contacts: ReadonlyArray<string>
}

type Ask = (typeof RecordedContacts)["Service"]["contactsOf"]

const law = (
  name: string,
  kept: (ask: Ask, sample: RecordedSample) => Effect.fn.Return<boolean, unknown>,
): Law<never, RecordedSample> => ({
  name,
  kept: (sample) => Effect.flatMap(RecordedContacts, ({ contactsOf }) => Effect.gen(() => kept(contactsOf, sample))),
})

/** What the records promise, when they are not down and hold the sample's file, its holder's number and contacts. */
export const recordedContactsLaws: ReadonlyArray<Law<never, RecordedSample>> = [
  law("the holder's number gives the file and every contact, in order", function* (ask, { contacts, file, nir }) {
    return same(yield* ask(nir), { file, contacts })
  }),
  law("a number that holds no file gives nothing", function* (ask, { stranger }) {
    return (yield* ask(stranger)) === null
  }),
  law("asking changes nothing", function* (ask, { nir, stranger }) {
    const [one, nobody, other] = [yield* ask(nir), yield* ask(stranger), yield* ask(nir)]
    return all(same(one, other), nobody === null)
  }),
]
