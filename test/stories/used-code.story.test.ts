import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { ADA, atCode, latestCode, MAIL, migrated, PASSWORD, signedIn, story, tagOf, wrongCode } from "./test-context.ts"

const typed = { password: "Retrouve56", confirmation: "Retrouve56" }

describe("a code that was used answers nothing new", () => {
  story("at a recovery: only the same code gets the same answer again, and another one is refused", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      const code = yield* latestCode(context)
      const first = yield* monCompte.confirmRecovery({ ticket, code })
      const other = Effect.flip(monCompte.confirmRecovery({ ticket, code: wrongCode(code) }))
      expect({ ...(yield* other) }).toEqual({ _tag: "RecoveryCodeRefused" })
      expect(yield* monCompte.confirmRecovery({ ticket, code })).toEqual(first)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: "12345" }))).toBe("CodeMalformed")
      expect(yield* tagOf(monCompte.chooseRecoveredPassword({ ticket, ...typed }))).toBe("PasswordRecovered")
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("TicketUnknown")
    }),
  )

  story("at a recovery: a stolen ticket without the code is not a way to guess it", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      const code = yield* latestCode(context)
      yield* monCompte.confirmRecovery({ ticket, code })
      for (let guess = 0; guess < 5; guess += 1) {
        yield* tagOf(monCompte.confirmRecovery({ ticket, code: wrongCode(code) }))
      }
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("RecoveryCodeRefused")
    }),
  )

  story(
    "at the recovery of a holder who has not migrated: another code gives no second way into the wizard",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
        const code = yield* latestCode(context)
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("MigrationRequired")
        const commits = context.storage.commits()
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: wrongCode(code) }))).toBe("RecoveryCodeRefused")
        expect(context.storage.commits()).toBe(commits + 1)
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("MigrationRequired")
      }),
    { files: [{ ...ADA, contacts: [MAIL] }] },
  )

  story("in the wizard, with the same command id, with another one and with none", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      const first = yield* monCompte.confirmCode({ ticket, code, commandId: "one" })
      expect(yield* monCompte.confirmCode({ ticket, code, commandId: "one" })).toEqual(first)
      const wrong = wrongCode(code)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: wrong, commandId: "one" }))).toBe("CommandIdReused")
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code: wrong, commandId: "two" }))).toBe("NotAllowed")
      for (const repeated of [code, wrong]) {
        expect(yield* tagOf(monCompte.confirmCode({ ticket, code: repeated }))).toBe("NotAllowed")
      }
    }),
  )

  story("at a change of contact, with the same command id, with another one and with none", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const session = yield* signedIn(context)
      yield* monCompte.changeContact({ session, current: PASSWORD, contact: "new@example.org" })
      const code = yield* latestCode(context)
      const first = yield* monCompte.confirmContact({ session, code, commandId: "one" })
      expect(yield* monCompte.confirmContact({ session, code, commandId: "one" })).toEqual(first)
      const wrong = wrongCode(code)
      expect(yield* tagOf(monCompte.confirmContact({ session, code: wrong, commandId: "one" }))).toBe("CommandIdReused")
      expect(yield* tagOf(monCompte.confirmContact({ session, code: wrong, commandId: "two" }))).toBe("NotAllowed")
      for (const repeated of [code, wrong]) {
        expect(yield* tagOf(monCompte.confirmContact({ session, code: repeated }))).toBe("NotAllowed")
      }
    }),
  )
})

describe("the answers about a code", () => {
  story("say what is wrong to a person who is signed in, or whose ticket came from a right password", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const session = yield* signedIn(context)
      yield* monCompte.changeContact({ session, current: PASSWORD, contact: "new@example.org" })
      const wrong = wrongCode(yield* latestCode(context))
      const refusals = yield* Effect.forEach(Array(6), () =>
        Effect.flip(monCompte.confirmContact({ session, code: wrong })),
      )
      expect(refusals.map(({ _tag }) => _tag)).toEqual([
        ...Array(4).fill("CodeWrong"),
        ...Array(2).fill("CodeExhausted"),
      ])
      expect(refusals[0]).toMatchObject({ triesLeft: 4 })
    }),
  )
})
