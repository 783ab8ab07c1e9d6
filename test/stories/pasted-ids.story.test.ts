import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../src/application/agency.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { AGENT, couple, FILE } from "./family.ts"
import { story } from "./test-context.ts"

/** As copied from a table: with a no-break space before, a direction mark inside, and a tab behind. */
const pasted = (text: string) => `\u00a0${text.slice(0, 2)}\u200f${text.slice(2)}\t`

describe("an id or a reference with blanks and marks that no one sees", () => {
  story("is the same one for every verb that a person or an agent pastes it to", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ada, adas, ids } = yield* couple(context)
      const file = pasted(FILE)
      const visible = yield* monCompte.listVisibleFields({ session: ada, file, person: pasted(ids.bruno) })
      expect(visible).toEqual(yield* monCompte.listVisibleFields({ ...adas, person: ids.bruno }))
      const given = yield* monCompte.grantDelegation({ session: ada, file, to: pasted(ids.bruno) })
      expect(given).toMatchObject({ status: "Live", number: 1 })
      yield* TestClock.adjust("2 minutes")
      const worked = (narrowed: object) =>
        Effect.map(agency.listWork({ start: 0, ...narrowed }), ({ items }) => items.map(({ command }) => command))
      expect(yield* worked({ person: pasted(ids.evan) })).toEqual(["AddChild"])
      expect(yield* worked({ file })).toEqual(yield* worked({ file: FILE }))
      expect(yield* worked({ agent: pasted(AGENT) })).toEqual(yield* worked({ agent: AGENT }))
    }),
  )
})
