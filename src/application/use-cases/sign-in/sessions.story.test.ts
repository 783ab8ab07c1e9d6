import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  BOB,
  closeAccount,
  migrated,
  session,
  signedIn,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("a session", () => {
  // Leaflet: household.own
  story("answers the signed-in person, masked", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const request = { session: yield* signedIn(context) }
      expect(yield* monCompte.whoAmI(request)).toMatchObject({
        _tag: "CurrentPerson",
        account: request.session.slice(0, 36),
        identifier: "• •• •• •• ••• 157",
        contact: "a•••@e•••.org",
        confidential: null,
        mustChangePassword: null,
        since: 0,
        until: 30 * 60_000,
      })
    }),
  )

  story("ends after exactly 30 minutes without use", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const request = { session: yield* signedIn(context) }
      yield* TestClock.adjust(30 * 60_000 - 1)
      expect(yield* tagOf(monCompte.whoAmI(request))).toBe("CurrentPerson")
      yield* TestClock.adjust(30 * 60_000 - 1)
      expect(yield* tagOf(monCompte.whoAmI(request))).toBe("CurrentPerson")
      yield* TestClock.adjust(30 * 60_000)
      expect(yield* tagOf(monCompte.whoAmI(request))).toBe("SessionOver")
    }),
  )

  story("ends after 12 hours, even if it is used", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const request = { session: yield* signedIn(context) }
      for (let quarter = 1; quarter < 48; quarter += 1) {
        yield* TestClock.adjust("15 minutes")
        yield* monCompte.whoAmI(request)
      }
      yield* TestClock.adjust(15 * 60_000 - 1)
      expect(yield* tagOf(monCompte.whoAmI(request))).toBe("CurrentPerson")
      yield* TestClock.adjust(1)
      expect(yield* tagOf(monCompte.whoAmI(request))).toBe("SessionOver")
    }),
  )

  story("records its use at most once a minute", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const request = { session: yield* signedIn(context) }
      const commits = Effect.gen(function* () {
        const before = context.storage.commits()
        yield* monCompte.whoAmI(request)
        return context.storage.commits() - before
      })
      yield* TestClock.adjust(59_999)
      expect(yield* commits).toBe(0)
      yield* TestClock.adjust(1)
      expect(yield* commits).toBe(1)
      expect(yield* commits).toBe(0)
    }),
  )

  story("ends when the account is closed", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      const request = { session: yield* session() }
      yield* closeAccount(ticket)
      expect(yield* tagOf(monCompte.whoAmI(request))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.signOut(request))).toBe("SessionOver")
    }),
  )

  story("is refused if it was never opened, and so is the ticket of a wizard", (context) =>
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

describe("a sign-out", () => {
  story("ends its own session and no other", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const first = yield* signedIn(context)
      const second = yield* session()
      expect(yield* tagOf(monCompte.signOut({ session: first }))).toBe("SignedOut")
      expect(yield* tagOf(monCompte.whoAmI({ session: first }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.whoAmI({ session: second }))).toBe("CurrentPerson")
    }),
  )

  story("is done once for one command id, and the second call gets the same answer", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const request = { session: yield* signedIn(context), commandId: "out" }
      expect(yield* tagOf(monCompte.signOut(request))).toBe("SignedOut")
      expect(yield* tagOf(monCompte.signOut(request))).toBe("SignedOut")
      expect(yield* tagOf(monCompte.signOut({ session: request.session }))).toBe("SessionOver")
    }),
  )

  story("does not answer its previous result to another person with the same command id", (context) =>
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
  story("has the number and the times of each, and marks the current one", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* signedIn(context)
      yield* TestClock.adjust("10 minutes")
      const second = yield* session()
      expect(yield* monCompte.listSessions({ session: second })).toEqual({
        _tag: "Sessions",
        sessions: [
          { number: 1, label: null, opened: 0, lastUsed: 0, until: 1_800_000, current: false },
          { number: 2, label: null, opened: 600_000, lastUsed: 600_000, until: 2_400_000, current: true },
        ],
      })
    }),
  )

  story("ends one session by its number, and refuses an unknown number", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const first = yield* signedIn(context)
      const second = yield* session()
      for (const number of [3, 0, -1, 1.5, "1", null] as unknown as ReadonlyArray<never>) {
        expect(yield* tagOf(monCompte.revokeSession({ session: second, number }))).toBe("SessionUnknown")
      }
      expect(yield* tagOf(monCompte.revokeSession({ session: second, number: 1 }))).toBe("SessionRevoked")
      expect(yield* tagOf(monCompte.revokeSession({ session: second, number: 1 }))).toBe("SessionUnknown")
      expect(yield* tagOf(monCompte.whoAmI({ session: first }))).toBe("SessionOver")
      expect(yield* tagOf(monCompte.whoAmI({ session: second }))).toBe("CurrentPerson")
    }),
  )

  story("ends all other sessions", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const others = [yield* signedIn(context), yield* session()]
      const current = yield* session()
      expect(yield* tagOf(monCompte.revokeOtherSessions({ session: current }))).toBe("OthersRevoked")
      for (const ended of others) expect(yield* tagOf(monCompte.whoAmI({ session: ended }))).toBe("SessionOver")
      expect(yield* monCompte.listSessions({ session: current })).toMatchObject({
        sessions: [{ number: 3, current: true }],
      })
      expect(yield* tagOf(monCompte.revokeOtherSessions({ session: current }))).toBe("OthersRevoked")
    }),
  )

  // Leaflet: invariant.8
  story("cannot end the sessions of another person", (context) =>
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
