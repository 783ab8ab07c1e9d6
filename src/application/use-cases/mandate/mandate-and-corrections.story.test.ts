import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { AGENT, FILE } from "../../../../test/stories/family.ts"
import { LEA, TUTELLE, textsTo, withGuardian } from "../../../../test/stories/guardians.ts"
import { MAIL, PASSWORD, story, type TestContext, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const ENDED = "Mon Compte : Une décision de justice enregistrée pour vous a pris fin. Inattendu ? Voyez votre Caf."

/** Ada, protected, and Gus, who has a mandate for her. */
const guarded = Effect.fnUntraced(function* (context: TestContext) {
  const agency = yield* Agency
  const persons = yield* withGuardian(context)
  yield* agency.recordMandate({ ...TUTELLE, person: persons.ids.ada, mandatary: persons.gus })
  const inForce = Effect.map(agency.listMandates({ agent: AGENT, person: persons.ids.ada }), ({ over }) =>
    over.filter(({ ended }) => ended === null),
  )
  const causes = Effect.map(agency.listMandates({ agent: AGENT, person: persons.ids.ada }), ({ over }) =>
    over.map(({ ended }) => ended?.cause ?? null),
  )
  return { ...persons, inForce, causes }
})

describe("a mandate that ended does not come back", () => {
  story("when a mistaken death of the protected person is undone", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { causes, gus, ids } = yield* guarded(context)
      yield* agency.recordDeath({ agent: AGENT, file: FILE, person: ids.ada })
      expect(yield* tagOf(agency.undoDeath({ agent: AGENT, file: FILE, person: ids.ada, cause: "WrongPerson" }))).toBe(
        "FileView",
      )
      expect(yield* causes).toEqual(["DeathOfProtected"])
      expect(yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: gus })).toMatchObject({ number: 2 })
    }),
  )

  story("when the space of the mandatary, whose owner closed it, is reopened", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { causes, gus, gusSession, inForce } = yield* guarded(context)
      yield* monCompte.closeOwnAccount({ ...gusSession, current: PASSWORD })
      expect(yield* causes).toEqual(["AccountOfMandataryClosed"])
      yield* agency.reopenAccount({ agent: AGENT, person: gus, cause: "OwnerRequest" })
      expect(yield* inForce).toEqual([])
      yield* deliverDue()
      expect(textsTo(context, MAIL).at(-1)).toBe(ENDED)
    }),
  )
})

story(
  "two accounts of one guardian are merged: the mandate of the one that goes ends, and is recorded again",
  (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { causes, gus, ids } = yield* guarded(context)
      yield* agency.openFile({ agent: AGENT, file: "file-9", holder: "2 40 01 75 101 100" })
      const { person: lea } = yield* agency.addDependant({ agent: AGENT, file: "file-9", person: LEA.nir })
      yield* agency.removeMember({ agent: AGENT, file: "file-9", person: LEA.nir, cause: "Mistake" })
      const merge = { agent: AGENT, cause: "RegisteredTwice", proof: "Counter" } as const
      yield* agency.mergeAccounts({ ...merge, person: lea ?? "", merged: gus })
      expect(yield* causes).toEqual(["AccountsMerged"])
      // The id of the one that went reaches the person as they are known now.
      expect(yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: gus })).toMatchObject({
        number: 2,
        mandatary: lea,
      })
      yield* deliverDue()
      expect(textsTo(context, MAIL)).toContain(ENDED)
    }),
)
