import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { accounts, claimed } from "../../../../test/stories/kept-under.ts"
import {
  ADA,
  atCode,
  BOB,
  close,
  enter,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  started,
  story,
  tagOf,
} from "../../../../test/stories/world.ts"
import { MonCompte } from "../../mon-compte.ts"
import { rewrapKeys } from "./rewrap-keys.ts"

describe("after a sweep", () => {
  story("the older key is needed for nothing: sign-in, contact, wizard, and what is closed stays closed", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      yield* close(w, yield* atCode(BOB, "bob@example.org"))
      w.keys.rotate()
      expect(yield* rewrapKeys({ pageSize: 1 })).toEqual({ seen: 2, rewrapped: 2, failed: 0 })
      expect(claimed(w)).toEqual(["2"])
      w.keys.retire("1")
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
      if (answer._tag !== "SignedIn") throw new Error(answer._tag)
      expect((yield* monCompte.whoAmI({ session: answer.session })).contact).toBe("a•••@e•••.org")
      expect(yield* enter(BOB.legacy, BOB)).toBe("Refused")
      expect(accounts(w)).toHaveLength(2)
    }),
  )

  story("what was kept to recover an account under the older key goes with it, and a new recovery works", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      yield* monCompte.startRecovery({ identifier: ADA.nir })
      w.keys.rotate()
      expect(yield* rewrapKeys()).toEqual({ seen: 2, rewrapped: 1, failed: 0 })
      w.keys.retire("1")
      yield* TestClock.adjust("2 minutes")
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: yield* latestCode(w) }))).toBe("PasswordToChoose")
    }),
  )

  story("a contact proved again is the same contact, and serves for recovery as before", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      w.keys.rotate()
      yield* rewrapKeys()
      w.keys.retire("1")
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
      if (answer._tag !== "SignedIn") throw new Error(answer._tag)
      const { session } = answer
      yield* monCompte.changeContact({ session, current: PASSWORD, contact: MAIL })
      yield* monCompte.confirmContact({ session, code: yield* latestCode(w) })
      expect(accounts(w)[0]?.state).toMatchObject({ contacts: { recoversFrom: 0, former: null } })
    }),
  )

  story("another one finds nothing to do, and one that was stopped goes on from where it was", (w) =>
    Effect.gen(function* () {
      yield* started()
      yield* started(BOB)
      w.keys.rotate()
      const [first = ""] = yield* w.storage.service.list({ kind: "data-key", after: null, limit: 1 })
      const after = first.slice("data-key/".length)
      expect(yield* rewrapKeys({ after })).toEqual({ seen: 1, rewrapped: 1, failed: 0 })
      expect(yield* rewrapKeys()).toEqual({ seen: 2, rewrapped: 1, failed: 0 })
      const commits = w.storage.commits()
      expect(yield* rewrapKeys()).toEqual({ seen: 2, rewrapped: 0, failed: 0 })
      expect(w.storage.commits()).toBe(commits)
    }),
  )

  story("whoever could not be dealt with is counted, and holds up nobody else", (w) =>
    Effect.gen(function* () {
      yield* started()
      yield* started(BOB)
      const { service } = w.storage
      const [broken = "data-key/"] = yield* service.list({ kind: "data-key", after: null, limit: 1 })
      const { rows } = yield* service.load([broken])
      const [{ state, version } = { state: null, version: 0 }] = rows
      const change = { aggregate: broken, expectedVersion: version, state: state ?? { _tag: "" }, events: [] }
      const changes = [{ ...change, secret: Redacted.make("1.altered") }] as const
      const nothing = { guards: [], claims: [], messages: [], answer: { _tag: "Broken" } }
      yield* service.commit({ commandId: "break", at: 0, changes, ...nothing })
      w.keys.rotate()
      expect(yield* rewrapKeys()).toEqual({ seen: 2, rewrapped: 1, failed: 1 })
    }),
  )

  story("nobody who signs in meanwhile notices", (w) =>
    Effect.gen(function* () {
      yield* migrated(w)
      w.keys.rotate()
      const [answer] = yield* Effect.all([enter(PASSWORD), rewrapKeys()], { concurrency: 2 })
      expect(answer).toBe("SignedIn")
      w.keys.retire("1")
      expect(yield* enter(PASSWORD)).toBe("SignedIn")
    }),
  )
})
