import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  atContact,
  latestCode,
  PASSWORD,
  session,
  signedIn,
  story,
  tagOf,
  wrongCode,
} from "../../../../test/stories/test-context.ts"
import { messageOf } from "../../../messages/messages.ts"
import { MonCompte } from "../../mon-compte.ts"

const contactOf = (index: number) => `new${index}@example.org`

describe("wrong codes over the challenges of one account", () => {
  story("are at most 25 in 24 hours at changes of contact, however many codes are requested", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      let open = yield* signedIn(context)
      const change = (index: number) =>
        monCompte.changeContact({ session: open, current: PASSWORD, contact: contactOf(index) })
      const compared: Array<string> = []
      for (let index = 0; index < 5; index += 1) {
        expect(yield* tagOf(change(index))).toBe("ContactCodeSent")
        const wrong = wrongCode(yield* latestCode(context))
        for (let guess = 0; guess < 6; guess += 1) {
          compared.push(yield* tagOf(monCompte.confirmContact({ session: open, code: wrong })))
        }
        yield* TestClock.adjust("1 minute")
      }
      expect(compared.filter((tag) => tag === "CodeWrong")).toHaveLength(20)
      const refusal = yield* Effect.flip(change(5))
      expect(refusal).toMatchObject({ _tag: "TooManyWrongCodes", waitSeconds: 24 * 3_600 - 5 * 60 + 1 })
      expect(messageOf(refusal)).toContain("Trop de codes faux ont été saisis")
      yield* TestClock.adjust("24 hours")
      open = yield* session()
      expect(yield* tagOf(change(5))).toBe("ContactCodeSent")
      const code = yield* latestCode(context)
      expect(yield* tagOf(monCompte.confirmContact({ session: open, code }))).toBe("ContactChanged")
    }),
  )

  story("are counted in the wizard too, also where the contact is given again before the last try", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atContact()
      const tags: Array<string> = []
      for (let index = 0; index < 8; index += 1) {
        tags.push(yield* tagOf(monCompte.sendCode({ ticket, contact: contactOf(index) })))
        if (tags.at(-1) !== "CodePending") continue
        const wrong = wrongCode(yield* latestCode(context))
        for (let guess = 0; guess < 4; guess += 1) yield* tagOf(monCompte.confirmCode({ ticket, code: wrong }))
        yield* TestClock.adjust("1 minute")
        yield* monCompte.goBack({ ticket })
      }
      expect(tags).toEqual([...Array(6).fill("CodePending"), "TooManyWrongCodes", "TooManyWrongCodes"])
    }),
  )

  story("do not include a superseded code", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      for (let index = 0; index < 8; index += 1) {
        const contact = contactOf(index)
        expect(yield* tagOf(monCompte.changeContact({ session: open, current: PASSWORD, contact }))).toBe(
          "ContactCodeSent",
        )
        const superseded = yield* latestCode(context)
        yield* TestClock.adjust("1 minute")
        yield* monCompte.resendContactCode({ session: open })
        for (let guess = 0; guess < 5; guess += 1) {
          expect(yield* tagOf(monCompte.confirmContact({ session: open, code: superseded }))).toBe("CodeSuperseded")
        }
      }
    }),
  )
})
