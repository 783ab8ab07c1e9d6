import { describe, expect } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import {
  ADA,
  atCode,
  closeAccount,
  hashes,
  latestCode,
  migrated,
  PASSWORD,
  signInTag,
  started,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import * as Account from "../../../domain/account/account.ts"
import type { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"

/** Closes the account of a ticket while a password is verified. */
const closingMeanwhile = (ticket: string) =>
  Effect.map(Effect.context<Agency>(), (context) =>
    Effect.asVoid(Effect.orDie(Effect.provide(closeAccount(ticket), context))),
  )

describe("sign-in to a closed account", () => {
  story("is refused like a wrong password, also with the legacy password", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* closeAccount(yield* migrated(context))
      for (const password of [PASSWORD, ADA.legacy]) {
        expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password }))).toBe("Refused")
      }
    }),
  )

  story("is refused if the account is closed while the right password is verified", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* migrated(context)
      context.hashing.meanwhile = yield* closingMeanwhile(ticket)
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
    }),
  )

  story("is refused if the account is closed while the legacy password is verified", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      context.hashing.meanwhile = yield* closingMeanwhile(ticket)
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("Refused")
    }),
  )
})

describe("sign-in to an active account", () => {
  story("answers TryLater if the password changes while the former one is verified", (context) =>
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
})

describe("a wizard", () => {
  story("is unknown after its account was closed", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      yield* closeAccount(ticket)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("TicketUnknown")
      expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("TicketUnknown")
    }),
  )
})

describe("an attempt with a right password that cannot complete", () => {
  /** Signs in seven times. The keys fail as soon as the password was verified. */
  const signInWithoutKeys = Effect.fnUntraced(function* (context: TestContext, password: string) {
    context.hashing.meanwhile = Effect.sync(() => context.keys.setDown(true))
    for (let attempt = 0; attempt < 7; attempt += 1) {
      expect(yield* signInTag(password)).toBe("TryLater")
      context.keys.setDown(false)
    }
    context.hashing.meanwhile = Effect.void
  })

  story("is refunded, for an account", (context) =>
    Effect.gen(function* () {
      yield* migrated(context)
      yield* signInWithoutKeys(context, PASSWORD)
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
    }),
  )

  story("is refunded, for a file of the legacy system", (context) =>
    Effect.gen(function* () {
      yield* signInWithoutKeys(context, ADA.legacy)
      expect(yield* signInTag(ADA.legacy)).toBe("MigrationRequired")
    }),
  )

  story("counts if it is answered like a wrong password", (context) =>
    Effect.gen(function* () {
      yield* closeAccount(yield* migrated(context))
      const before = context.storage.commits()
      for (let attempt = 0; attempt < 7; attempt += 1) expect(yield* signInTag(PASSWORD)).toBe("Refused")
      // Each is reserved before the verification, and decided after it.
      expect(context.storage.commits() - before).toBe(10)
    }),
  )
})

describe("a stored hash that is unreadable", () => {
  story("is a defect: it opens no session, and the attempt is refunded", (context) =>
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

describe("a hash of an outdated cost", () => {
  story("is replaced at sign-in by a hash of the same password", (context) =>
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
