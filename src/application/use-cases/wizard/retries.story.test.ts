import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import {
  ADA,
  atCode,
  atContact,
  BOB,
  codes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  session,
  started,
  story,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { unreliable } from "../../../testing/faults/storage.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("a commit whose answer was lost", () => {
  story(
    "is found by its command id and not repeated",
    (context) =>
      whileTimePasses(
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const ticket = yield* migrated(context)
          expect(yield* monCompte.migrationProgress({ ticket })).toEqual({ _tag: "Completed" })
          expect(codes(context)).toHaveLength(1)
        }),
      ),
    { wrapStorage: (real) => unreliable(real, Array(20).fill(["AnswerLost", "None"]).flat()) },
  )

  story(
    "is repeated when it never arrived",
    (context) =>
      whileTimePasses(
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          yield* migrated(context)
          expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
        }),
      ),
    { wrapStorage: (real) => unreliable(real, Array(20).fill(["CommitLost", "CommitLost", "None"]).flat()) },
  )

  story(
    "ends in TryLater after several failures",
    () =>
      whileTimePasses(
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("TryLater")
        }),
      ),
    { wrapStorage: (real) => unreliable(real, Array(50).fill("CommitLost")) },
  )
})

describe("a repeated command id", () => {
  // Leaflet: invariant.10
  story("executes the command once, and answers the same", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      const send = monCompte.sendCode({ ticket, contact: MAIL, commandId: "send-1" })
      const first = yield* send
      expect(yield* send).toEqual(first)
      yield* deliverDue()
      expect(codes(context)).toHaveLength(1)
    }),
  )

  story("repeats a refusal that counted as a try, without counting it again", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const right = yield* latestCode(context)
      const wrong = monCompte.confirmCode({
        ticket,
        code: right === "000000" ? "000001" : "000000",
        commandId: "try-1",
      })
      const first = yield* Effect.flip(wrong)
      expect(first).toMatchObject({ _tag: "CodeWrong", triesLeft: 4 })
      expect(yield* Effect.flip(wrong)).toEqual(first)
      expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({ triesLeft: 4 })
    }),
  )

  story("answers nothing to a forged ticket", () =>
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

  story("answers no refusal to a forged ticket either", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const right = yield* latestCode(context)
      const code = right === "000000" ? "000001" : "000000"
      yield* Effect.flip(monCompte.confirmCode({ ticket, code, commandId: "try-1" }))
      const forged = `${ticket.slice(0, 37)}${"A".repeat(43)}`
      expect(yield* tagOf(monCompte.confirmCode({ ticket: forged, code, commandId: "try-1" }))).toBe("TicketUnknown")
    }),
  )

  story("of two persons executes both commands, even for one contact", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      for (const person of [ADA, BOB]) {
        const ticket = yield* atContact(person)
        expect(yield* tagOf(monCompte.sendCode({ ticket, contact: MAIL, commandId: "1" }))).toBe("CodePending")
        yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context), commandId: "2" })
        const openSession = yield* session(person)
        const change = { session: openSession, current: PASSWORD, contact: "other@example.org", commandId: "3" }
        expect(yield* tagOf(monCompte.changeContact(change))).toBe("ContactCodeSent")
        yield* deliverDue()
      }
      expect(context.mailbox.sent().map(({ to }) => to.reveal())).toEqual([
        MAIL,
        "other@example.org",
        MAIL,
        "other@example.org",
      ])
    }),
  )

  story("is another command for another verb, and is refused when it is malformed", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      yield* monCompte.acceptTerms({ ticket, version: "1", commandId: "1" })
      expect(yield* tagOf(monCompte.goBack({ ticket, commandId: "1" }))).toBe("TermsPending")
      const scoped = `${ticket.slice(0, 36)}:x`
      const malformed: ReadonlyArray<unknown> = [
        Symbol("1"),
        { toString: "1" },
        { toString: () => scoped },
        { toString: 1, valueOf: 1 },
        Object.create(null),
        [scoped],
      ]
      for (const commandId of ["", "x".repeat(101), "a\u0000", "a\ud83d", 5, {}, ...malformed]) {
        expect(yield* tagOf(monCompte.goBack({ ticket, commandId: commandId as string }))).toBe("CommandIdRefused")
      }
      expect(yield* tagOf(monCompte.acceptTerms({ ticket, version: "1", commandId: "x".repeat(100) }))).toBe(
        "PasswordPending",
      )
    }),
  )
})
