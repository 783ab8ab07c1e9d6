import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  BOB,
  PASSWORD,
  session,
  signedIn,
  story,
  type TestContext,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import * as Account from "../../../domain/account/account.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"
import { execute, readAggregate, toChange } from "../../unit-of-work/aggregate.ts"

const NEW = "Nouveau34"
const typed = (password: string) => ({ password, confirmation: password })

/** Delivers all due messages, and lists the announcements with their contacts. */
const announced = (context: TestContext) =>
  Effect.map(deliverDue(), () => context.mailbox.announced().map(({ about, to }) => `${about} to ${to.reveal()}`))

const signIn = Effect.fnUntraced(function* (password: string, person: typeof ADA = ADA) {
  const monCompte = yield* MonCompte
  return yield* monCompte.signIn({ identifier: person.nir, password })
})

describe("a change of password", () => {
  story("requires the current password, ends every session, and notifies the owner", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const first = yield* signedIn(context)
      const second = yield* session()
      const request = { session: first, current: PASSWORD, ...typed(NEW) }
      expect(yield* monCompte.changePassword(request)).toEqual({ _tag: "PasswordChanged" })
      for (const ended of [first, second])
        expect(yield* tagOf(monCompte.whoAmI({ session: ended }))).toBe("SessionOver")
      expect(yield* announced(context)).toEqual(["PasswordChanged to ada@example.org"])
      expect(yield* tagOf(signIn(PASSWORD))).toBe("Refused")
      expect(yield* tagOf(signIn(NEW))).toBe("SignedIn")
      expect(yield* tagOf(signIn(ADA.legacy))).toBe("Refused")
    }),
  )

  story("is done once for one command id, and the second call gets the same answer", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const request = { session: yield* signedIn(context), current: PASSWORD, ...typed(NEW), commandId: "change" }
      expect(yield* tagOf(monCompte.changePassword(request))).toBe("PasswordChanged")
      expect(yield* tagOf(monCompte.changePassword(request))).toBe("PasswordChanged")
      expect(yield* announced(context)).toHaveLength(1)
    }),
  )

  story("lists every rule that the new password breaks, before it verifies the present one", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const request = { session: yield* signedIn(context), current: PASSWORD }
      const broken = (candidate: string, confirmation = candidate) =>
        Effect.map(
          Effect.flip(monCompte.changePassword({ ...request, password: candidate, confirmation })),
          (refusal) => (refusal._tag === "PasswordRefused" ? refusal.broken.map(({ code }) => code) : refusal._tag),
        )
      const before = context.hasher.verifications()
      expect(yield* broken("azerty")).toEqual(["TooShort", "NoDigit", "NoUpper"])
      expect(yield* broken(PASSWORD)).toEqual(["SameAsCurrent"])
      expect(yield* broken(NEW, `${NEW}!`)).toEqual(["ConfirmationDiffers"])
      expect(context.hasher.verifications()).toBe(before)
      expect(yield* tagOf(monCompte.whoAmI(request))).toBe("CurrentPerson")
    }),
  )

  story("counts wrong current passwords apart from those at sign-in, and answers the wait", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const request = { session: yield* signedIn(context), ...typed(NEW) }
      const wrong = monCompte.changePassword({ ...request, current: "Pas celui1" })
      for (let attempt = 0; attempt < 5; attempt += 1) expect(yield* tagOf(wrong)).toBe("PasswordWrong")
      const right = monCompte.changePassword({ ...request, current: PASSWORD })
      const verified = context.hasher.verifications()
      expect(yield* Effect.flip(right)).toMatchObject({ _tag: "Waiting", until: 120_000, waitSeconds: 120 })
      expect(context.hasher.verifications()).toBe(verified)
      expect(yield* tagOf(signIn(PASSWORD))).toBe("SignedIn")
      yield* TestClock.adjust(119_999)
      expect(yield* tagOf(right)).toBe("Waiting")
      yield* TestClock.adjust(1)
      expect(yield* tagOf(right)).toBe("PasswordChanged")
    }),
  )

  story("is done although another caller attempts to sign in during it, and that attempt counts", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const request = { session: yield* signedIn(context), current: PASSWORD, ...typed(NEW) }
      let meanwhile = ""
      context.hashing.meanwhile = Effect.suspend(() => {
        context.hashing.meanwhile = Effect.void
        return Effect.map(tagOf(monCompte.signIn({ identifier: ADA.nir, password: "wrong" })), (tag) => {
          meanwhile = tag
        })
      })
      expect(yield* whileTimePasses(tagOf(monCompte.changePassword(request)))).toBe("PasswordChanged")
      expect(meanwhile).toBe("Refused")
      expect(yield* tagOf(signIn(NEW))).toBe("SignedIn")
    }),
  )

  story("refunds the attempt if a port is down, and ends the waits when it succeeds", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const request = { session: yield* signedIn(context), ...typed(NEW) }
      for (let attempt = 0; attempt < 4; attempt += 1) {
        expect(yield* tagOf(monCompte.changePassword({ ...request, current: "Pas celui1" }))).toBe("PasswordWrong")
      }
      context.hasher.setBusy(true)
      expect(yield* tagOf(monCompte.changePassword({ ...request, current: PASSWORD }))).toBe("TryLater")
      context.hasher.setBusy(false)
      expect(yield* tagOf(monCompte.changePassword({ ...request, current: PASSWORD }))).toBe("PasswordChanged")
      for (let attempt = 0; attempt < 4; attempt += 1) expect(yield* tagOf(signIn("Pas celui1"))).toBe("Refused")
      expect(yield* tagOf(signIn(NEW))).toBe("SignedIn")
    }),
  )

  story("verifies no password without a valid session", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ended = yield* signedIn(context)
      yield* monCompte.signOut({ session: ended })
      const before = context.hasher.verifications()
      const request = { session: ended, current: PASSWORD, ...typed(NEW) }
      expect(yield* tagOf(monCompte.changePassword(request))).toBe("SessionOver")
      expect(context.hasher.verifications()).toBe(before)
      for (const bad of [undefined, null, 5, "x"] as unknown as ReadonlyArray<never>) {
        expect(yield* tagOf(monCompte.changePassword(bad))).toBe("SessionOver")
        expect(yield* tagOf(monCompte.replacePassword(bad))).toBe("TicketUnknown")
        expect(yield* tagOf(monCompte.acceptNewTerms(bad))).toBe("TicketUnknown")
      }
    }),
  )

  story("does not affect another account", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ada = yield* signedIn(context)
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      yield* monCompte.changePassword({ session: ada, current: PASSWORD, ...typed(NEW) })
      expect(yield* tagOf(monCompte.whoAmI({ session: bob }))).toBe("CurrentPerson")
      expect(yield* announced(context)).toEqual(["PasswordChanged to ada@example.org"])
    }),
  )
})

