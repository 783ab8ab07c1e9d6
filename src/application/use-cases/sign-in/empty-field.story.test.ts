import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import {
  ADA,
  atCode,
  latestCode,
  MAIL,
  PASSWORD,
  signedIn,
  story,
  type TestContext,
  tagOf,
  wrongCode,
} from "../../../../test/stories/test-context.ts"
import { graveActPolicies } from "../../../domain/session/grave-act-policy.ts"
import { describeRefusal } from "../../../messages/describe-refusal.ts"
import { Agency } from "../../agency.ts"
import { policiesLayer } from "../../contract/policies.ts"
import { MonCompte } from "../../mon-compte.ts"

/** What was asked at the ports and written so far. */
const traces = ({ hasher, identities, legacy, storage }: TestContext) => ({
  hasher: hasher.verifications(),
  legacy: legacy.calls(),
  identities: identities.calls(),
  rows: storage.snapshot().rows,
})

const EMPTY: ReadonlyArray<unknown> = ["", undefined, null, 12_345_678]

describe("a person who presses Enter too early", () => {
  story("is asked for the password a hundred times at sign-in, and is let in with the right one", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const before = traces(context)
      for (let press = 0; press < 100; press += 1) {
        const password = EMPTY[press % EMPTY.length] as string
        const refusal = yield* Effect.flip(monCompte.signIn({ identifier: ADA.nir, password }))
        expect(refusal).toMatchObject({ _tag: "FieldEmpty", field: "password" })
      }
      expect(traces(context)).toEqual(before)
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }))).toBe("MigrationRequired")
    }),
  )

  story("gets the same answer for a number that no person has, and no port is asked for either", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* signedIn(context)
      const before = traces(context)
      const unknown = yield* Effect.flip(monCompte.signIn({ identifier: "2 55 08 14 168 025", password: "" }))
      expect(unknown).toEqual(yield* Effect.flip(monCompte.signIn({ identifier: ADA.nir, password: "" })))
      expect(traces(context)).toEqual(before)
    }),
  )

  story("is asked for the current password wherever it is needed, and no try is counted", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const session = yield* signedIn(context)
      const verified = context.hasher.verifications()
      const change = { session, password: "Azerty34", confirmation: "Azerty34" }
      for (let press = 0; press < 12; press += 1) {
        const current = EMPTY[press % EMPTY.length] as string
        const refusals = [
          yield* Effect.flip(monCompte.changePassword({ ...change, current })),
          yield* Effect.flip(monCompte.changeContact({ session, current, contact: "ada.new@example.org" })),
        ]
        for (const refusal of refusals) expect(refusal).toMatchObject({ _tag: "FieldEmpty", field: "current" })
      }
      expect(context.hasher.verifications()).toBe(verified)
      expect(yield* tagOf(monCompte.changePassword({ ...change, current: PASSWORD }))).toBe("PasswordChanged")
    }),
  )

  story("is asked for the current password before a grave act, and no try is counted", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* agency.openFile({ agent: "agent-1", file: "file-1", holder: ADA.nir })
      yield* agency.formCouple({ agent: "agent-1", file: "file-1", spouse: "1 85 05 78 006 084 91" })
      const monCompte = yield* MonCompte
      const session = yield* signedIn(context)
      for (let press = 0; press < 12; press += 1) {
        const given = yield* Effect.flip(monCompte.grantDelegation({ session, file: "file-1", current: "" }))
        expect(describeRefusal(given, { verb: "grantDelegation" })).toMatchObject({ field: "current" })
      }
      const act = { session, file: "file-1", current: PASSWORD }
      expect(yield* tagOf(monCompte.grantDelegation(act))).toBe("DelegationView")
    }).pipe(Effect.provide(policiesLayer({ graveActs: graveActPolicies.password }))),
  )

  story("keeps all five tries of a code, at every verb that takes one", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const blanks = ["", " ", "\u00a0\u200b", "\u200e"]
      const ticket = yield* atCode()
      const code = yield* latestCode(context)
      for (const typed of [...blanks, ...blanks]) {
        const refusal = yield* Effect.flip(monCompte.confirmCode({ ticket, code: typed }))
        expect(refusal).toMatchObject({ _tag: "FieldEmpty", field: "code" })
      }
      expect(yield* Effect.flip(monCompte.confirmCode({ ticket, code: wrongCode(code) }))).toMatchObject({
        triesLeft: 4,
      })
      yield* monCompte.confirmCode({ ticket, code })
      const { ticket: recovery } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      for (const typed of [...blanks, ...blanks]) {
        expect(yield* tagOf(monCompte.confirmRecovery({ ticket: recovery, code: typed }))).toBe("FieldEmpty")
      }
      const signedInAnswer = yield* monCompte.signIn({ identifier: ADA.nir, password: PASSWORD })
      if (signedInAnswer._tag !== "SignedIn") throw new Error("The password is right.")
      const { session } = signedInAnswer
      yield* monCompte.changeContact({ session, current: PASSWORD, contact: MAIL })
      for (const typed of [...blanks, ...blanks]) {
        expect(yield* tagOf(monCompte.confirmContact({ session, code: typed }))).toBe("FieldEmpty")
      }
      expect(yield* monCompte.contactChangeProgress({ session })).toMatchObject({ triesLeft: 5 })
    }),
  )

  story("gets the missing parts of the identity, also of the evidence, and no try is counted", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const before = traces(context)
      const claim = { identifier: ADA.nir, birthName: "Lovelace", birthDate: "1969-05-12" }
      const letters = [{ _tag: "LetterCode", code: "" }, { _tag: "LetterCode", code: "  " }, { _tag: "" }]
      for (const evidence of letters) {
        const refusal = yield* Effect.flip(monCompte.createAccount({ ...claim, evidence: [evidence] }))
        expect(refusal).toMatchObject({ _tag: "IdentityIncomplete", missing: ["Evidence"] })
        expect(describeRefusal(refusal, { verb: "createAccount" })).toMatchObject({ field: "evidence" })
      }
      const all = { identifier: ADA.nir, birthName: " ", birthDate: "" }
      expect(yield* Effect.flip(monCompte.createAccount(all))).toMatchObject({ missing: ["BirthName", "BirthDate"] })
      expect(traces(context)).toEqual(before)
    }),
  )
})

