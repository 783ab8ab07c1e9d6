import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ADA, story } from "../../../../test/stories/test-context.ts"
import { fields } from "../../../forms/fields.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("a person whose name at birth is pasted with decomposed accents, as some systems copy it", () => {
  story("has it read as long as the field lets it be, and is asked for it again beyond", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { maxlength = 0 } = fields.birthName.attributes
      const create = (birthName: string) =>
        Effect.flip(monCompte.createAccount({ identifier: ADA.nir, birthName, birthDate: "12/03/1965" }))
      const longest = "e\u0301".repeat(maxlength / 2)
      expect(longest).toHaveLength(maxlength)
      expect(yield* create(longest)).toMatchObject({ _tag: "CreationRefused" })
      expect(yield* create(`${longest}e`)).toMatchObject({ _tag: "IdentityIncomplete", missing: ["BirthName"] })
      // A browser truncates what is pasted beyond.
      expect(yield* create(`${longest}e`.slice(0, maxlength))).toMatchObject({ _tag: "CreationRefused" })
    }),
  )
})
