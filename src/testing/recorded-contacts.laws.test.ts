import * as Effect from "effect/Effect"
import { it } from "vitest"
import { memoryLegacy } from "../../adapters/memory/index.ts"
import { findOut, over } from "../../test/faulty-adapters/fault.ts"
import { RecordedContacts, type RecordedFile } from "../ports/recorded-contacts.ts"
import { checkLaw, type Law } from "./port.laws.ts"
import { recordedSample } from "./recorded-contacts.arbitrary.ts"
import { type RecordedSample, recordedContactsLaws } from "./recorded-contacts.laws.ts"

const ALL = "the holder's number gives the file and every contact, in order"
const NOTHING = "a number that holds no file gives nothing"
const SAME = "asking changes nothing"

const legacy = memoryLegacy()

/** The laws over one legacy system, which is told of each sample before. */
const laws: ReadonlyArray<Law<never, RecordedSample>> = recordedContactsLaws.map(({ kept, name }) => ({
  name,
  kept: (sample) =>
    Effect.andThen(
      Effect.sync(() => legacy.enrol({ ...sample, password: "12345678" })),
      kept(sample),
    ),
}))

it.each(laws)("$name", (law) =>
  checkLaw(
    law,
    recordedSample,
    over(RecordedContacts, () => legacy.recorded),
    { seed: 1, numRuns: 25 },
  ),
)

it("nobody has a contact on record where no records are provided", async () => {
  const nobody = recordedContactsLaws.find(({ name }) => name === NOTHING)
  if (nobody === undefined) throw new Error("No such law.")
  await checkLaw(nobody, recordedSample, Effect.runPromise, { seed: 1, numRuns: 5 })
})

const answering =
  (change: (answer: RecordedFile | null) => RecordedFile | null) => (): (typeof RecordedContacts)["Service"] => ({
    contactsOf: (nir) => Effect.map(legacy.recorded.contactsOf(nir), change),
  })

findOut(RecordedContacts, laws, recordedSample, [
  { fault: "knows nobody", breaks: ALL, make: answering(() => null) },
  { fault: "names another file", breaks: ALL, make: answering((answer) => answer && { ...answer, file: "other" }) },
  {
    fault: "gives the first contact only",
    breaks: ALL,
    make: answering((answer) => answer && { ...answer, contacts: answer.contacts.slice(0, 1) }),
  },
  {
    fault: "gives them in another order",
    breaks: ALL,
    make: answering((answer) => answer && { ...answer, contacts: answer.contacts.toReversed() }),
  },
  {
    fault: "gives an empty file to strangers",
    breaks: NOTHING,
    make: answering((answer) => answer ?? { file: "f", contacts: [] }),
  },
  {
    fault: "gives one contact after the other",
    breaks: SAME,
    make: () => {
      let asked = 0
      return answering((answer) => answer && { ...answer, file: `${answer.file}${asked++}` })()
    },
  },
])
