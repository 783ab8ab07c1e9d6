import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { TestClock } from "effect/testing"
import {
  announcedTo,
  BRUNO,
  CLEO,
  couple,
  createSpace,
  delegated,
  FILE,
  family,
  NOON,
} from "../../../../test/stories/family.ts"
import {
  ADA,
  atCode,
  hashes,
  latestCode,
  MAIL,
  signedIn,
  signInTag,
  story,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { withConflicts } from "../../../testing/faults/storage.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const fact = "2026-10-01"
const view = { action: "ViewFile" } as const

describe("a separation", () => {
  for (const role of ["holder", "spouse"] as const) {
    // Leaflet: household.separation, authorisation.ended
    story(`declared by the ${role} ends the couple and the authorisation, and both are notified`, (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { adas, brunos, ids } = yield* delegated(context)
        const before = context.storage.commits()
        const by = role === "holder" ? adas : brunos
        expect(yield* monCompte.declareSeparation({ ...by, fact })).toEqual({ _tag: "Separated" })
        expect(context.storage.commits()).toBe(before + 1)
        expect(yield* Effect.flip(monCompte.recordAction({ ...brunos, ...view }))).toMatchObject({
          _tag: "NotPermitted",
          reason: "Separated",
          change: "OwnFile",
        })
        expect(yield* tagOf(monCompte.recordAction({ ...adas, ...view }))).toBe("ActionRecorded")
        expect(yield* tagOf(monCompte.grantDelegation(adas))).toBe("NoCurrentSpouse")
        const household = yield* context.storage.service.journal(`household/${FILE}`)
        expect(household.slice(-2)).toMatchObject([
          { _tag: "SeparationDeclared", fact, on: "2026-11-23", by: role === "holder" ? ids.ada : ids.bruno },
          { _tag: "DelegationEnded", cause: "Separation" },
        ])
        yield* deliverDue()
        expect(announcedTo(context, "SeparationDeclared")).toEqual([MAIL, "bruno@example.org"])
        expect(announcedTo(context, "DelegationEnded")).toEqual([])
        expect(yield* monCompte.listMyFiles(brunos)).toMatchObject({ files: [{ file: FILE, until: "2026-11-23" }] })
      }),
    )
  }

  story("declared again by either is recorded and changes nothing", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas, brunos } = yield* delegated(context)
      yield* monCompte.declareSeparation({ ...brunos, fact, commandId: "once" })
      const length = (yield* context.storage.service.journal(`household/${FILE}`)).length
      expect(yield* monCompte.declareSeparation({ ...brunos, fact, commandId: "once" })).toEqual({ _tag: "Separated" })
      expect(yield* context.storage.service.journal(`household/${FILE}`)).toHaveLength(length)
      // The same command id of another person is another command.
      for (const member of [brunos, adas]) {
        expect(yield* tagOf(monCompte.declareSeparation({ ...member, fact, commandId: "again" }))).toBe("Separated")
      }
      const journal = yield* context.storage.service.journal(`household/${FILE}`)
      expect(journal.slice(length).map(({ _tag }) => _tag)).toEqual([
        "SeparationDeclaredAgain",
        "SeparationDeclaredAgain",
      ])
      yield* deliverDue()
      expect(announcedTo(context, "SeparationDeclared")).toHaveLength(2)
    }),
  )

  story("is dated today at the latest", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { adas } = yield* couple(context)
      const on = (day: string) => tagOf(monCompte.declareSeparation({ ...adas, fact: day }))
      expect(yield* on("2026-11-24")).toBe("DateInFuture")
      expect(yield* on("23/13/2026")).toBe("CivilDateRefused")
      expect(yield* on("2026-11-23")).toBe("Separated")
    }),
  )

  story("is refused to a person outside the couple", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* couple(context)
      const cleo = yield* createSpace(context, CLEO, "cleo@example.org")
      expect(yield* Effect.flip(monCompte.declareSeparation({ session: cleo, file: FILE, fact }))).toMatchObject({
        _tag: "NotPermitted",
        reason: "NotOfTheCouple",
      })
    }),
  )
})

describe("a contact of both spouses", () => {
  story("recovers neither account after a separation", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      yield* signedIn(context, ADA, "Foyer@example.org")
      const bruno = yield* createSpace(context, BRUNO, "foyer@example.org")
      yield* monCompte.declareSeparation({ session: bruno, file: FILE, fact })
      const { rows } = yield* context.storage.service.load([`account/${ids.ada}`, `account/${ids.bruno}`])
      expect(rows.map(({ state }) => state)).toMatchObject([
        { contacts: { barred: true } },
        { contacts: { barred: true } },
      ])
    }),
  )

  story("is barred after a separation, and contacts of only one of them are not", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { brunos, ids } = yield* couple(context)
      yield* monCompte.declareSeparation({ ...brunos, fact })
      const { rows } = yield* context.storage.service.load([`account/${ids.ada}`, `account/${ids.bruno}`])
      expect(rows.map(({ state }) => state)).toMatchObject([
        { contacts: { barred: false } },
        { contacts: { barred: false } },
      ])
    }),
  )
})

describe("the 8-digit password of a file that was never migrated", () => {
  story("opens nothing once a separation is declared", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      yield* family()
      const bruno = yield* createSpace(context, BRUNO, "bruno@example.org")
      expect(yield* signInTag(ADA.legacy)).toBe("MigrationRequired")
      yield* monCompte.declareSeparation({ session: bruno, file: FILE, fact })
      expect(yield* signInTag(ADA.legacy)).toBe("Refused")
    }),
  )

  story("loses the wizard that it had opened: its code is cancelled and its draft deleted", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      yield* family()
      const bruno = yield* createSpace(context, BRUNO, "bruno@example.org")
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      const before = hashes(context).length
      yield* monCompte.declareSeparation({ session: bruno, file: FILE, fact })
      expect(hashes(context)).toHaveLength(before - 1)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("NotAllowed")
      expect(yield* monCompte.migrationProgress({ ticket })).toEqual({ _tag: "Left" })
      expect(yield* tagOf(monCompte.startMigration({ ticket }))).toBe("TicketInvalid")
      expect(yield* signInTag(ADA.legacy)).toBe("Refused")
    }),
  )

  for (const separatesFirst of [true, false]) {
    story(
      `meets the right code at the same time: the first commit wins (separation first: ${separatesFirst})`,
      (context) =>
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          yield* TestClock.setTime(NOON)
          yield* family()
          const bruno = yield* whileTimePasses(createSpace(context, BRUNO, "bruno@example.org"))
          const ticket = yield* whileTimePasses(atCode())
          const code = yield* whileTimePasses(latestCode(context))
          const confirm = tagOf(monCompte.confirmCode({ ticket, code }))
          const declare = tagOf(monCompte.declareSeparation({ session: bruno, file: FILE, fact }))
          const both = separatesFirst ? [declare, confirm] : [confirm, declare]
          const fibers = yield* Effect.forEach(both, (command) => Effect.forkChild(command))
          const ends = yield* whileTimePasses(Fiber.joinAll(fibers))
          expect(ends).toContain("Separated")
          const isActive = ends.includes("Completed")
          expect(yield* whileTimePasses(signInTag("Azerty12"))).toBe(isActive ? "SignedIn" : "Refused")
          expect(yield* whileTimePasses(signInTag(ADA.legacy))).toBe("Refused")
        }),
      { wrapStorage: withConflicts },
    )
  }
})
