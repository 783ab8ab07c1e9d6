import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { AGENT } from "../../../../test/stories/family.ts"
import { TUTELLE, withGuardian } from "../../../../test/stories/guardians.ts"
import { PASSWORD, story } from "../../../../test/stories/test-context.ts"
import { closingTexts } from "../../../domain/rights/closing-effects.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("a guardian who is about to close their own space", () => {
  story("reads before that their mandates end, and no one else reads it", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ada, gus, gusSession, ids } = yield* withGuardian(context)
      const loses = (session: string) => Effect.map(monCompte.explainClosing({ session }), ({ loses }) => loses)
      expect(yield* loses(gusSession.session)).not.toContain("MandatesHeld")
      yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: gus })
      expect(yield* loses(gusSession.session)).toContain("MandatesHeld")
      expect(yield* loses(ada)).not.toContain("MandatesHeld")
      expect(closingTexts.MandatesHeld.fr).toBe(
        "Vous ne pourrez plus agir pour les personnes que vous représentez : vos mandats prennent fin.",
      )
      yield* monCompte.closeOwnAccount({ ...gusSession, current: PASSWORD })
      const { over } = yield* agency.listMandates({ agent: AGENT, person: ids.ada })
      expect(over).toMatchObject([{ ended: { cause: "AccountOfMandataryClosed" } }])
    }),
  )
})
