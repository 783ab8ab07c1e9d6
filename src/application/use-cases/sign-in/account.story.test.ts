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
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import * as Account from "../../../domain/account/account.ts"
import { MonCompte } from "../../mon-compte.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"

describe("a closed account", () => {
  story("lets nobody in, in the same words as for a wrong password", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* close(context, yield* migrated(context))
      for (const password of [PASSWORD, ADA.legacy]) {
        expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password }))).toBe("Refused")
      }
    }),
  )

  story("that is closed while the right password is being verified lets nobody in", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      context.hashing.meanwhile = Effect.orDie(close(context, ticket))
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
    }),
  )

  story("that is closed while the legacy password is being verified opens no wizard", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      context.hashing.meanwhile = Effect.orDie(close(context, ticket))
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("Refused")
    }),
  )

  story("whose password changes while the former one is being verified asks to try again", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const id = `account/${(yield* migrated(context)).slice(0, 36)}` as const
      context.hashing.meanwhile = Effect.gen(function* () {
        const { rows } = yield* context.storage.service.load([id])
        const account = yield* readAggregate(Account.machine, id, rows[0])
        const changed = yield* Effect.fromResult(execute(account, { _tag: "RenewHash", at: 0 }))
        const change = { ...toChange(changed), secret: Redacted.make("another") }
        const commit = { commandId: "change", at: 0, changes: [change] as const, guards: [], claims: [], messages: [] }
        yield* context.storage.service.commit({ ...commit, answer: { _tag: "Changed" } })
      }).pipe(Effect.orDie)
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("TryLater")
    }),
  )

  story("has no wizard any more, even half-way", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      yield* close(context, ticket)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("TicketUnknown")
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("TicketUnknown")
    }),
  )
})

describe("a right password that cannot be followed up", () => {
  /** Signs in seven times while the keys go down as soon as the password was verified. */
  const whileKeysGoDown = Effect.fnUntraced(function* (context: TestContext, password: string) {
    context.hashing.meanwhile = Effect.sync(() => context.keys.setDown(true))
    for (let attempt = 0; attempt < 7; attempt += 1) {
      expect(yield* enter(password)).toBe("TryLater")
      context.keys.setDown(false)
    }
    context.hashing.meanwhile = Effect.void
  })

  story("is a try that does not count, of an account", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      yield* whileKeysGoDown(context, PASSWORD)
      expect(yield* enter(PASSWORD)).toBe("SignedIn")
    }),
  )

  story("is a try that does not count, of a file", (context) =>
    Effect.gen(function* () {
      yield* whileKeysGoDown(context, ADA.legacy)
      expect(yield* enter(ADA.legacy)).toBe("MigrationRequired")
    }),
  )

  story("is a try that counts where it is as good as a wrong one", (context) =>
    Effect.gen(function* () {
      yield* close(context, yield* migrated(context))
      const tries = context.storage.commits()
      for (let attempt = 0; attempt < 7; attempt += 1) expect(yield* enter(PASSWORD)).toBe("Refused")
      expect(context.storage.commits() - tries).toBe(5)
    }),
  )
})

describe("a stored hash that cannot be read", () => {
  story("is a fault of ours: it does not let in, and does not count against the person", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      context.hashing.isUnreadable = true
      for (let attempt = 0; attempt < 7; attempt += 1) {
        const exit = yield* Effect.exit(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))
        expect(exit._tag === "Failure" && Cause.hasDies(exit.cause)).toBe(true)
      }
      context.hashing.isUnreadable = false
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
    }),
  )
})

describe("a hash of an older cost", () => {
  story("is renewed at sign-in, and still takes the same password", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const before = hashes(context)[0]
      const signIn = tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))
      expect(yield* signIn).toBe("SignedIn")
      const same = hashes(context)[0]
      expect(same && before && Redacted.value(same) === Redacted.value(before)).toBe(true)
      context.hashing.isOutdated = true
      expect(yield* signIn).toBe("SignedIn")
      context.hashing.isOutdated = false
      const after = hashes(context)[0]
      expect(after && before && Redacted.value(after) !== Redacted.value(before)).toBe(true)
      expect(yield* signIn).toBe("SignedIn")
    }),
  )
})
