import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT, BRUNO, DORA, EVAN, FILE, family, NOON } from "../../../../test/stories/family.ts"
import { BOB, story } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"

const BY = { agent: AGENT, file: FILE }
const MERGER = { agent: AGENT, cause: "RegisteredTwice", proof: "Counter" } as const
/** The second account of a person who was registered twice. */
const TWICE = "2 90 01 75 101 003"

/** A second account that was in another file for a time. */
const registeredTwice = Effect.gen(function* () {
  const agency = yield* Agency
  const other = { agent: AGENT, file: "file-2" }
  yield* agency.openFile({ ...other, holder: BOB.nir, on: "2020-01-01" })
  const { person } = yield* agency.addDependant({ ...other, person: TWICE, on: "2021-01-01" })
  yield* agency.removeMember({ ...other, person: TWICE, cause: "LeftHome" })
  return person
})

describe("a person whose two accounts became one while the file was closed", () => {
  story("is a member again under the account that stays, once the file is reopened", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      const { dora } = yield* family()
      const stays = yield* registeredTwice
      yield* agency.closeFile({ ...BY, cause: "HolderRequest" })
      yield* agency.mergeAccounts({ ...MERGER, person: TWICE, merged: DORA.nir })
      const { household } = yield* agency.reopenFile({ ...BY, cause: "WrongFile" })
      expect(household).toMatchObject({ dependants: [{ person: stays }] })
      // Agents reach the member under either number, and the former account is in no file.
      const { persons } = yield* agency.findPersons({ agent: AGENT, file: FILE })
      expect(persons.map(({ person }) => person)).not.toContain(dora)
      yield* agency.removeMember({ ...BY, person: DORA.nir, cause: "LeftHome" })
    }),
  )

  story("is the spouse again under the account that stays", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      yield* family()
      const stays = yield* registeredTwice
      yield* agency.closeFile({ ...BY, cause: "HolderRequest" })
      yield* agency.mergeAccounts({ ...MERGER, person: TWICE, merged: BRUNO.nir })
      const { household } = yield* agency.reopenFile({ ...BY, cause: "WrongDecision" })
      expect(household).toMatchObject({ couple: { spouse: { person: stays } } })
    }),
  )

  story("is a child again under the account that stays, once the mistaken death of the parent is undone", () =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      const alone = { agent: AGENT, file: "file-9" }
      const parent = yield* agency.openFile({ ...alone, holder: TWICE, on: "2020-01-01" })
      const child = yield* agency.addChild({ ...alone, birth: EVAN.birthDate, on: "2021-01-01" })
      const other = { agent: AGENT, file: "file-2" }
      yield* agency.openFile({ ...other, holder: BOB.nir, on: "2020-01-01" })
      const same = yield* agency.addChild({ ...other, person: EVAN.nir, birth: EVAN.birthDate, on: "2021-01-01" })
      yield* agency.recordDeath({ ...alone, person: parent.person ?? "" })
      yield* agency.mergeAccounts({ ...MERGER, person: same.person ?? "", merged: child.person ?? "" })
      const death = { ...alone, person: parent.person ?? "", cause: "WrongPerson" } as const
      const { household } = yield* agency.undoDeath(death)
      expect(household).toMatchObject({ children: [{ person: same.person, birth: EVAN.birthDate }] })
    }),
  )
})
