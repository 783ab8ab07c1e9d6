import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { AGENT, couple, FILE } from "../../../../test/stories/family.ts"
import { ADA, MAIL, story, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"

const NEW = "1 69 05 49 588 157"

describe("an agent who looks a person up", () => {
  story("finds them by number, former number, id and file, and reads nothing in clear", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* couple(context)
      const byNumber = yield* agency.findPersons({ agent: AGENT, person: ADA.nir })
      expect(byNumber.persons).toMatchObject([
        {
          person: ids.ada,
          account: "Active",
          closedBy: null,
          isContactBarred: false,
          files: [{ file: FILE, kind: "Adult", since: "2020-01-01" }],
        },
      ])
      const text = JSON.stringify(byNumber)
      expect(text).not.toContain(MAIL)
      expect(text.replaceAll(/[^0-9]/g, "")).not.toContain("2690549588157")
      expect(yield* agency.findPersons({ agent: AGENT, person: ids.ada })).toEqual(byNumber)
      yield* agency.correctIdentifier({ agent: AGENT, person: ids.ada, nir: NEW, cause: "SexMention" })
      expect((yield* agency.findPersons({ agent: AGENT, person: ADA.nir })).persons[0]?.person).toBe(ids.ada)
      const inFile = yield* agency.findPersons({ agent: AGENT, file: FILE })
      expect(inFile.persons.map(({ person }) => person)).toEqual([ids.ada, ids.bruno, ids.cleo, ids.evan, ids.dora])
      yield* agency.recordDeath({ agent: AGENT, file: FILE, person: ids.dora })
      const dora = yield* agency.findPersons({ agent: AGENT, person: ids.dora })
      expect(dora.persons).toMatchObject([{ account: "Closed", closedBy: "Death", identifier: null, files: [] }])
    }),
  )

  story(
    "is recorded for each person each time, also for a repeated command, and an unknown one is refused",
    (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const { ids } = yield* couple(context)
        const lookUp = { agent: AGENT, file: FILE, commandId: "look" }
        yield* agency.findPersons(lookUp)
        yield* agency.findPersons(lookUp)
        yield* agency.findPersons({ agent: "agent-8", person: ids.cleo })
        const { person: added } = yield* agency.addDependant({ agent: AGENT, file: FILE, person: "1 90 05 78 006 099" })
        expect((yield* agency.findPersons(lookUp)).persons.map((found) => found.person)).toContain(added)
        expect(yield* context.storage.service.journal(`agent-reads/${added}`)).toMatchObject([
          { agent: AGENT, by: "File" },
        ])
        expect(yield* context.storage.service.journal(`agent-reads/${ids.cleo}`)).toMatchObject([
          { agent: AGENT, by: "File" },
          { agent: AGENT, by: "File" },
          { agent: "agent-8", by: "Person" },
          { agent: AGENT, by: "File" },
        ])
        expect(yield* tagOf(agency.findPersons({ agent: AGENT }))).toBe("PersonUnknown")
        expect(yield* tagOf(agency.findPersons({ agent: AGENT, person: "1 99 01 75 056 009" }))).toBe("PersonUnknown")
        expect(yield* tagOf(agency.findPersons({ agent: AGENT, file: "no-file" }))).toBe("FileUnknown")
        expect(yield* tagOf(agency.findPersons({ agent: "", person: ids.ada }))).toBe("AgentMissing")
      }),
  )
})

story(
  "the spouse who was erased leaves no ghost: an agent ends the stay by id, and the couple is a new one",
  (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* couple(context)
      yield* agency.erasePerson({ agent: AGENT, person: ids.bruno })
      const found = yield* agency.findPersons({ agent: AGENT, file: FILE })
      expect(found.persons[1]).toMatchObject({ person: ids.bruno, account: "Closed", identifier: null })
      const by = { agent: AGENT, file: FILE }
      yield* agency.removeMember({ ...by, person: ids.bruno, cause: "Mistake" })
      const { person } = yield* agency.formCouple({ ...by, spouse: "1 85 05 78 006 123" })
      expect(person).not.toBe(ids.bruno)
      const { household } = yield* agency.getFile({ file: FILE })
      expect(household).toMatchObject({ couple: { spouse: { person } } })
    }),
)
