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
} from "../../../../test/stories/test-context.ts"
import { deliverDue } from "../../delivery/deliver.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("the contact", () => {
  // Leaflet: migration.contact
  story("is refused when it is a landline, or no contact at all", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      const codesOf = (contact: unknown) =>
        Effect.map(Effect.flip(monCompte.sendCode({ ticket, contact: contact as string })), (refusal) =>
          refusal._tag === "ContactRefused" ? refusal.defects.map(({ code }) => code) : refusal._tag,
        )
      expect(yield* codesOf("01 99 00 12 34")).toEqual(["Landline"])
      expect(yield* codesOf("ada@")).not.toEqual([])
      expect(yield* codesOf(null)).toEqual(["NotText"])
    }),
  )

  story(
    "of a kind that no carrier reaches is refused",
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

  story("can be changed at the code; the code sent to the first one is then worth nothing", (context) =>
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

  story("receives ten messages a day at most, whoever asks", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ada = yield* atContact(ADA)
      const bob = yield* atContact(BOB)
      for (let message = 0; message < 5; message += 1) {
        yield* monCompte.sendCode({ ticket: ada, contact: MAIL })
        yield* monCompte.sendCode({ ticket: bob, contact: MAIL.toUpperCase() })
        yield* TestClock.adjust("1 minute")
      }
      expect(yield* tagOf(monCompte.sendCode({ ticket: ada, contact: MAIL }))).toBe("TooManyMessages")
      expect(yield* tagOf(monCompte.resendCode({ ticket: bob }))).toBe("TooManyMessages")
      expect(yield* tagOf(monCompte.sendCode({ ticket: bob, contact: "bob@example.org" }))).toBe("CodePending")
      void context
    }),
  )

  story("that does not receive is shown as such until another message is sent", (context) =>
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
