import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import {
  ADA,
  atCode,
  atContact,
  BOB,
  codes,
  latestCode,
  MAIL,
  story,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("the contact of a migration", () => {
  // Leaflet: migration.contact
  story("is refused when it is a landline or malformed", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      const defectCodesOf = (contact: unknown) =>
        Effect.map(Effect.flip(monCompte.sendCode({ ticket, contact: contact as string })), (refusal) =>
          refusal._tag === "ContactRefused" ? refusal.defects.map(({ code }) => code) : refusal._tag,
        )
      expect(yield* defectCodesOf("01 99 00 12 34")).toEqual(["Landline"])
      expect(yield* defectCodesOf("ada@")).not.toEqual([])
      expect(yield* defectCodesOf(null)).toEqual(["NotText"])
    }),
  )

  story(
    "is refused when no carrier reaches its kind",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const ticket = yield* atContact()
        const refusal = yield* Effect.flip(monCompte.sendCode({ ticket, contact: "06 39 98 12 34" }))
        expect(refusal).toMatchObject({ _tag: "ChannelUnavailable", kind: "Mobile" })
        expect(codes(context)).toEqual([])
      }),
    { reaches: ["Email"] },
  )

  story("can be changed while its code is pending, which cancels the code sent before", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const first = yield* latestCode(context)
      yield* monCompte.sendCode({ ticket, contact: "other@example.org" })
      const second = yield* latestCode(context)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: first }))).toBe("CodeWrong")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: second }))).toBe("Completed")
    }),
  )

  story("receives at most ten messages a day from all accounts together, which no account can see", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ada = yield* atContact(ADA)
      const bob = yield* atContact(BOB)
      for (let message = 0; message < 5; message += 1) {
        yield* monCompte.sendCode({ ticket: ada, contact: MAIL })
        yield* monCompte.sendCode({ ticket: bob, contact: MAIL.toUpperCase() })
        yield* deliverDue()
        yield* TestClock.adjust("1 minute")
      }
      expect(context.mailbox.sent()).toHaveLength(10)
      expect(yield* tagOf(monCompte.sendCode({ ticket: ada, contact: MAIL }))).toBe("CodePending")
      // Ada's request changed the count since Bob's last one: his resend conflicts once, and runs again.
      expect(yield* whileTimePasses(tagOf(monCompte.resendCode({ ticket: bob })))).toBe("CodePending")
      yield* deliverDue()
      expect(context.mailbox.sent()).toHaveLength(10)
      expect(yield* tagOf(monCompte.sendCode({ ticket: bob, contact: "bob@example.org" }))).toBe("CodePending")
      yield* deliverDue()
      expect(context.mailbox.sent()).toHaveLength(11)
    }),
  )

  story("is shown as undeliverable until another message is sent", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      context.mailbox.setFault("Undeliverable")
      yield* deliverDue()
      expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({ _tag: "CodePending", undeliverable: true })
      context.mailbox.setFault(null)
      yield* TestClock.adjust("1 minute")
      expect(yield* monCompte.resendCode({ ticket })).toMatchObject({ undeliverable: false, number: 2 })
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: yield* latestCode(context) }))).toBe("Completed")
    }),
  )
})
