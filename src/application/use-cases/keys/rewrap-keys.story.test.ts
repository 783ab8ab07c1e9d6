import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { accounts, claimedKeyVersions } from "../../../../test/stories/key-versions.ts"
import {
  ADA,
  atCode,
  BOB,
  closeAccount,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  signInTag,
  started,
  story,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { MonCompte } from "../../mon-compte.ts"
import { rewrapKeys } from "./rewrap-keys.ts"

describe("rewrapping all data keys", () => {
  story("refuses options that are no whole numbers in range", () =>
    Effect.gen(function* () {
      for (const value of [Number.NaN, 0, -1, 1.5, null, Number.POSITIVE_INFINITY]) {
        for (const name of ["pageSize", "concurrency"]) {
          const exit = yield* Effect.exit(rewrapKeys({ [name]: value }))
          expect(String(exit)).toContain(`${name} must be a whole number from 1 to`)
        }
      }
    }),
  )

  story("makes the older key unnecessary for sign-in and contacts, and keeps closed accounts closed", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      yield* closeAccount(yield* atCode(BOB, "bob@example.org"))
      context.keys.rotate()
      expect(yield* rewrapKeys({ pageSize: 1 })).toEqual({ checked: 2, rewrapped: 2, failed: 0 })
      expect(claimedKeyVersions(context)).toEqual(["2"])
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
      context.keys.retire("1")
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
      if (answer._tag !== "SignedIn") throw new Error(answer._tag)
      expect((yield* monCompte.whoAmI({ session: answer.session })).contact).toBe("a•••@e•••.org")
      expect(yield* signInTag(BOB.legacy, BOB)).toBe("Refused")
      expect(accounts(context)).toHaveLength(2)
    }),
  )

  story("does not include recoveries under the older key, and a new recovery works", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      yield* monCompte.startRecovery({ identifier: ADA.nir })
      context.keys.rotate()
      expect(yield* rewrapKeys()).toEqual({ checked: 2, rewrapped: 1, failed: 0 })
      context.keys.retire("1")
      yield* TestClock.adjust("2 minutes")
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) }))).toBe(
        "PasswordToChoose",
      )
    }),
  )

  story("keeps the identity of a contact that is proved again", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      context.keys.rotate()
      yield* rewrapKeys()
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
      context.keys.retire("1")
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
      if (answer._tag !== "SignedIn") throw new Error(answer._tag)
      const { session } = answer
      yield* monCompte.changeContact({ session, current: PASSWORD, contact: MAIL })
      yield* monCompte.confirmContact({ session, code: yield* latestCode(context) })
      expect(accounts(context)[0]?.state).toMatchObject({ contacts: { recoversFrom: 0, former: null } })
    }),
  )

  story("can go on after an interruption, and changes nothing the second time", (context) =>
    Effect.gen(function* () {
      yield* started()
      yield* started(BOB)
      context.keys.rotate()
      const [first = ""] = yield* context.storage.service.list({ category: "data-key", after: null, limit: 1 })
      const after = first.slice("data-key/".length)
      expect(yield* rewrapKeys({ after })).toEqual({ checked: 1, rewrapped: 1, failed: 0 })
      expect(yield* rewrapKeys()).toEqual({ checked: 2, rewrapped: 1, failed: 0 })
      const commits = context.storage.commits()
      expect(yield* rewrapKeys()).toEqual({ checked: 2, rewrapped: 0, failed: 0 })
      expect(context.storage.commits()).toBe(commits)
    }),
  )

  story("counts a person for whom it fails, and goes on with the others", (context) =>
    Effect.gen(function* () {
      yield* started()
      yield* started(BOB)
      const { service } = context.storage
      const [broken = "data-key/"] = yield* service.list({ category: "data-key", after: null, limit: 1 })
      const { rows } = yield* service.load([broken])
      const [{ state, version } = { state: null, version: 0 }] = rows
      const change = { aggregate: broken, expectedVersion: version, state: state ?? { _tag: "" }, events: [] }
      const changes = [{ ...change, secret: Redacted.make("1.altered") }] as const
      const rest = { guards: [], claims: [], messages: [], answer: { _tag: "Broken" } }
      yield* service.commit({ commandId: "break", at: 0, changes, ...rest })
      context.keys.rotate()
      expect(yield* rewrapKeys()).toEqual({ checked: 2, rewrapped: 1, failed: 1 })
    }),
  )

  story("does not affect a sign-in at the same time", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      context.keys.rotate()
      const both = Effect.all([signInTag(PASSWORD), rewrapKeys()], { concurrency: 2 })
      const [answer] = yield* whileTimePasses(both)
      expect(answer).toBe("SignedIn")
      context.keys.retire("1")
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
    }),
  )
})
