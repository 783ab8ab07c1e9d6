import * as Effect from "effect/Effect"
import { expect, it } from "vitest"
import { memoryLegacy } from "../../../adapters/memory/index.ts"
import { runOver, testLawsFindFaults } from "../../../test/faulty-adapters/faulty-adapter.ts"
import { RecordedContacts, type RecordedFile } from "../../ports/recorded-contacts.ts"
import { recordedContactsSample } from "../generators/recorded-contacts.ts"
import { checkLaw, withSetUp } from "./law.ts"
import { recordedContactsLaws } from "./recorded-contacts.ts"

const ALL = "a NIR returns its file and every contact, in order"
const UNKNOWN = "an unknown NIR returns null"
const REPEATED = "a repeated query returns the same answer"

const legacy = memoryLegacy()

/** The laws over one legacy system, which enrols each sample first. */
const laws = recordedContactsLaws.map((law) =>
  withSetUp(law, (sample) => Effect.sync(() => legacy.enrol({ ...sample, password: "12345678" }))),
)

it.each(laws)("$name", (law) =>
  checkLaw(
    law,
    recordedContactsSample,
    runOver(RecordedContacts, () => legacy.recorded),
    { seed: 1, numRuns: 25 },
  ),
)

it("an unknown NIR also returns null if the application provides no records", async () => {
  const law = recordedContactsLaws.find(({ name }) => name === UNKNOWN)
  if (law === undefined) throw new Error("No such law.")
  await expect(checkLaw(law, recordedContactsSample, Effect.runPromise, { seed: 1, numRuns: 5 })).resolves.toBe(
    undefined,
  )
})

const changingAnswer =
  (change: (answer: RecordedFile | null) => RecordedFile | null) => (): (typeof RecordedContacts)["Service"] => ({
    contactsOf: (nir) => Effect.map(legacy.recorded.contactsOf(nir), change),
  })

testLawsFindFaults(RecordedContacts, laws, recordedContactsSample, [
  { fault: "knows no file", brokenLaw: ALL, make: changingAnswer(() => null) },
  {
    fault: "returns another file",
    brokenLaw: ALL,
    make: changingAnswer((answer) => answer && { ...answer, file: "other" }),
  },
  {
    fault: "returns only the first contact",
    brokenLaw: ALL,
    make: changingAnswer((answer) => answer && { ...answer, contacts: answer.contacts.slice(0, 1) }),
  },
  {
    fault: "returns the contacts in another order",
    brokenLaw: ALL,
    make: changingAnswer((answer) => answer && { ...answer, contacts: answer.contacts.toReversed() }),
  },
  {
    fault: "returns an empty file for an unknown NIR",
    brokenLaw: UNKNOWN,
    make: changingAnswer((answer) => answer ?? { file: "f", contacts: [] }),
  },
  {
    fault: "returns another file with each query",
    brokenLaw: REPEATED,
    make: () => {
      let queries = 0
      return changingAnswer((answer) => answer && { ...answer, file: `${answer.file}${queries++}` })()
    },
  },
])
