import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import {
  ADA,
  atCode,
  codes,
  latestCode,
  MAIL,
  migrated,
  PASSWORD,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("a migration", () => {
  // Leaflet: migration.announced, migration.validate, migration.afterwards, invariant.2
  story("lets a person sign in with the new password, and with nothing else", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const first = yield* monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy })
      expect(first).toMatchObject({ _tag: "MigrationRequired", steps: ["Terms", "Password", "Contact"] })
      const { ticket } = first as Extract<typeof first, { _tag: "MigrationRequired" }>

      expect(yield* monCompte.startMigration({ ticket })).toMatchObject({ _tag: "TermsPending", step: 1, of: 3 })
      const { version } = yield* monCompte.termsInForce()
      expect(yield* monCompte.acceptTerms({ ticket, version })).toMatchObject({ _tag: "PasswordPending", step: 2 })
      expect(yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })).toMatchObject({
        _tag: "ContactPending",
        step: 3,
        kinds: ["Email", "Mobile"],
      })
      expect(yield* monCompte.sendCode({ ticket, contact: MAIL })).toMatchObject({
        _tag: "CodePending",
        number: 1,
        triesLeft: 5,
      })
      expect(yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context) })).toEqual({ _tag: "Completed" })

      expect(yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })).toMatchObject({ _tag: "SignedIn" })
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("Refused")
    }),
  )

  // Leaflet: sign-in.number
  story("opens the same account for every spelling of the identifier", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      const spellings = ["2690549588157", "269054958815780", "2 69 05 49 588 157 80", "2-69-05-49-588-157"]
      const answers = yield* Effect.forEach(spellings, (identifier) =>
        monCompte.signIn({ identifier, password: PASSWORD }),
      )
      expect(new Set(answers.map((answer) => answer._tag === "SignedIn" && answer.account)).size).toBe(1)
    }),
  )

  // Leaflet: invariant.3
  story("changes nothing until the code is right", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* atCode()
      yield* deliverDue()
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("MigrationRequired")
      expect(codes(context)).toHaveLength(1)
    }),
  )

  // Leaflet: migration.channel
  story("sends its code by SMS to a French mobile", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode(ADA, "06 39 98 12 34")
      yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context) })
      expect(context.mailbox.sent().map(({ to }) => to._tag)).toEqual(["Mobile"])
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
    }),
  )
})