describe("a change of password that meets another one", () => {
  story("answers TryLater, because the verified password is no longer the present one", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const current = yield* signedIn(context)
      const id = `account/${current.slice(0, 36)}` as const
      context.hashing.meanwhile = Effect.gen(function* () {
        context.hashing.meanwhile = Effect.void
        const { rows } = yield* context.storage.service.load([id])
        const account = yield* readAggregate(Account.machine, id, rows[0])
        const renewed = yield* Effect.fromResult(execute(account, { _tag: "RenewHash", at: 0 }))
        const change = { ...toChange(renewed), secret: Redacted.make("another") }
        const commit = { commandId: "else", at: 0, changes: [change] as const, guards: [], claims: [], messages: [] }
        yield* context.storage.service.commit({ ...commit, answer: { _tag: "Else" } })
      }).pipe(Effect.orDie)
      const changing = monCompte.changePassword({ session: current, current: PASSWORD, ...typed(NEW) })
      expect(yield* whileTimePasses(tagOf(changing))).toBe("TryLater")
    }),
  )
})

describe("a changed password", () => {
  story("is stored as one hash beside the state, and nowhere else", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const request = { session: yield* signedIn(context), current: PASSWORD, ...typed(NEW) }
      yield* monCompte.changePassword(request)
      const { rows, ...rest } = context.storage.snapshot()
      expect(rows.filter(({ secret }) => secret !== null && Redacted.value(secret).startsWith("keyed."))).toHaveLength(
        1,
      )
      expect(JSON.stringify([rows, rest])).not.toContain(NEW)
    }),
  )
})