describe("a person who types something else than an identifier", () => {
  story("reads what was typed and what is expected", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      for (const [identifier, says] of [
        [
          "ada@example.org",
          "C’est une adresse e-mail. Saisissez plutôt votre numéro de sécurité sociale (13 chiffres)",
        ],
        ["06 39 98 12 34", "C’est un numéro de téléphone. Saisissez plutôt votre numéro de sécurité sociale"],
        ["+33 6 39 98 12 34", "C’est un numéro de téléphone."],
        ["bonjour", "Ce n’est pas un numéro. Saisissez votre numéro de sécurité sociale (13 chiffres)"],
        ["Éloïse", "Ce n’est pas un numéro."],
        ["P7K2 M9QX", "Cet identifiant provisoire n’est pas complet"],
        ["7 69 05 49 588 157", "Vous n’en avez pas\u00a0? Demandez-le à votre Caf."],
        ["", "Saisissez votre numéro de sécurité sociale\u00a0: 13 chiffres"],
      ] as const) {
        for (const verb of ["signIn", "startRecovery"] as const) {
          const call: Effect.Effect<unknown, Parameters<typeof describeRefusal>[0]> =
            verb === "signIn"
              ? monCompte.signIn({ identifier, password: PASSWORD })
              : monCompte.startRecovery({ identifier })
          const { field, message } = describeRefusal(yield* Effect.flip(call), { verb })
          expect(field).toBe("identifier")
          expect(message).toContain(says)
        }
      }
    }),
  )
})

describe("a person with a provisional identifier", () => {
  story("who types a password of 8 digits reads which number it goes with, and no try is counted", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { identifier } = yield* agency.issueProvisional({ agent: "agent-1" })
      const before = traces(context)
      for (let press = 0; press < 12; press += 1) {
        const refusal = yield* Effect.flip(monCompte.signIn({ identifier, password: "12345678" }))
        const { field, message, next } = describeRefusal(refusal, { verb: "signIn" })
        expect([refusal._tag, field, next]).toEqual(["LegacyPasswordRefused", "identifier", "CheckFields"])
        expect(message).toContain("va avec le numéro de sécurité sociale de l’allocataire")
        expect(message).toContain("«\u00a0Créer Mon Compte\u00a0»")
      }
      const unknown = yield* tagOf(monCompte.signIn({ identifier: "P7K2 M9QX 4TRB", password: "12345678" }))
      expect(unknown).toBe("LegacyPasswordRefused")
      expect(traces(context)).toEqual(before)
    }),
  )
})

describe("a person who waits after wrong passwords", () => {
  story("reads the rule for the right password as for a wrong one, and as for an unknown number", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      yield* signedIn(context)
      const signIn = (identifier: string, password: string) =>
        Effect.map(Effect.flip(monCompte.signIn({ identifier, password })), (refusal) => describeRefusal(refusal))
      const first = yield* signIn(ADA.nir, "Wrong1234")
      for (let press = 0; press < 4; press += 1) yield* signIn(ADA.nir, "Wrong1234")
      const right = yield* signIn(ADA.nir, PASSWORD)
      const unknown = yield* signIn("2 55 08 14 168 025", PASSWORD)
      expect([right, unknown]).toEqual([first, first])
      expect(right.message).toContain("bloquée un moment, même avec le bon mot de passe")
      expect(right.message).toContain("Mot de passe oublié")
      expect(right.message).not.toContain("ne vont pas ensemble")
      yield* TestClock.adjust("2 minutes")
      expect(yield* tagOf(monCompte.signIn({ identifier: ADA.nir, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("reads in the open session how long the wait is, as a duration", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const session = yield* signedIn(context)
      const change = { session, current: "Wrong1234", password: "Azerty34", confirmation: "Azerty34" }
      for (let press = 0; press < 5; press += 1) yield* Effect.flip(monCompte.changePassword(change))
      const { field, message, next } = describeRefusal(yield* Effect.flip(monCompte.changePassword(change)))
      expect([field, next]).toEqual(["current", "Wait"])
      expect(message).toContain("Réessayez dans 2\u00a0minutes")
    }),
  )
})
