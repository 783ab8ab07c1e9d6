import { describe, expect } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { TestClock } from "effect/testing"
import * as Account from "../account/account.ts"
import { contended, unreliable } from "../ports/storage.contended.ts"
import { act, read, toChange } from "./aggregate.ts"
import { deliverDue } from "./deliver.ts"
import { MonCompte } from "./mon-compte.ts"
import {
  ADA,
  atCode,
  atContact,
  codes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  started,
  story,
  tagOf,
  type World,
  whileTimePasses,
} from "./world.model.ts"

/** Closes the account as an agent of the fund would. */
const close = ({ storage: { service } }: World, ticket: string) =>
  Effect.gen(function* () {
    const id = `account/${ticket.slice(0, 36)}` as const
    const { rows } = yield* service.load([id])
    const account = yield* read(Account.machine, id, rows[0])
    const closed = yield* Effect.fromResult(act(account, { _tag: "Close", at: 0 }))
    const commit = { commandId: "close", at: 0, changes: [toChange(closed)] as const, guards: [], claims: [] }
    yield* service.commit({ ...commit, messages: [], answer: { _tag: "Closed" } })
  })

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
        const account = yield* read(Account.machine, id, rows[0])
        const changed = yield* Effect.fromResult(act(account, { _tag: "RenewHash", at: 0 }))
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
      expect(yield* tagOf(monCompte.progress({ ticket }))).toBe("TicketUnknown")
    }),
  )
})

describe("an answer lost around the commit", () => {
  story(
    "is found again by its command id: what was kept is not done twice",
    (w) =>
      whileTimePasses(
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const ticket = yield* migrated(w)
          expect(yield* monCompte.progress({ ticket })).toEqual({ _tag: "Completed" })
          expect(codes(w)).toHaveLength(1)
        }),
      ),
    { around: (real) => unreliable(real, Array(20).fill(["AnswerLost", "None"]).flat()) },
  )

  story(
    "and a commit that never arrived is made again",
    (w) =>
      whileTimePasses(
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          yield* migrated(w)
          expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
        }),
      ),
    { around: (real) => unreliable(real, Array(20).fill(["CommitLost", "CommitLost", "None"]).flat()) },
  )

  story(
    "again and again ends in TryLater, not in a guess",
    () =>
      whileTimePasses(
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("TryLater")
        }),
      ),
    { around: (real) => unreliable(real, Array(50).fill("CommitLost")) },
  )
})

describe("a command sent twice", () => {
  story("is done once, and answered alike", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      const send = monCompte.sendCode({ ticket, contact: MAIL, commandId: "send-1" })
      const first = yield* send
      expect(yield* send).toEqual(first)
      yield* deliverDue()
      expect(codes(w)).toHaveLength(1)
    }),
  )

  story("repeats a refusal that was counted, without counting it again", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const right = yield* latestCode(w)
      const wrong = monCompte.confirmCode({
        ticket,
        code: right === "000000" ? "000001" : "000000",
        commandId: "try-1",
      })
      const first = yield* Effect.flip(wrong)
      expect(first).toMatchObject({ _tag: "CodeWrong", triesLeft: 4 })
      expect(yield* Effect.flip(wrong)).toEqual(first)
      expect(yield* monCompte.progress({ ticket })).toMatchObject({ triesLeft: 4 })
    }),
  )

  story("is answered to nobody who does not hold the wizard", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      yield* monCompte.acceptTerms({ ticket, version: "1", commandId: "accept-1" })
      const forged = `${ticket.slice(0, 37)}${"A".repeat(43)}`
      expect(yield* tagOf(monCompte.acceptTerms({ ticket: forged, version: "1", commandId: "accept-1" }))).toBe(
        "TicketUnknown",
      )
    }),
  )

  story("that was refused is not told to a stranger either", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const right = yield* latestCode(w)
      const code = right === "000000" ? "000001" : "000000"
      yield* Effect.flip(monCompte.confirmCode({ ticket, code, commandId: "try-1" }))
      const forged = `${ticket.slice(0, 37)}${"A".repeat(43)}`
      expect(yield* tagOf(monCompte.confirmCode({ ticket: forged, code, commandId: "try-1" }))).toBe("TicketUnknown")
    }),
  )

  story("under another verb, or with an id that is none, is refused", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      yield* monCompte.acceptTerms({ ticket, version: "1", commandId: "1" })
      expect(yield* tagOf(monCompte.goBack({ ticket, commandId: "1" }))).toBe("CommandIdRefused")
      for (const commandId of ["", "x".repeat(101), 5, {}]) {
        expect(yield* tagOf(monCompte.goBack({ ticket, commandId: commandId as string }))).toBe("CommandIdRefused")
      }
      expect(yield* tagOf(monCompte.goBack({ ticket, commandId: "x".repeat(100) }))).toBe("TermsPending")
    }),
  )
})

