import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  agent,
  BOB_ID,
  CLEO,
  completeSteps,
  family,
  NOON,
  STRANGER,
} from "../../../../test/stories/family-with-identities.ts"
import { ADA, BOB, migrated, PASSWORD, story, tagOf, whileTimePasses } from "../../../../test/stories/test-context.ts"
import { StorageDown } from "../../../ports/storage.ts"

describe("the creation of an account (« Créer Mon Compte »)", () => {
  // Leaflet: household.spouse, sign-in.create
  story("opens a personal space for the spouse in three steps, who then signs in with their own NIR", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const opened = yield* monCompte.createAccount(BOB_ID)
      expect(opened).toMatchObject({ _tag: "CreationOpened", steps: ["Terms", "Password", "Contact"] })
      expect(yield* completeSteps(context, opened.ticket)).toEqual({ _tag: "Completed" })
      expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  // Leaflet: household.child
  story("is open to a child from the 15th birthday in Paris, and answers that day before", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const midnight = Date.parse("2026-11-23T23:00:00Z")
      yield* TestClock.setTime(midnight - 1)
      expect(yield* Effect.flip(monCompte.createAccount(CLEO))).toMatchObject({ _tag: "TooYoung", from: "2026-11-24" })
      yield* TestClock.setTime(midnight)
      const opened = yield* monCompte.createAccount(CLEO)
      expect(yield* completeSteps(context, opened.ticket)).toEqual({ _tag: "Completed" })
    }),
  )

  // Leaflet: household.dependant, sign-in.provisional
  story("opens a personal space for a dependant without a NIR, who signs in with a provisional identifier", (context) =>
    Effect.gen(function* () {
      const { agency, monCompte } = yield* family(context)
      const { identifier, person } = yield* agency.issueProvisional({ agent, commandId: "issue" })
      yield* agency.addDependant({ agent, file: ADA.file, person, on: "2022-01-01" })
      context.identities.enrol({ identifier, birthName: "Nguyen", birthDate: "1950-02-03" })
      const opened = yield* monCompte.createAccount({ identifier, birthName: "NGUYEN", birthDate: "1950-02-03" })
      yield* completeSteps(context, opened.ticket)
      const spelled = identifier.toLowerCase().replace(/(.{4})/g, "$1 ")
      expect(yield* tagOf(monCompte.signIn({ identifier: spelled, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("gives the same refusal for a wrong name, a person in no file and an open personal space", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const { ticket } = yield* monCompte.createAccount(BOB_ID)
      yield* completeSteps(context, ticket)
      const refused = yield* Effect.forEach(
        [
          { ...CLEO, birthName: "Durand" },
          { ...CLEO, birthDate: "2011-11-25" },
          STRANGER,
          { ...STRANGER, identifier: "1 90 01 75 056 002" },
          BOB_ID,
        ],
        (claim) => Effect.flip(monCompte.createAccount(claim)),
      )
      expect(new Set(refused.map((refusal) => JSON.stringify(refusal)))).toEqual(
        new Set(['{"_tag":"CreationRefused"}']),
      )
    }),
  )

  story("requires a wait after five failures, even for the right name, and does not lock sign-in", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      yield* migrated(context)
      const wrong = { identifier: ADA.nir, birthName: "x", birthDate: "1969-05-01" }
      for (let attempt = 0; attempt < 5; attempt += 1) yield* Effect.flip(monCompte.createAccount(wrong))
      for (let attempt = 0; attempt < 5; attempt += 1)
        yield* Effect.flip(monCompte.createAccount({ ...BOB_ID, birthName: "x" }))
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationRefused")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
      yield* TestClock.adjust("24 hours")
      yield* TestClock.adjust("1 millis")
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationOpened")
    }),
  )

  story("counts no attempt while the identity records are down, and lists missing fields", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      context.identities.setDown(true)
      for (let attempt = 0; attempt < 6; attempt += 1)
        expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("TryLater")
      context.identities.setDown(false)
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationOpened")
      const incomplete = yield* Effect.flip(
        monCompte.createAccount({ ...BOB_ID, birthName: " ", birthDate: "2011-02-30" }),
      )
      expect(incomplete).toMatchObject({ _tag: "IdentityIncomplete", missing: ["BirthName", "BirthDate"] })
    }),
  )

  story("is refused to a holder whose legacy password still works", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      context.identities.enrol({ identifier: ADA.nir, birthName: "Ada", birthDate: "1969-05-01" })
      yield* monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })
      const claim = { identifier: ADA.nir, birthName: "Ada", birthDate: "1969-05-01" }
      expect(yield* tagOf(monCompte.createAccount(claim))).toBe("CreationRefused")
    }),
  )

  /** Runs just before the commit that issues the ticket. */
  const beforeCommit: { effect: Effect.Effect<unknown> } = { effect: Effect.void }

  story(
    "is refused to a member who leaves the file between the read and the commit",
    (context) =>
      Effect.gen(function* () {
        const { agency, monCompte } = yield* family(context)
        beforeCommit.effect = Effect.orDie(
          agency.removeMember({ agent, file: ADA.file, person: CLEO.identifier, cause: "LeftHome" }),
        )
        yield* TestClock.setTime(NOON + 24 * 60 * 60_000)
        expect(yield* whileTimePasses(tagOf(monCompte.createAccount(CLEO)))).toBe("CreationRefused")
      }),
    {
      wrapStorage: (real) => ({
        ...real,
        commit: (commit) => {
          const issuesTicket = commit.changes.some(({ events }) => events.some(({ _tag }) => _tag === "TicketIssued"))
          const { effect } = beforeCommit
          if (!issuesTicket) return real.commit(commit)
          beforeCommit.effect = Effect.void
          return Effect.andThen(effect, real.commit(commit))
        },
      }),
    },
  )
})

/** While `isLost`, no commit that follows a proof reaches the storage. */
const commits = { isLost: false }

describe("an attempt with a right proof of identity that cannot complete", () => {
  story(
    "is refunded",
    (context) =>
      Effect.gen(function* () {
        const { monCompte } = yield* family(context)
        commits.isLost = true
        for (let attempt = 0; attempt < 7; attempt += 1) {
          expect(yield* whileTimePasses(tagOf(monCompte.createAccount(BOB_ID)))).toBe("TryLater")
        }
        commits.isLost = false
        expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationOpened")
      }),
    {
      wrapStorage: (real) => ({
        ...real,
        commit: (commit) =>
          commits.isLost && commit.commandId.endsWith(".succeed")
            ? Effect.fail(new StorageDown())
            : real.commit(commit),
      }),
    },
  )
})
