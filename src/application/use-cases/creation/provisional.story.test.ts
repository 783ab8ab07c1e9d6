import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { agent, completeSteps, family } from "../../../../test/stories/family-with-identities.ts"
import {
  ADA,
  BOB,
  latestCode,
  PASSWORD,
  story,
  type TestContext,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { longTextOf } from "../../../messages/notices/long.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("a provisional identifier", () => {
  /** Dora, a dependant with an active account and a provisional identifier. */
  const dora = Effect.fnUntraced(function* (context: TestContext) {
    const { agency, monCompte } = yield* family(context)
    const { identifier, person } = yield* agency.issueProvisional({ agent, commandId: "issue" })
    yield* agency.addDependant({ agent, file: ADA.file, person, on: "2022-01-01" })
    context.identities.enrol({ identifier, birthName: "Nguyen", birthDate: "1950-02-03" })
    const claim = { identifier, birthName: "Nguyen", birthDate: "1950-02-03" }
    yield* completeSteps(context, (yield* monCompte.createAccount(claim)).ticket)
    return { agency, monCompte, identifier, person, claim }
  })
  const NIR = "2 50 02 99 243 001"

  story("is answered again to the same command, and issued once to a person", (context) =>
    Effect.gen(function* () {
      const { agency } = yield* family(context)
      const first = yield* agency.issueProvisional({ agent, commandId: "issue" })
      context.keys.rotate()
      expect(yield* agency.issueProvisional({ agent, commandId: "issue" })).toEqual(first)
      expect(yield* tagOf(agency.issueProvisional({ agent, person: first.person }))).toBe("HasIdentifier")
      const unknown = "01937f3e-0000-7000-8000-000000000000"
      expect(yield* tagOf(agency.issueProvisional({ agent, person: unknown }))).toBe("PersonUnknown")
      const commandId = { toString: 1, valueOf: 1 } as unknown as string
      expect(yield* tagOf(agency.issueProvisional({ agent, commandId }))).toBe("CommandIdRefused")
    }),
  )

  story("is retired when the NIR is recorded: the same account opens with the NIR only", (context) =>
    Effect.gen(function* () {
      const { agency, identifier, monCompte, person } = yield* dora(context)
      expect(yield* agency.recordNir({ agent, person: identifier, nir: NIR })).toEqual({ _tag: "NirRecorded", person })
      const signedIn = yield* monCompte.signIn({ identifier: NIR, password: PASSWORD })
      expect(signedIn).toMatchObject({ _tag: "SignedIn", account: person })
      const refused = yield* Effect.flip(monCompte.signIn({ identifier, password: PASSWORD }))
      const wrong = yield* Effect.flip(monCompte.signIn({ identifier: NIR, password: "Wrong123" }))
      expect(JSON.stringify(refused)).toBe(JSON.stringify(wrong))
    }),
  )

  story("is replaced by the NIR with an announcement to the contacts on record, which says the next step", (context) =>
    Effect.gen(function* () {
      const { agency, person } = yield* dora(context)
      yield* agency.recordNir({ agent, person, nir: NIR })
      yield* deliverDue()
      const [announcement, ...others] = context.mailbox
        .announced()
        .filter(({ about }) => about === "IdentifierReplaced")
      expect(others).toEqual([])
      const text = announcement === undefined ? null : longTextOf(announcement, "Mon Compte")
      expect(text).toMatchObject({
        subject: "Mon Compte\u00a0: votre numéro de sécurité sociale est enregistré",
        paragraphs: [
          "Connectez-vous maintenant avec ce numéro\u00a0: votre identifiant provisoire ne fonctionne plus. Votre mot de passe ne change pas.",
        ],
        unexpected:
          "Ce n’est pas le vôtre, ou vous ne vous y attendiez pas\u00a0? Sans attendre, adressez-vous à votre Caf.",
      })
    }),
  )

  story("is retired with the recovery that was under way by it, and its wrong passwords count for the NIR", (context) =>
    Effect.gen(function* () {
      const { agency, identifier, monCompte, person } = yield* dora(context)
      const { ticket } = yield* monCompte.startRecovery({ identifier })
      const code = yield* latestCode(context)
      yield* Effect.repeat(Effect.ignore(monCompte.signIn({ identifier, password: "Faux1234" })), { times: 4 })
      yield* agency.recordNir({ agent, person, nir: NIR })
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code }))).toBe("RecoveryCodeRefused")
      expect(yield* tagOf(monCompte.signIn({ identifier: NIR, password: PASSWORD }))).toBe("Refused")
    }),
  )

  story("that was retired is never issued again", (context) =>
    Effect.gen(function* () {
      const { agency, identifier, person } = yield* dora(context)
      yield* agency.recordNir({ agent, person, nir: NIR })
      context.issuer.next(identifier)
      const other = yield* whileTimePasses(agency.issueProvisional({ agent, commandId: "other" }))
      expect(other.identifier).not.toBe(identifier)
      expect(other.person).not.toBe(person)
    }),
  )

  story("that is retired while the password is verified opens nothing", (context) =>
    Effect.gen(function* () {
      const { agency, identifier, monCompte, person } = yield* dora(context)
      context.hashing.meanwhile = Effect.suspend(() => {
        context.hashing.meanwhile = Effect.void
        return Effect.asVoid(Effect.orDie(agency.recordNir({ agent, person, nir: NIR })))
      })
      expect(yield* tagOf(monCompte.signIn({ identifier, password: PASSWORD }))).toBe("Refused")
      expect(yield* tagOf(monCompte.signIn({ identifier: NIR, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("stays in use if another account has the NIR, and no accounts are merged", (context) =>
    Effect.gen(function* () {
      const { agency, identifier, monCompte, person } = yield* dora(context)
      expect(yield* tagOf(agency.recordNir({ agent, person, nir: BOB.nir }))).toBe("NirTaken")
      expect(yield* tagOf(agency.recordNir({ agent, person: "1 99 01 75 056 009", nir: NIR }))).toBe("PersonUnknown")
      expect(yield* tagOf(agency.recordNir({ agent, person, nir: identifier }))).toBe("IdentifierRefused")
      expect(yield* tagOf(monCompte.signIn({ identifier, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("with a typing error is refused as a provisional identifier, and not as a NIR", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const refusal = yield* Effect.flip(monCompte.signIn({ identifier: "P7K2 M9QX 4TR", password: PASSWORD }))
      expect(refusal).toMatchObject({ _tag: "IdentifierRefused", next: "CheckProvisionalIdentifier" })
    }),
  )
})
