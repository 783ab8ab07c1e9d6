import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import {
  ADA,
  atContact,
  latestCode,
  PASSWORD,
  signedIn,
  started,
  story,
} from "../../../../test/stories/test-context.ts"
import { presets } from "../../../domain/password/index.ts"
import { defaultPolicies, Policies } from "../../contract/policies.ts"
import { MonCompte } from "../../mon-compte.ts"

const ADDRESS = "ada.lovelace@example.org"
const ABOUT = { names: ["Ada", "Lovelace"], birthDate: "1969-05-14", contacts: ["work.place@example.org"] }
const typed = (password: string) => ({ password, confirmation: password })
const FORBIDDEN = [
  ["Ada.Lovelace@example.org1", "ContainsContact"],
  ["Ada.Lovelace7", "ContainsContact"],
  ["Train-bleu-7", "TooCommon"],
] as const

/** The verbs under a preset. */
const under = (preset: keyof typeof presets) =>
  MonCompte.pipe(
    Effect.provide(
      Layer.fresh(MonCompte.verbs).pipe(
        Layer.provide(Layer.succeed(Policies, { ...defaultPolicies, password: { ...presets[preset], maximum: 30 } })),
      ),
    ),
  )

/** The codes of the rules that a refused password breaks. */
const broken = <R>(effect: Effect.Effect<unknown, { readonly _tag: string }, R>) =>
  Effect.map(Effect.flip(effect), (refusal) =>
    "broken" in refusal ? (refusal.broken as ReadonlyArray<{ readonly code: string }>).map(({ code }) => code) : [],
  )

describe("an attacker who tries the e-mail address, or the example of our own hint, as the password", () => {
  story("is refused by the preset `recommended` wherever a password is chosen", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* under("recommended")
      const session = yield* signedIn(context, ADA, ADDRESS)
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
      for (const [password, code] of FORBIDDEN) {
        const change = monCompte.changePassword({ session, current: PASSWORD, ...typed(password) })
        expect(yield* broken(change)).toContain(code)
        expect(yield* broken(monCompte.chooseRecoveredPassword({ ticket, ...typed(password) }))).toContain(code)
      }
    }),
  )

  story("finds a password that was chosen before the address outdated at the next sign-in", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* under("recommended")
      const ticket = yield* atContact()
      yield* monCompte.goBack({ ticket })
      yield* monCompte.choosePassword({ ticket, ...typed("Ada.Lovelace7") })
      yield* monCompte.sendCode({ ticket, contact: ADDRESS })
      yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context) })
      const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: "Ada.Lovelace7" })
      expect(answer).toMatchObject({ _tag: "MustChangePassword", reason: "PolicyRaised" })
    }),
  )

  story("is accepted by the preset `leaflet`, which refuses nothing more than the leaflet", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* under("leaflet")
      let current = PASSWORD
      yield* signedIn(context, ADA, ADDRESS)
      for (const [password] of FORBIDDEN) {
        const answer = yield* monCompte.signIn({ identifier: ADA.nir, password: current })
        if (answer._tag !== "SignedIn") throw new Error(answer._tag)
        yield* monCompte.changePassword({ session: answer.session, current, ...typed(password), about: ABOUT })
        current = password
      }
    }),
  )
})

describe("what the application knows about the person", () => {
  story("is searched for in a new password, and unreadable parts of it are ignored", () =>
    Effect.gen(function* () {
      const monCompte = yield* under("recommended")
      const { ticket } = yield* started()
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      const choose = (password: string, about: unknown) =>
        monCompte.choosePassword({ ticket, ...typed(password), about: about as typeof ABOUT })
      expect(yield* broken(choose("Lovelace-et-13-thes", ABOUT))).toEqual(["ContainsName"])
      expect(yield* broken(choose("Velo-14051969", ABOUT))).toEqual(["ContainsBirthDate"])
      expect(yield* broken(choose("Work.Place-42", ABOUT))).toEqual(["ContainsContact"])
      for (const about of [null, 5, { names: "Lovelace", birthDate: "in May 1969", contacts: [5] }]) {
        expect((yield* choose("Lovelace-14-mai-1969", about))._tag).toBe("ContactPending")
        yield* monCompte.goBack({ ticket })
      }
    }),
  )
})
