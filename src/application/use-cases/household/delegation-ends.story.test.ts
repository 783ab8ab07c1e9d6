import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { AGENT, announcedTo, BRUNO, couple, DAY, delegated, FILE, NOON } from "../../../../test/stories/family.ts"
import { withClockAhead } from "../../../../test/stories/story-storage.ts"
import { ADA, MAIL, session, story, tagOf } from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const view = { action: "ViewFile" } as const

describe("the last day of an authorisation", () => {
  story("is included, in Paris time, and no right remains from midnight on, recorded or not", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* delegated(context, "2026-11-23")
      const midnight = Date.parse("2026-11-23T23:00:00Z")
      yield* TestClock.setTime(midnight - 1)
      yield* deliverDue()
      const brunos = { session: yield* session({ ...ADA, nir: BRUNO.nir }), file: FILE }
      expect(yield* tagOf(monCompte.recordAction({ ...brunos, ...view }))).toBe("ActionRecorded")
      yield* TestClock.setTime(midnight)
      expect(yield* Effect.flip(monCompte.recordAction({ ...brunos, ...view }))).toMatchObject({
        reason: "DelegationOver",
      })
      yield* deliverDue()
      const household = yield* context.storage.service.journal(`household/${FILE}`)
      expect(household.at(-1)).toMatchObject({ _tag: "DelegationEnded", cause: "Expired", at: midnight })
      yield* deliverDue()
      expect(announcedTo(context, "DelegationEnded")).toEqual([MAIL, "bruno@example.org"])
      expect(context.storage.snapshot().outbox).toEqual([])
    }),
  )

  story(
    "ends it with a record and announcements, even if the clock of the outbox is ahead",
    (context) =>
      Effect.gen(function* () {
        yield* delegated(context, "2026-11-23")
        const midnight = Date.parse("2026-11-23T23:00:00Z")
        yield* TestClock.setTime(midnight - 3)
        yield* deliverDue()
        expect(announcedTo(context, "DelegationEnded")).toEqual([])
        yield* TestClock.setTime(midnight + 60_000)
        yield* deliverDue()
        yield* deliverDue()
        expect(announcedTo(context, "DelegationEnded")).toEqual([MAIL, "bruno@example.org"])
        expect(context.storage.snapshot().outbox).toEqual([])
      }),
    { wrapStorage: withClockAhead(5) },
  )

  story("is today at the earliest, and a valid date", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* couple(context)
      expect(yield* tagOf(monCompte.grantDelegation({ ...adas, lastDay: "2026-11-22" }))).toBe("LastDayPast")
      expect(yield* tagOf(monCompte.grantDelegation({ ...adas, lastDay: "2026-02-30" }))).toBe("CivilDateRefused")
      expect(yield* monCompte.grantDelegation({ ...adas, lastDay: "2026-11-23" })).toMatchObject({
        status: "Live",
        lastDay: "2026-11-23",
      })
    }),
  )

  story("of a cancelled authorisation ends nothing, and leaves a later one as it is", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* delegated(context, "2026-11-24")
      yield* monCompte.revokeDelegation(adas)
      yield* monCompte.grantDelegation({ ...adas, lastDay: "2026-12-24" })
      yield* deliverDue()
      yield* TestClock.setTime(NOON + 2 * DAY)
      const before = (yield* context.storage.service.journal(`household/${FILE}`)).length
      yield* deliverDue()
      expect(yield* context.storage.service.journal(`household/${FILE}`)).toHaveLength(before)
      // The order for the later one is still due on its own day.
      const due = context.storage.snapshot().outbox.map(({ message }) => message.id)
      expect(due.sort()).toEqual([`delegation.2.ends/${FILE}`, `delegation.2.reminder/${FILE}`])
    }),
  )
})

describe("an authorisation", () => {
  const by = { agent: AGENT, file: FILE }

  story("ends with a change of holder", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { adas, brunos, ids } = yield* delegated(context)
      yield* agency.changeHolder({ ...by, to: ids.bruno, cause: "Agreement" })
      expect(yield* monCompte.recordAction({ ...brunos, ...view })).toMatchObject({
        onBehalfOf: null,
        rule: "file.view",
      })
      expect(yield* Effect.flip(monCompte.recordAction({ ...adas, ...view }))).toMatchObject({ _tag: "NotPermitted" })
      yield* deliverDue()
      expect(announcedTo(context, "DelegationEnded")).toEqual([MAIL, "bruno@example.org"])
    }),
  )

  story("ends when the spouse leaves, and does not come back with them", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { brunos, ids } = yield* delegated(context)
      yield* agency.removeMember({ ...by, person: ids.bruno, cause: "LeftHome" })
      expect(yield* Effect.flip(monCompte.recordAction({ ...brunos, ...view }))).toMatchObject({ reason: "NotInFile" })
      yield* agency.formCouple({ ...by, spouse: ids.bruno })
      expect(yield* tagOf(monCompte.recordAction({ ...brunos, ...view }))).toBe("NotPermitted")
    }),
  )

  story("ends with a death, whose announcement says so", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { brunos, ids } = yield* delegated(context)
      yield* agency.recordDeath({ ...by, person: ids.ada })
      expect(yield* monCompte.recordAction({ ...brunos, ...view })).toMatchObject({ onBehalfOf: null })
      yield* deliverDue()
      expect(announcedTo(context, "DelegationEnded")).toEqual([])
      expect(announcedTo(context, "DeathRecorded")).toEqual(["ada@example.org", "bruno@example.org"])
    }),
  )

  story("ends with the closing of the file", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { brunos } = yield* delegated(context)
      yield* agency.closeFile({ ...by, cause: "HolderRequest" })
      expect(yield* Effect.flip(monCompte.recordAction({ ...brunos, ...view }))).toMatchObject({ reason: "NotInFile" })
      expect(yield* monCompte.listMyFiles(brunos)).toMatchObject({
        files: [{ file: FILE, kind: "Adult", since: "2021-01-01", until: "2026-11-23" }],
      })
    }),
  )

  story(
    "ends with the closing of an account, in the commit that also ends its sessions and deletes its password",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const agency = yield* Agency
        const { adas, brunos, ids } = yield* delegated(context)
        const before = context.storage.commits()
        expect(yield* agency.closeAccount({ agent: AGENT, person: ids.ada, commandId: "x" })).toEqual({
          _tag: "AccountClosed",
          person: ids.ada,
        })
        expect(context.storage.commits()).toBe(before + 1)
        expect(yield* tagOf(monCompte.recordAction({ ...adas, ...view }))).toBe("SessionOver")
        expect(yield* Effect.flip(monCompte.recordAction({ ...brunos, ...view }))).toMatchObject({
          reason: "DelegationOver",
        })
        expect(yield* tagOf(agency.closeAccount({ agent: AGENT, person: ids.ada, commandId: "x" }))).toBe(
          "AccountClosed",
        )
        expect(yield* tagOf(agency.closeAccount({ agent: AGENT, person: ids.ada }))).toBe("AccountIsClosed")
        yield* deliverDue()
        expect(announcedTo(context, "AccountClosed")).toEqual([MAIL])
        expect(announcedTo(context, "DelegationEnded")).toEqual([MAIL, "bruno@example.org"])
        const row = context.storage.snapshot().rows.find(({ aggregate }) => aggregate === `account/${ids.ada}`)
        expect(row?.secret).toBe(null)
      }),
  )
})
