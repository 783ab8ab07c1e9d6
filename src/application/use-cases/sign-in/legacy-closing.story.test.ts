import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { ADA, migrated, PASSWORD, story, tagOf } from "../../../../test/stories/test-context.ts"
import { CivilDate } from "../../../domain/civil-date/civil-date.ts"
import { languages } from "../../../domain/language/language.ts"
import { migrationPolicies } from "../../../domain/migration/migration-policy.ts"
import { presets } from "../../../domain/password/index.ts"
import { legacyClosingText } from "../../../messages/legacy-closing.ts"
import { messageOf } from "../../../messages/messages.ts"
import { defaultPolicies, Policies } from "../../contract/policies.ts"
import { LegacySignInClosed } from "../../contract/refusals.ts"
import { MonCompte } from "../../mon-compte.ts"

const UNKNOWN = "1 85 05 78 006 085"
const LAST = CivilDate.make("2027-03-31")

const migration = { ...migrationPolicies.standard, name: "closing", lastLegacyDay: LAST }

const whileClosing = <A, E, R>(effect: Effect.Effect<A, E, R>, more: object = {}) =>
  Effect.provideService(effect, Policies, { ...defaultPolicies, migration, ...more })

const legacySignIn = (identifier: string, password = ADA.legacy) =>
  Effect.flatMap(MonCompte, ({ signIn }) => signIn({ identifier, password }))

describe("the last day of the 8-digit passwords", () => {
  story("is announced at each sign-in before, and includes its last minute in Paris", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse("2027-03-31T21:59:59Z"))
      const answer = yield* whileClosing(legacySignIn(ADA.nir))
      expect(answer).toMatchObject({ _tag: "MigrationRequired", lastDay: "2027-03-31" })
      expect(legacyClosingText(LAST).fr).toBe(
        "Votre mot de passe à 8 chiffres fonctionne jusqu’au 31\u00a0mars\u00a02027 inclus. Choisissez avant votre nouveau " +
          "mot de passe. Après ce jour, passez par «\u00a0Mot de passe oublié\u00a0?\u00a0» ou «\u00a0Créer Mon Compte\u00a0».",
      )
    }),
  )

  story("is over the next minute: the answer leads on, is the same for all, and asks no port", (context) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse("2027-03-31T22:00:00Z"))
      const counts = () => [
        context.legacy.calls(),
        context.storage.loads(),
        context.storage.commits(),
        context.hasher.verifications(),
      ]
      const before = counts()
      const known = yield* Effect.flip(whileClosing(legacySignIn(ADA.nir)))
      const wrong = yield* Effect.flip(whileClosing(legacySignIn(ADA.nir, "00000000")))
      const unknown = yield* Effect.flip(whileClosing(legacySignIn(UNKNOWN)))
      expect(known).toEqual(new LegacySignInClosed({ lastDay: LAST }))
      expect([wrong, unknown]).toEqual([known, known])
      expect(counts()).toEqual(before)
      expect(messageOf(known, "fr")).toBe(
        "Le mot de passe à 8 chiffres permettait de se connecter jusqu’au 31\u00a0mars\u00a02027 inclus. Utilisez " +
          "«\u00a0Mot de passe oublié\u00a0?\u00a0» ou «\u00a0Créer Mon Compte\u00a0». Si cela ne marche pas, contactez votre Caf.",
      )
      for (const language of languages) expect(messageOf(known, language)).toMatch(/2027/)
    }),
  )

  story("changes nothing for a person who has migrated, nor for a ticket that was given before", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* migrated(context)
      yield* TestClock.setTime(Date.parse("2027-03-31T21:59:00Z"))
      const answer = yield* whileClosing(legacySignIn("1 85 05 78 006 084", "87654321"))
      yield* TestClock.setTime(Date.parse("2027-03-31T22:10:00Z"))
      if (answer._tag !== "MigrationRequired") return expect.unreachable()
      expect(yield* tagOf(whileClosing(monCompte.startMigration({ ticket: answer.ticket })))).toBe("TermsPending")
      expect(yield* tagOf(whileClosing(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })))).toBe("SignedIn")
    }),
  )

  story(
    "is kept also under rules that accept eight digits as a new password: the legacy system is asked no more",
    (context) =>
      Effect.gen(function* () {
        yield* TestClock.setTime(Date.parse("2027-04-01T12:00:00Z"))
        const digits = { password: { ...presets.nist, name: "digits", version: 1 } }
        const before = context.legacy.calls()
        const refusal = yield* Effect.flip(whileClosing(legacySignIn(ADA.nir), digits))
        expect(["Refused", "LegacySignInClosed"]).toContain(refusal._tag)
        expect(context.legacy.calls()).toBe(before)
      }),
  )

  story("does not exist by default", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse("2035-01-01T12:00:00Z"))
      expect(yield* legacySignIn(ADA.nir)).toMatchObject({ _tag: "MigrationRequired", lastDay: null })
    }),
  )
})
