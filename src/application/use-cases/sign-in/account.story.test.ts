import { describe, expect } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import {
  ADA,
  atCode,
  close,
  enter,
  hashes,
  latestCode,
  migrated,
  PASSWORD,
  started,
  story,
  tagOf,
  type World,
} from "../../../../test/stories/world.ts"
import * as Account from "../../../domain/account/account.ts"
import { MonCompte } from "../../mon-compte.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"

describe("a closed account", () => {
  story("lets nobody in, in the same words as for a wrong password", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* close(w, yield* migrated(w))
      for (const password of [PASSWORD, ADA.legacy]) {
        expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password }))).toBe("Refused")
      }
    }),
  )

  story("that is closed while the right password is being verified lets nobody in", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(w)
      w.hashing.meanwhile = Effect.orDie(close(w, ticket))
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
    }),
  )

  story("that is closed while the legacy password is being verified opens no wizard", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      w.hashing.meanwhile = Effect.orDie(close(w, ticket))
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("Refused")
    }),
  )

  story("whose password changes while the former one is being verified asks to try again", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const id = `account/${(yield* migrated(w)).slice(0, 36)}` as const
      w.hashing.meanwhile = Effect.gen(function* () {
        const { rows } = yield* w.storage.service.load([id])
        const account = yield* readAggregate(Account.machine, id, rows[0])
        const changed = yield* Effect.fromResult(execute(account, { _tag: "RenewHash", at: 0 }))
        const change = { ...toChange(changed), secret: Redacted.make("another") }
        const commit = { commandId: "change", at: 0, changes: [change] as const, guards: [], claims: [], messages: [] }
        yield* w.storage.service.commit({ ...commit, answer: { _tag: "Changed" } })
      }).pipe(Effect.orDie)
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("TryLater")
    }),
  )

  story("has no wizard any more, even half-way", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(w)
      yield* close(w, ticket)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("TicketUnknown")
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("TicketUnknown")
    }),
  )
})

describe("a right password that cannot be followed up", () => {
  /** Signs in seven times while the keys go down as soon as the password was verified. */
  const whileKeysGoDown = Effect.fnUntraced(function* (w: World, password: string) {
    w.hashing.meanwhile = Effect.sync(() => w.keys.setDown(true))
    for (let attempt = 0; attempt < 7; attempt += 1) {
      expect(yield* enter(password)).toBe("TryLater")
      w.keys.setDown(false)
    }
    w.hashing.meanwhile = Effect.void
  })

  story("is a try that does not count, of an account", (w) =>
    Effect.gen(function* () {
      yield* migrated(w)
      yield* whileKeysGoDown(w, PASSWORD)
      expect(yield* enter(PASSWORD)).toBe("SignedIn")
    }),
  )

  story("is a try that does not count, of a file", (w) =>
    Effect.gen(function* () {
      yield* whileKeysGoDown(w, ADA.legacy)
      expect(yield* enter(ADA.legacy)).toBe("MigrationRequired")
    }),
  )

  story("is a try that counts where it is as good as a wrong one", (w) =>
    Effect.gen(function* () {
      yield* close(w, yield* migrated(w))
      const tries = w.storage.commits()
      for (let attempt = 0; attempt < 7; attempt += 1) expect(yield* enter(PASSWORD)).toBe("Refused")
      expect(w.storage.commits() - tries).toBe(5)
    }),
  )
})

describe("a stored hash that cannot be read", () => {
  story("is a fault of ours: it does not let in, and does not count against the person", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      w.hashing.isUnreadable = true
      for (let attempt = 0; attempt < 7; attempt += 1) {
        const exit = yield* Effect.exit(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))
        expect(exit._tag === "Failure" && Cause.hasDies(exit.cause)).toBe(true)
      }
      w.hashing.isUnreadable = false
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
    }),
  )
})

describe("a hash of an older cost", () => {
  story("is renewed at sign-in, and still takes the same password", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(w)
      const before = hashes(w)[0]
      const signIn = tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))
      expect(yield* signIn).toBe("SignedIn")
      const same = hashes(w)[0]
      expect(same && before && Redacted.value(same) === Redacted.value(before)).toBe(true)
      w.hashing.isOutdated = true
      expect(yield* signIn).toBe("SignedIn")
      w.hashing.isOutdated = false
      const after = hashes(w)[0]
      expect(after && before && Redacted.value(after) !== Redacted.value(before)).toBe(true)
      expect(yield* signIn).toBe("SignedIn")
    }),
  )
})
