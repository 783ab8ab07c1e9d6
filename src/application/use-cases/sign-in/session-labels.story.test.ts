import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { allStored } from "../../../../test/stories/erasure.ts"
import { ADA, BOB, NEW_TERMS, PASSWORD, signedIn, story, tagOf } from "../../../../test/stories/test-context.ts"
import { MonCompte } from "../../mon-compte.ts"

const SIGN_IN = { identifier: ADA.nir, password: PASSWORD }

/** The labels that a session lists, the oldest first. */
const labels = Effect.fnUntraced(function* (session: string) {
  const monCompte = yield* MonCompte
  return (yield* monCompte.listSessions({ session })).sessions.map(({ label }) => label)
})

describe("a person who looks for the browser they do not know", () => {
  story("sees each session with the label that the application gave, in every way to sign in", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const first = yield* signedIn(context)
      const home = yield* monCompte.signIn({ ...SIGN_IN, label: " Firefox,\u200B Lyon " })
      if (home._tag !== "SignedIn") return expect(home._tag).toBe("SignedIn")
      const { device } = yield* monCompte.rememberMe({ session: home.session })
      yield* monCompte.signIn({ identifier: device, password: PASSWORD, label: "Téléphone d’Ada" })
      context.terms.publish(NEW_TERMS)
      const required = yield* monCompte.signIn({ ...SIGN_IN, label: "Chrome, Brest" })
      if (required._tag !== "TermsRequired") return expect(required._tag).toBe("TermsRequired")
      const { ticket, version } = required
      yield* monCompte.acceptNewTerms({ ticket, version, label: "Chrome, Brest" })
      expect(yield* labels(first)).toEqual([null, "Firefox, Lyon", "Téléphone d’Ada", "Chrome, Brest"])
      const { sessions } = yield* monCompte.listSessions({ session: first })
      const unknown = sessions.find(({ label }) => label === "Chrome, Brest")
      yield* monCompte.revokeSession({ session: first, number: unknown?.number ?? 0 })
      expect(yield* labels(first)).toEqual([null, "Firefox, Lyon", "Téléphone d’Ada"])
    }),
  )

  story(
    "sees no label that is too long, has two lines or has personal data, and is signed in all the same",
    (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const first = yield* signedIn(context)
        for (const label of [
          "x".repeat(81),
          "two\nlines",
          "Firefox de ada@example.org",
          "Mobile 06 39 98 12 34",
          `Poste de ${ADA.nir}`,
          7 as unknown as string,
        ]) {
          expect(yield* tagOf(monCompte.signIn({ ...SIGN_IN, label }))).toBe("SignedIn")
          const remembered = yield* monCompte.rememberMe({ session: first, label })
          yield* monCompte.forgetDevice({ device: remembered.device })
        }
        expect(yield* labels(first)).toEqual([null, null, null, null, null, null, null])
      }),
  )

  story("alone reads the labels: another person does not, and no row has them in clear", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* signedIn(context)
      yield* monCompte.signIn({ ...SIGN_IN, label: "Navigateur-XYZ, Ville-XYZ" })
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      expect(yield* labels(bob)).toEqual([null])
      expect(allStored(context)).not.toContain("XYZ")
    }),
  )

  story("has no influence on a refusal: a wrong password is answered as without a label", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* signedIn(context)
      const wrong = { identifier: ADA.nir, password: "Pas celui1" }
      const refused = yield* Effect.flip(monCompte.signIn({ ...wrong, label: "Firefox, Lyon" }))
      expect(refused).toEqual(yield* Effect.flip(monCompte.signIn(wrong)))
    }),
  )
})
