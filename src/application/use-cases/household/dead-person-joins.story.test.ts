import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { AGENT, BRUNO, couple, DORA, EVAN, FILE } from "../../../../test/stories/family.ts"
import { TUTELLE } from "../../../../test/stories/guardians.ts"
import { story, tagOf } from "../../../../test/stories/test-context.ts"
import { describeRefusal } from "../../../messages/describe-refusal.ts"
import { Agency } from "../../agency.ts"

const BY = { agent: AGENT, file: FILE }

describe("a person whose death is recorded", () => {
  story("joins no file and gets no guardian, until an agent undoes a mistaken death", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* couple(context)
      yield* agency.recordDeath({ ...BY, person: ids.bruno })
      const before = context.storage.commits()
      const refusal = yield* Effect.flip(agency.formCouple({ ...BY, spouse: BRUNO.nir }))
      expect(describeRefusal(refusal, { verb: "Agency.formCouple" })).toMatchObject({
        code: "AccountIsClosed",
        field: "spouse",
        message: "Cet espace personnel est déjà fermé. Vérifiez que c’est la bonne personne.",
      })
      const other = { agent: AGENT, file: "file-9" }
      const refused = [
        yield* tagOf(agency.addDependant({ ...BY, person: ids.bruno })),
        yield* tagOf(agency.openFile({ ...other, holder: BRUNO.nir })),
        yield* tagOf(agency.recordMandate({ ...TUTELLE, person: ids.bruno, mandatary: DORA.nir })),
      ]
      expect(refused).toEqual(["AccountIsClosed", "AccountIsClosed", "AccountIsClosed"])
      expect(context.storage.commits()).toBe(before)
      const { household } = yield* agency.undoDeath({ ...BY, person: ids.bruno, cause: "WrongPerson" })
      expect(household).toMatchObject({ couple: { spouse: { person: ids.bruno } } })
    }),
  )

  story("is not the spouse again of a file that is reopened, or of a separation that is undone", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { ids } = yield* couple(context)
      yield* agency.declareSeparation({ ...BY, person: ids.ada, fact: "2026-11-01" })
      const other = { agent: AGENT, file: "file-9" }
      yield* agency.openFile({ ...other, holder: BRUNO.nir })
      yield* agency.recordDeath({ ...other, person: BRUNO.nir })
      expect(yield* tagOf(agency.undoSeparation({ ...BY, cause: "NotDeclared" }))).toBe("AccountIsClosed")
      yield* agency.closeFile({ ...BY, cause: "HolderRequest" })
      const third = { agent: AGENT, file: "file-8" }
      yield* agency.openFile({ ...third, holder: DORA.nir })
      yield* agency.addChild({ ...third, person: ids.evan, birth: EVAN.birthDate })
      yield* agency.recordDeath({ ...third, person: DORA.nir })
      expect(yield* tagOf(agency.reopenFile({ ...BY, cause: "WrongFile" }))).toBe("AccountIsClosed")
    }),
  )
})
