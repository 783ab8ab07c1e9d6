import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { ADA, BOB, close, migrated, session, signedIn, story, tagOf } from "../../../../test/stories/test-context.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("a session", () => {
  // Leaflet: household.own
  story("says who is signed in, masked", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const asked = { session: yield* signedIn(context) }
      expect(yield* monCompte.whoAmI(asked)).toEqual({
        _tag: "CurrentPerson",
        account: asked.session.slice(0, 36),
        identifier: "• •• •• •• ••• 157",
        contact: "a•••@e•••.org",
        since: 0,
        until: 30 * 60_000,
      })
    }),
  )

  story("ends after 30 minutes unused, to the millisecond", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const asked = { session: yield* signedIn(context) }
      yield* TestClock.adjust(30 * 60_000 - 1)
      expect(yield* tagOf(monCompte.whoAmI(asked))).toBe("CurrentPerson")
      yield* TestClock.adjust(30 * 60_000 - 1)
      expect(yield* tagOf(monCompte.whoAmI(asked))).toBe("CurrentPerson")
      yield* TestClock.adjust(30 * 60_000)
      expect(yield* tagOf(monCompte.whoAmI(asked))).toBe("SessionOver")
    }),
  )

  story("ends after 12 hours however much it is used", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const asked = { session: yield* signedIn(context) }
      for (let quarter = 1; quarter < 48; quarter += 1) {
        yield* TestClock.adjust("15 minutes")
        yield* monCompte.whoAmI(asked)
      }
      yield* TestClock.adjust(15 * 60_000 - 1)
      expect(yield* tagOf(monCompte.whoAmI(asked))).toBe("CurrentPerson")
      yield* TestClock.adjust(1)
      expect(yield* tagOf(monCompte.whoAmI(asked))).toBe("SessionOver")
    }),
  )

  story("writes its use down once a minute, and reads otherwise", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const asked = { session: yield* signedIn(context) }
      const written = Effect.gen(function* () {
        const before = context.storage.commits()
        yield* monCompte.whoAmI(asked)
        return context.storage.commits() - before
      })
      yield* TestClock.adjust(59_999)
      expect(yield* written).toBe(0)
      yield* TestClock.adjust(1)
      expect(yield* written).toBe(1)
      expect(yield* written).toBe(0)
    }),
  )

  story("does not live on in a closed account", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      const asked = { session: yield* session() }
      yield* close(context, ticket)
      expect(yield* tagOf(monCompte.whoAmI(asked))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.signOut(asked))).toBe("SessionOver")
    }),
  )

  story("that was never given opens nothing, nor does the ticket of a wizard", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      const good = yield* session()
      const forged = `${good.slice(0, -1)}${good.endsWith("A") ? "B" : "A"}`
      for (const bad of [ticket, forged, "", null, 5, {}, "a".repeat(10_000_000)] as unknown as ReadonlyArray<never>) {
        for (const verb of [
          monCompte.whoAmI,
          monCompte.listSessions,
          monCompte.signOut,
          monCompte.revokeOtherSessions,
        ]) {
          expect(yield* tagOf(verb({ session: bad }))).toBe("SessionOver")
        }
        expect(yield* tagOf(monCompte.revokeSession({ session: bad, number: 1 }))).toBe("SessionOver")
      }
    }),
  )
})

describe("signing out", () => {
  story("ends that session and no other", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const one = yield* signedIn(context)
      const other = yield* session()
      expect(yield* tagOf(monCompte.signOut({ session: one }))).toBe("SignedOut")
      expect(yield* tagOf(monCompte.whoAmI({ session: one }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.whoAmI({ session: other }))).toBe("CurrentPerson")
    }),
  )

  story("asked twice under one id is done once, and told twice", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const asked = { session: yield* signedIn(context), commandId: "out" }
      expect(yield* tagOf(monCompte.signOut(asked))).toBe("SignedOut")
      expect(yield* tagOf(monCompte.signOut(asked))).toBe("SignedOut")
      expect(yield* tagOf(monCompte.signOut({ session: asked.session }))).toBe("SessionOver")
    }),
  )

  story("of one person says nothing to another who knows the id of the command", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ada = yield* signedIn(context)
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      yield* monCompte.signOut({ session: ada, commandId: "out" })
      expect(yield* tagOf(monCompte.whoAmI({ session: bob }))).toBe("CurrentPerson")
      const forged = `${ada.slice(0, 37)}${bob.slice(37)}`
      expect(yield* tagOf(monCompte.signOut({ session: forged, commandId: "out" }))).toBe("SessionOver")
    }),
  )
})

describe("the list of sessions", () => {
  story("shows each with its number and its times, and which one asks", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* signedIn(context)
      yield* TestClock.adjust("10 minutes")
      const second = yield* session()
      expect(yield* monCompte.listSessions({ session: second })).toEqual({
        _tag: "Sessions",
        sessions: [
          { number: 1, opened: 0, seen: 0, until: 1_800_000, current: false },
          { number: 2, opened: 600_000, seen: 600_000, until: 2_400_000, current: true },
        ],
      })
    }),
  )

  story("ends one by its number, and says so when there is none of that number", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const one = yield* signedIn(context)
      const two = yield* session()
      for (const number of [3, 0, -1, 1.5, "1", null] as unknown as ReadonlyArray<never>) {
        expect(yield* tagOf(monCompte.revokeSession({ session: two, number }))).toBe("SessionUnknown")
      }
      expect(yield* tagOf(monCompte.revokeSession({ session: two, number: 1 }))).toBe("SessionRevoked")
      expect(yield* tagOf(monCompte.revokeSession({ session: two, number: 1 }))).toBe("SessionUnknown")
      expect(yield* tagOf(monCompte.whoAmI({ session: one }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.whoAmI({ session: two }))).toBe("CurrentPerson")
    }),
  )

  story("ends all the others at once", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const others = [yield* signedIn(context), yield* session()]
      const kept = yield* session()
      expect(yield* tagOf(monCompte.revokeOtherSessions({ session: kept }))).toBe("OthersRevoked")
      for (const gone of others) expect(yield* tagOf(monCompte.whoAmI({ session: gone }))).toBe("SessionOver")
      expect(yield* monCompte.listSessions({ session: kept })).toMatchObject({
        sessions: [{ number: 3, current: true }],
      })
      expect(yield* tagOf(monCompte.revokeOtherSessions({ session: kept }))).toBe("OthersRevoked")
    }),
  )

  // Leaflet: invariant.8
  story("of one person is not touched by another's", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ada = yield* signedIn(context, ADA)
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      yield* monCompte.revokeOtherSessions({ session: bob })
      expect(yield* tagOf(monCompte.revokeSession({ session: bob, number: 2 }))).toBe("SessionUnknown")
      expect(yield* tagOf(monCompte.whoAmI({ session: ada }))).toBe("CurrentPerson")
    }),
  )
})
