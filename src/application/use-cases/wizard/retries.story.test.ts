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
import { unreliable } from "../../../testing/storage.contended.ts"
import { deliverDue } from "../../delivery/deliver.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("an answer lost around the commit", () => {
  story(
    "is found again by its command id: what was kept is not done twice",
    (context) =>
      whileTimePasses(
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          const ticket = yield* migrated(context)
          expect(yield* monCompte.migrationProgress({ ticket })).toEqual({ _tag: "Completed" })
          expect(codes(context)).toHaveLength(1)
        }),
      ),
    { around: (real) => unreliable(real, Array(20).fill(["AnswerLost", "None"]).flat()) },
  )

  story(
    "and a commit that never arrived is made again",
    (context) =>
      whileTimePasses(
        Effect.gen(function* () {
          const monCompte = yield* MonCompte
          yield* migrated(context)
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
  // Leaflet: invariant.10
  story("is done once, and answered alike", (context) =>
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

  story("repeats a refusal that was counted, without counting it again", (context) =>
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

  story("that was refused is not told to a stranger either", (context) =>
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

  story("by two people under one id is done for each, also to one contact", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      for (const person of [ADA, BOB]) {
        const ticket = yield* atContact(person)
        expect(yield* tagOf(monCompte.sendCode({ ticket, contact: MAIL, commandId: "1" }))).toBe("CodePending")
        yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context), commandId: "2" })
        const open = yield* session(person)
        const change = { session: open, current: PASSWORD, contact: "other@example.org", commandId: "3" }
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

  story("under another verb, or with an id that is none, is refused", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      yield* monCompte.acceptTerms({ ticket, version: "1", commandId: "1" })
      expect(yield* tagOf(monCompte.goBack({ ticket, commandId: "1" }))).toBe("CommandIdRefused")
      const scoped = `${ticket.slice(0, 36)}:x`
      const odd: ReadonlyArray<unknown> = [
        Symbol("1"),
        { toString: "1" },
        { toString: () => scoped },
        { toString: 1, valueOf: 1 },
        Object.create(null),
        [scoped],
      ]
      for (const commandId of ["", "x".repeat(101), "a\u0000", "a\ud83d", 5, {}, ...odd]) {
        expect(yield* tagOf(monCompte.goBack({ ticket, commandId: commandId as string }))).toBe("CommandIdRefused")
      }
      expect(yield* tagOf(monCompte.goBack({ ticket, commandId: "x".repeat(100) }))).toBe("TermsPending")
    }),
  )
})
