import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import {
  ADA,
  atCode,
  latestCode,
  NEW_TERMS,
  PASSWORD,
  started,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("the terms of use", () => {
  // Leaflet: migration.terms
  story("are refused in an older version, and the refusal names the version in force", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      context.terms.publish(NEW_TERMS)
      const refusal = yield* Effect.flip(monCompte.acceptTerms({ ticket, version: "1" }))
      expect(refusal).toMatchObject({ _tag: "TermsChanged", inForce: "2" })
      expect(yield* tagOf(monCompte.acceptTerms({ ticket, version: "2" }))).toBe("PasswordPending")
    }),
  )

  // Leaflet: migration.terms
  story("close the wizard when the person refuses them, and the account stays legacy", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      expect(yield* monCompte.refuseTerms({ ticket })).toEqual({ _tag: "Left" })
      expect(yield* tagOf(monCompte.acceptTerms({ ticket, version: "1" }))).toBe("NotAllowed")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("MigrationRequired")
    }),
  )

  story("must be accepted again when they change before the last step, which then completes the migration", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      context.terms.publish(NEW_TERMS)
      expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("TermsChanged")
      expect(yield* monCompte.migrationProgress({ ticket })).toMatchObject({
        _tag: "TermsPending",
        changed: true,
        left: ["Terms"],
      })
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("Refused")
      expect(yield* monCompte.acceptTerms({ ticket, version: "2" })).toEqual({ _tag: "Completed" })
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
    }),
  )
})

describe("the new password", () => {
  // Leaflet: migration.password, migration.confirmation
  story("is refused with every rule that it breaks", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      const broken = (password: string, confirmation = password) =>
        Effect.map(Effect.flip(monCompte.choosePassword({ ticket, password, confirmation })), (refusal) =>
          refusal._tag === "PasswordRefused" ? refusal.broken.map(({ code }) => code) : refusal._tag,
        )
      expect(yield* broken("azerty")).toEqual(["TooShort", "NoDigit", "NoUpper"])
      expect(yield* broken("Azerty1")).toEqual(["TooShort"])
      expect(yield* broken("Azerty12", "Azerty13")).toEqual(["ConfirmationDiffers"])
      expect(yield* broken(`Aa1${"x".repeat(22)}`)).toEqual(["TooLong"])
      expect(
        yield* tagOf(
          monCompte.choosePassword({ ticket, password: `Aa1${"x".repeat(21)}`, confirmation: `Aa1${"x".repeat(21)}` }),
        ),
      ).toBe("ContactPending")
    }),
  )

  story("is not hashed before the terms are accepted", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* started()
      context.hasher.setBusy(true)
      expect(yield* tagOf(monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD }))).toBe(
        "NotAllowed",
      )
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      expect(yield* tagOf(monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD }))).toBe(
        "TryLater",
      )
    }),
  )
})