describe("writers that really meet", () => {
  const meeting = { around: contended }

  story(
    "type one right code fifty times at once: it is accepted once",
    (w) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* whileTimePasses(atCode())
        const code = yield* whileTimePasses(latestCode(w))
        const all = Effect.forEach(Array(50), () => tagOf(monCompte.confirmCode({ ticket, code })), {
          concurrency: "unbounded",
        })
        const answers = yield* whileTimePasses(all)
        expect(answers.filter((tag) => tag === "Completed")).toHaveLength(1)
        const journal = yield* w.storage.service.journal(`challenge/${ticket.slice(0, 36)}.migration`)
        expect(journal.filter(({ _tag }) => _tag === "Proved")).toHaveLength(1)
        expect(w.storage.conflicts()).toBeGreaterThan(0)
      }),
    meeting,
  )

  story(
    "type two hundred wrong codes at once: at most five are compared",
    (w) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* whileTimePasses(atCode())
        const right = yield* whileTimePasses(latestCode(w))
        const wrong = Array.from({ length: 201 }, (_, index) => String(index).padStart(6, "0")).filter(
          (c) => c !== right,
        )
        const all = Effect.forEach(wrong.slice(0, 200), (code) => tagOf(monCompte.confirmCode({ ticket, code })), {
          concurrency: "unbounded",
        })
        yield* whileTimePasses(all)
        const journal = yield* w.storage.service.journal(`challenge/${ticket.slice(0, 36)}.migration`)
        expect(journal.filter(({ _tag }) => _tag === "TryFailed").length).toBeLessThanOrEqual(5)
      }),
    meeting,
  )

  story(
    "guess two hundred passwords at once: at most five are counted, and none is verified beyond",
    (w) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const guesses = Array.from({ length: 200 }, (_, index) => String(index).padStart(8, "0"))
        const all = Effect.forEach(guesses, (password) => tagOf(monCompte.signIn({ identifier: ADA.nir, password })), {
          concurrency: "unbounded",
        })
        yield* whileTimePasses(all)
        const [lockOut] = w.storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("lock-out/"))
        expect(lockOut?.state).toHaveProperty("failures")
        expect(lockOut?.journal.filter(({ event }) => event._tag === "Reserved").length).toBeLessThanOrEqual(5)
      }),
    meeting,
  )
})

describe("delivery", () => {
  story("tries again with the same code and the same id while the carrier is down", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      w.mailbox.setFault("AnswerLost")
      yield* deliverDue()
      w.mailbox.setFault("Down")
      for (let minute = 0; minute < 5; minute += 1) {
        yield* TestClock.adjust("1 minute")
        yield* deliverDue()
      }
      w.mailbox.setFault(null)
      yield* TestClock.adjust("1 minute")
      yield* deliverDue()
      const sent = w.mailbox.sent()
      expect(sent).toHaveLength(2)
      expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
      expect(new Set(sent.map(({ code }) => Redacted.value(code))).size).toBe(1)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: codes(w)[0] ?? "" }))).toBe("Completed")
    }),
  )

  story("gives up when the code has expired, says so, and never sends it hours later", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      w.mailbox.setFault("Down")
      for (let minute = 0; minute < 12; minute += 1) {
        yield* deliverDue()
        yield* TestClock.adjust("1 minute")
      }
      expect(yield* monCompte.progress({ ticket })).toMatchObject({ _tag: "CodePending", undeliverable: true })
      w.mailbox.setFault(null)
      yield* TestClock.adjust("2 hours")
      yield* deliverDue()
      expect(codes(w)).toEqual([])
    }),
  )

  story("does not send a code that a newer one replaced meanwhile", (w) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      yield* TestClock.adjust("1 minute")
      yield* monCompte.resendCode({ ticket })
      yield* deliverDue()
      expect(w.mailbox.sent().map(({ number }) => number)).toEqual([2])
    }),
  )

  story("keeps a message whose storage went silent, for the next round after its lease", (w) =>
    Effect.gen(function* () {
      yield* atCode()
      const { service } = w.storage
      const [leased] = yield* service.lease({ limit: 1, lasts: 30_000 })
      expect(leased?.attempt).toBe(1)
      yield* deliverDue()
      expect(codes(w)).toEqual([])
      yield* TestClock.adjust("30 seconds")
      yield* deliverDue()
      expect(codes(w)).toHaveLength(1)
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
      const before = w.storage.snapshot().rows.find(({ secret }) => secret !== null)?.secret
      const signIn = tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))
      expect(yield* signIn).toBe("SignedIn")
      const same = w.storage.snapshot().rows.find(({ secret }) => secret !== null)?.secret
      expect(same && before && Redacted.value(same) === Redacted.value(before)).toBe(true)
      w.hashing.isOutdated = true
      expect(yield* signIn).toBe("SignedIn")
      w.hashing.isOutdated = false
      const after = w.storage.snapshot().rows.find(({ secret }) => secret !== null)?.secret
      expect(after && before && Redacted.value(after) !== Redacted.value(before)).toBe(true)
      expect(yield* signIn).toBe("SignedIn")
    }),
  )
})
