import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT, BRUNO, createSpace, FILE, family, NOON } from "../../../../test/stories/family.ts"
import { ADA, latestCode, PASSWORD, signedIn, story } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

const SHARED = "foyer@example.org"

describe("a person whose contact was barred", () => {
  story("reads so after a separation, with what to do, and no longer after they proved it again", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      yield* family()
      const ada = yield* signedIn(context, ADA, SHARED)
      const bruno = yield* createSpace(context, BRUNO, SHARED)
      expect((yield* monCompte.whoAmI({ session: ada })).recovery._tag).toBe("Recovers")
      yield* monCompte.declareSeparation({ session: bruno, file: FILE, fact: "2026-11-01" })
      for (const session of [ada, bruno]) {
        const { recovery } = yield* monCompte.whoAmI({ session })
        expect(recovery).toMatchObject({ _tag: "OthersRead", since: NOON })
        expect(recovery.texts.fr).toContain("Indiquez-les de nouveau et confirmez-les avec le code reçu")
      }
      yield* monCompte.changeContact({ session: ada, current: PASSWORD, contact: SHARED })
      yield* monCompte.confirmContact({ session: ada, code: yield* latestCode(context) })
      expect((yield* monCompte.whoAmI({ session: ada })).recovery._tag).toBe("Recovers")
      expect((yield* monCompte.whoAmI({ session: bruno })).recovery._tag).toBe("OthersRead")
    }),
  )

  story("reads so after an agent barred it, and from when a new contact recovers the account", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      const { ada } = yield* family()
      const session = yield* signedIn(context)
      yield* agency.barContact({ agent: AGENT, person: ada, contact: "ada@example.org" })
      expect((yield* monCompte.whoAmI({ session })).recovery).toMatchObject({ _tag: "OthersRead", since: NOON })
      yield* monCompte.changeContact({ session, current: PASSWORD, contact: "new@example.org" })
      const { recoversFrom } = yield* monCompte.confirmContact({ session, code: yield* latestCode(context) })
      expect((yield* monCompte.whoAmI({ session })).recovery).toMatchObject({
        _tag: "TooNewAlone",
        from: recoversFrom,
      })
    }),
  )
})
