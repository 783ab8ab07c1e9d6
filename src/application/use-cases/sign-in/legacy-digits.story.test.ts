import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { BOB_ID, family } from "../../../../test/stories/family-with-identities.ts"
import {
  ADA,
  latestCode,
  MAIL,
  PASSWORD,
  session,
  signedIn,
  started,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { type PasswordPolicy, presets } from "../../../domain/password/index.ts"
import { detailsOf } from "../../../messages/details.ts"
import type { messageOf } from "../../../messages/messages.ts"
import { Agency } from "../../agency.ts"
import { defaultPolicies, Policies } from "../../contract/policies.ts"
import { MonCompte } from "../../mon-compte.ts"

const typed = (password: string) => ({ password, confirmation: password })

/** The verbs under a password policy. */
const under = (password: PasswordPolicy) =>
  MonCompte.pipe(
    Effect.provide(
      Layer.fresh(MonCompte.verbs).pipe(Layer.provide(Layer.succeed(Policies, { ...defaultPolicies, password }))),
    ),
  )

const WITH_LEGACY = `Ab${ADA.legacy}`
const SENTENCE =
  "N’utilisez pas 8 chiffres à la suite, comme dans un ancien mot de passe\u00a0: d’autres peuvent le connaître. " +
  "Choisissez un nombre plus court, par exemple 7 ou 42."

/** What the person reads beside the field. */
const sentences = <R>(effect: Effect.Effect<unknown, Parameters<typeof messageOf>[0], R>) =>
  Effect.map(Effect.flip(effect), (refusal) => detailsOf(refusal, "fr"))

describe("the eight digits that a former partner knows, kept inside the new password", () => {
  story("are refused by the preset `recommended` at every place where a password is chosen", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* under(presets.recommended)
      const agency = yield* Agency
      yield* family(context)
      const wizard = yield* started()
      yield* monCompte.acceptTerms({ ticket: wizard.ticket, version: "1" })
      const created = yield* monCompte.createAccount(BOB_ID)
      yield* monCompte.startMigration({ ticket: created.ticket })
      yield* monCompte.acceptTerms({ ticket: created.ticket, version: "1" })
      expect(yield* sentences(monCompte.choosePassword({ ticket: created.ticket, ...typed(WITH_LEGACY) }))).toEqual([
        SENTENCE,
      ])
      expect(yield* sentences(monCompte.choosePassword({ ticket: wizard.ticket, ...typed(WITH_LEGACY) }))).toEqual([
        SENTENCE,
      ])

      const leaflet = yield* MonCompte
      yield* leaflet.choosePassword({ ticket: wizard.ticket, ...typed(PASSWORD) })
      yield* leaflet.sendCode({ ticket: wizard.ticket, contact: MAIL })
      yield* leaflet.confirmCode({ ticket: wizard.ticket, code: yield* latestCode(context) })
      const open = yield* session()
      const change = monCompte.changePassword({ session: open, current: PASSWORD, ...typed(WITH_LEGACY) })
      expect(yield* sentences(change)).toEqual([SENTENCE])
      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
      expect(yield* sentences(monCompte.chooseRecoveredPassword({ ticket, ...typed(WITH_LEGACY) }))).toEqual([SENTENCE])
      yield* agency.requirePasswordChange({ agent: "Agent 7", people: [ADA.nir], reason: "Precaution" })
      const required = yield* leaflet.signIn({ identifier: ADA.nir, password: PASSWORD })
      const replacing = required._tag === "MustChangePassword" && "ticket" in required ? required.ticket : ""
      expect(yield* sentences(monCompte.replacePassword({ ticket: replacing, ...typed(WITH_LEGACY) }))).toEqual([
        SENTENCE,
      ])
    }),
  )

  story("are accepted by the preset `leaflet`, which refuses nothing more than the current password", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const open = yield* signedIn(context)
      expect(yield* tagOf(monCompte.changePassword({ session: open, current: PASSWORD, ...typed(WITH_LEGACY) }))).toBe(
        "PasswordChanged",
      )
      const again = { session: yield* session(ADA, WITH_LEGACY), current: WITH_LEGACY, ...typed(WITH_LEGACY) }
      expect(yield* sentences(monCompte.changePassword(again))).toEqual([
        "C’est déjà votre mot de passe. Choisissez-en un nouveau, par exemple avec d’autres mots.",
      ])
    }),
  )

  story("are refused alone even by a policy without any required kind, and the legacy system is not asked", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* under({ ...presets.leaflet, name: "own", kinds: [], kindsNeeded: 0 })
      const open = yield* signedIn(context)
      const questions = context.legacy.calls()
      const change = (password: string) =>
        monCompte.changePassword({ session: open, current: PASSWORD, ...typed(password) })
      expect(yield* sentences(change(ADA.legacy))).toEqual([SENTENCE])
      expect(yield* sentences(change("84839201"))).toEqual([SENTENCE])
      expect(context.legacy.calls()).toBe(questions)
      expect(yield* tagOf(change("848392017"))).toBe("PasswordChanged")
    }),
  )
})
