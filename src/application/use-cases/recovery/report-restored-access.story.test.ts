import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { announcedWithLinks, press, tokenTo, withPage } from "../../../../test/stories/report-links.ts"
import { INTRUDER, recovered, taken } from "../../../../test/stories/taken-account.ts"
import { MAIL, signedIn, story } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"

const NEXT = "ada.next@example.org"
const OWN = "Nouveau34"
const AGENT = "agent-7"

describe("a contact that an agent recorded for an impostor at the counter", () => {
  story("recovers nothing any more after a report by the contact of the owner", (context) =>
    withPage(
      Effect.gen(function* () {
        const agency = yield* Agency
        const person = (yield* signedIn(context)).slice(0, 36)
        yield* TestClock.adjust("60 days")
        yield* agency.restoreAccess({ agent: AGENT, person, contact: INTRUDER })
        expect(yield* press(yield* tokenTo(context, "AccessRestored", MAIL))).toBe("ChangeReported")
        expect(yield* recovered(context, OWN)).toBe(MAIL)
      }),
    ),
  )

  story("is barred by that report after it recovered the account", (context) =>
    withPage(
      Effect.gen(function* () {
        const agency = yield* Agency
        const person = (yield* signedIn(context)).slice(0, 36)
        yield* TestClock.adjust("60 days")
        yield* agency.restoreAccess({ agent: AGENT, person, contact: INTRUDER })
        const token = yield* tokenTo(context, "AccessRestored", MAIL)
        expect(yield* recovered(context, "Voleur123")).toBe(INTRUDER)
        yield* TestClock.adjust("2 days")
        expect(yield* press(token)).toBe("ChangeReported")
        expect(yield* recovered(context, OWN)).toBe(MAIL)
      }),
    ),
  )

  story("cannot be reported by a contact that a compromise barred before: it may be the intruder's", (context) =>
    withPage(
      Effect.gen(function* () {
        const agency = yield* Agency
        const { person } = yield* taken(context)
        yield* TestClock.adjust("2 days")
        yield* agency.declareCompromised({ agent: AGENT, person })
        yield* agency.restoreAccess({ agent: AGENT, person, contact: NEXT })
        const restored = (yield* announcedWithLinks(context)).filter((text) => text.startsWith("AccessRestored"))
        expect(restored.sort()).toEqual([`AccessRestored to ${MAIL} +`, `AccessRestored to ${INTRUDER}`])
      }),
    ),
  )
})
