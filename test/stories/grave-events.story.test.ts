import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../src/application/agency.ts"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { announcedTo, DAY, NOON } from "./family.ts"
import { grave, type Life, RECORDED } from "./grave-events.ts"
import { withGuardian } from "./guardians.ts"
import { ADA, BOB, story } from "./test-context.ts"

describe("what is grave for a person is announced", () => {
  for (const [about, { happens, to }] of Object.entries(grave)) {
    story(
      `to ${to.join(" and ")}: ${about}`,
      (context) =>
        Effect.gen(function* () {
          const { adas, gus, ids } = yield* withGuardian(context)
          const life: Life = { context, ids, gus, adas, agency: yield* Agency, monCompte: yield* MonCompte }
          yield* happens(life)
          yield* deliverDue()
          yield* deliverDue()
          expect([...new Set(announcedTo(context, about))]).toEqual([...to].toSorted())
          // No announcement waits for ever.
          yield* TestClock.setTime(NOON + 400 * DAY)
          yield* deliverDue()
          yield* deliverDue()
          expect(context.storage.snapshot().outbox).toEqual([])
        }),
      {
        files: [
          { ...ADA, contacts: about === "AccountOpened" ? [RECORDED] : [] },
          { ...BOB, contacts: ["bob@example.org"] },
        ],
      },
    )
  }
})
