import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { agent, BOB_ID, CLEO, family, NOON, STRANGER, through } from "../../../../test/stories/creation.ts"
import { ADA, BOB, migrated, PASSWORD, story, tagOf, whileTimePasses } from "../../../../test/stories/test-context.ts"
import { StorageDown } from "../../../ports/storage.ts"

describe("« Créer Mon Compte »", () => {
  // Leaflet: household.spouse, sign-in.create
  story("opens a space to the spouse, by the same three steps, and they sign in with their own number", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const opened = yield* monCompte.createAccount(BOB_ID)
      expect(opened).toMatchObject({ _tag: "CreationOpened", steps: ["Terms", "Password", "Contact"] })
      expect(yield* through(context, opened.ticket)).toEqual({ _tag: "Completed" })
      expect(yield* tagOf(monCompte.signIn({ identifier: BOB.nir, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  // Leaflet: household.child
  story("opens a space to a child from the 15th birthday on, in Paris, and says before from when", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const midnight = Date.parse("2026-11-23T23:00:00Z")
      yield* TestClock.setTime(midnight - 1)
      expect(yield* Effect.flip(monCompte.createAccount(CLEO))).toMatchObject({ _tag: "TooYoung", from: "2026-11-24" })
      yield* TestClock.setTime(midnight)
      const opened = yield* monCompte.createAccount(CLEO)
      expect(yield* through(context, opened.ticket)).toEqual({ _tag: "Completed" })
    }),
  )

  // Leaflet: household.dependant, sign-in.provisional
  story("opens a space to a dependant without a number, who signs in with a provisional identifier", (context) =>
    Effect.gen(function* () {
      const { agency, monCompte } = yield* family(context)
      const { identifier, person } = yield* agency.issueProvisional({ agent, commandId: "issue" })
      yield* agency.addDependant({ agent, file: ADA.file, person, on: "2022-01-01" })
      context.identities.enrol({ identifier, birthName: "Nguyen", birthDate: "1950-02-03" })
      const opened = yield* monCompte.createAccount({ identifier, birthName: "NGUYEN", birthDate: "1950-02-03" })
      yield* through(context, opened.ticket)
      const spelled = identifier.toLowerCase().replace(/(.{4})/g, "$1 ")
      expect(yield* tagOf(monCompte.signIn({ identifier: spelled, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("answers one value for a wrong name, a stranger to every file, an open space, a wait", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      const { ticket } = yield* monCompte.createAccount(BOB_ID)
      yield* through(context, ticket)
      const refused = yield* Effect.forEach(
        [
          { ...CLEO, birthName: "Durand" },
          { ...CLEO, birthDate: "2011-11-25" },
          STRANGER,
          { ...STRANGER, identifier: "1 90 01 75 056 002" },
          BOB_ID,
        ],
        (asked) => Effect.flip(monCompte.createAccount(asked)),
      )
      expect(new Set(refused.map((refusal) => JSON.stringify(refusal)))).toEqual(
        new Set(['{"_tag":"CreationRefused"}']),
      )
    }),
  )

  story(
    "waits after five wrong tries, even for the right name; and who tries keeps nobody from signing in",
    (context) =>
      Effect.gen(function* () {
        const { monCompte } = yield* family(context)
        yield* migrated(context)
        const wrong = { identifier: ADA.nir, birthName: "x", birthDate: "1969-05-01" }
        for (let time = 0; time < 5; time += 1) yield* Effect.flip(monCompte.createAccount(wrong))
        for (let time = 0; time < 5; time += 1)
          yield* Effect.flip(monCompte.createAccount({ ...BOB_ID, birthName: "x" }))
        expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationRefused")
        expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
        yield* TestClock.adjust("2 minutes")
        expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationOpened")
      }),
  )

  story("counts nothing while the records are away, and asks for what is missing", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      context.identities.setDown(true)
      for (let time = 0; time < 6; time += 1) expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("TryLater")
      context.identities.setDown(false)
      expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationOpened")
      const bare = yield* Effect.flip(monCompte.createAccount({ ...BOB_ID, birthName: " ", birthDate: "2011-02-30" }))
      expect(bare).toMatchObject({ _tag: "IdentityIncomplete", missing: ["BirthName", "BirthDate"] })
    }),
  )

  story("does not let a holder pass by the 8-digit password that still works", (context) =>
    Effect.gen(function* () {
      const { monCompte } = yield* family(context)
      context.identities.enrol({ identifier: ADA.nir, birthName: "Ada", birthDate: "1969-05-01" })
      yield* monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })
      const asked = { identifier: ADA.nir, birthName: "Ada", birthDate: "1969-05-01" }
      expect(yield* tagOf(monCompte.createAccount(asked))).toBe("CreationRefused")
    }),
  )

  const meeting: { meanwhile: Effect.Effect<unknown> } = { meanwhile: Effect.void }

  story(
    "is refused to who leaves the file between the look and the commit",
    (context) =>
      Effect.gen(function* () {
        const { agency, monCompte } = yield* family(context)
        meeting.meanwhile = Effect.orDie(
          agency.removeMember({ agent, file: ADA.file, person: CLEO.identifier, cause: "LeftHome" }),
        )
        yield* TestClock.setTime(NOON + 24 * 60 * 60_000)
        expect(yield* whileTimePasses(tagOf(monCompte.createAccount(CLEO)))).toBe("CreationRefused")
      }),
    {
      around: (real) => ({
        ...real,
        commit: (commit) => {
          const isInvited = commit.changes.some(({ events }) => events.some(({ _tag }) => _tag === "Invited"))
          const { meanwhile } = meeting
          if (!isInvited) return real.commit(commit)
          meeting.meanwhile = Effect.void
          return Effect.andThen(meanwhile, real.commit(commit))
        },
      }),
    },
  )
})

/** While lost, what follows a proof never reaches the storage. */
const following = { isLost: false }

describe("a proof that cannot be followed up", () => {
  story(
    "is a try that does not count",
    (context) =>
      Effect.gen(function* () {
        const { monCompte } = yield* family(context)
        following.isLost = true
        for (let attempt = 0; attempt < 7; attempt += 1) {
          expect(yield* whileTimePasses(tagOf(monCompte.createAccount(BOB_ID)))).toBe("TryLater")
        }
        following.isLost = false
        expect(yield* tagOf(monCompte.createAccount(BOB_ID))).toBe("CreationOpened")
      }),
    {
      around: (real) => ({
        ...real,
        commit: (commit) =>
          following.isLost && commit.commandId.endsWith(".succeed")
            ? Effect.fail(new StorageDown())
            : real.commit(commit),
      }),
    },
  )
})
