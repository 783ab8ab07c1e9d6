import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { AGENT, createSpace, FILE } from "../../../../test/stories/family.ts"
import { GUS_FILE, LEA, TUTELLE, withGuardian } from "../../../../test/stories/guardians.ts"
import { meetingStorage } from "../../../../test/stories/meetings.ts"
import { story, type TestContext, whileTimePasses } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

/** Ada, protected, and Gus and Lea, two professionals of one organisation. */
const withProfessionals = Effect.fnUntraced(function* (context: TestContext) {
  const agency = yield* Agency
  const persons = yield* withGuardian(context)
  yield* agency.addDependant({ agent: AGENT, file: GUS_FILE, person: LEA.nir })
  yield* createSpace(context, LEA, "lea@example.org")
  return persons
})

describe("an action on behalf of a protected person that is in flight while the right ends", () => {
  const meeting = meetingStorage()

  // Leaflet: outside.mandate-rights
  story(
    "loses at every storage call, whatever ends the right, and nothing is recorded",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const agency = yield* Agency
        const { gus, gusSession, ids } = yield* whileTimePasses(withProfessionals(context))
        const order = { agent: AGENT, person: ids.ada }
        const record = { ...TUTELLE, person: ids.ada, mandatary: gus, organisation: "Udaf 33" }
        const acts = { ...gusSession, file: FILE, onBehalfOf: ids.ada, action: "MakeHouseholdProcedure" } as const
        const records = Effect.map(context.storage.service.journal(`audit-log/${FILE}`), ({ length }) => length)
        const ends: Readonly<Record<string, (number: number) => Effect.Effect<unknown, unknown>>> = {
          endMandate: (number) => agency.endMandate({ ...order, number, cause: "RevokedByCourt" }),
          otherProfessional: (number) => agency.changeMandate({ ...order, number, mandatary: LEA.nir }),
          fewerPowers: (number) => agency.changeMandate({ ...order, number, powers: ["View"], leaves: "Everything" }),
          replaced: (number) => agency.recordMandate({ ...record, mandatary: ids.bruno, replaces: number }),
          // The holder changes: Ada may no longer do it herself, so neither may her mandatary.
          right: () => agency.changeHolder({ agent: AGENT, file: FILE, to: ids.bruno, cause: "Agreement" }),
        }
        const restore = Effect.gen(function* () {
          yield* Effect.ignore(agency.changeHolder({ agent: AGENT, file: FILE, to: ids.ada, cause: "Agreement" }))
          const { over } = yield* agency.listMandates({ agent: AGENT, person: ids.ada })
          for (const { ended, number } of over) {
            if (ended === null) yield* agency.endMandate({ ...order, number, cause: "RecordedByMistake" })
          }
        })
        for (const [name, end] of Object.entries(ends)) {
          for (const call of [1, 2]) {
            const { number } = yield* whileTimePasses(agency.recordMandate(record))
            const before = yield* records
            meeting.before(call, Effect.exit(end(number)))
            const refused = yield* whileTimePasses(Effect.flip(monCompte.recordAction(acts)))
            expect([name, call, meeting.hasMet(), refused._tag]).toEqual([name, call, true, "NotPermitted"])
            expect(yield* records).toBe(before)
            yield* whileTimePasses(restore)
          }
        }
        // Without an end, the action makes these two calls and is recorded.
        yield* whileTimePasses(agency.recordMandate(record))
        meeting.before(3, Effect.void)
        expect(yield* whileTimePasses(monCompte.recordAction(acts))).toMatchObject({ onBehalfOf: ids.ada })
        expect(meeting.hasMet()).toBe(false)
      }),
    { wrapStorage: meeting.wrapStorage },
  )

  const protectedMeeting = meetingStorage()

  story(
    "of the protected person themselves loses where a decision leaves them viewing only",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const agency = yield* Agency
        const { adas, gus, ids } = yield* whileTimePasses(withGuardian(context))
        const record = { ...TUTELLE, person: ids.ada, mandatary: gus }
        for (const [index, call] of [1, 2, 3].entries()) {
          protectedMeeting.before(call, Effect.exit(agency.recordMandate(record)))
          const declared = monCompte.recordAction({ ...adas, action: "AnswerFundRequest" })
          expect(yield* whileTimePasses(Effect.flip(declared))).toMatchObject({ reason: "LimitedByCourt" })
          expect(protectedMeeting.hasMet()).toBe(true)
          const number = 2 * index + 1
          yield* whileTimePasses(agency.endMandate({ agent: AGENT, person: ids.ada, number, cause: "Lifted" }))
          // An authorisation that is given at the same moment does not outlive the decision.
          protectedMeeting.before(call, Effect.exit(agency.recordMandate(record)))
          const granted = yield* whileTimePasses(Effect.exit(monCompte.grantDelegation(adas)))
          protectedMeeting.hasMet()
          expect(granted._tag).toBe("Failure")
          yield* whileTimePasses(
            agency.endMandate({ agent: AGENT, person: ids.ada, number: number + 1, cause: "Lifted" }),
          )
        }
      }),
    { wrapStorage: protectedMeeting.wrapStorage },
  )
})
