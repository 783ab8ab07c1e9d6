import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { agent, family, through } from "../../../../test/stories/creation.ts"
import {
  ADA,
  BOB,
  PASSWORD,
  story,
  type TestContext,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { MonCompte } from "../../mon-compte.ts"

describe("a provisional identifier", () => {
  const dora = Effect.fnUntraced(function* (context: TestContext) {
    const { agency, monCompte } = yield* family(context)
    const { identifier, person } = yield* agency.issueProvisional({ agent, commandId: "issue" })
    yield* agency.addDependant({ agent, file: ADA.file, person, on: "2022-01-01" })
    context.identities.enrol({ identifier, birthName: "Nguyen", birthDate: "1950-02-03" })
    const claim = { identifier, birthName: "Nguyen", birthDate: "1950-02-03" }
    yield* through(context, (yield* monCompte.createAccount(claim)).ticket)
    return { agency, monCompte, identifier, person, claim }
  })
  const NIR = "2 50 02 99 243 001"

  story("is told again where the command comes again, and issued once to a person", (context) =>
    Effect.gen(function* () {
      const { agency } = yield* family(context)
      const first = yield* agency.issueProvisional({ agent, commandId: "issue" })
      context.keys.rotate()
      expect(yield* agency.issueProvisional({ agent, commandId: "issue" })).toEqual(first)
      expect(yield* tagOf(agency.issueProvisional({ agent, person: first.person }))).toBe("HasIdentifier")
      const nobody = "01937f3e-0000-7000-8000-000000000000"
      expect(yield* tagOf(agency.issueProvisional({ agent, person: nobody }))).toBe("PersonUnknown")
      const commandId = { toString: 1, valueOf: 1 } as unknown as string
      expect(yield* tagOf(agency.issueProvisional({ agent, commandId }))).toBe("CommandIdRefused")
    }),
  )

  story("gives way to a number: same account, signed in with the number, and never again with the old one", (context) =>
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

  story("that was retired is issued to nobody else", (context) =>
    Effect.gen(function* () {
      const { agency, identifier, person } = yield* dora(context)
      yield* agency.recordNir({ agent, person, nir: NIR })
      context.issuer.next(identifier)
      const other = yield* whileTimePasses(agency.issueProvisional({ agent, commandId: "other" }))
      expect(other.identifier).not.toBe(identifier)
      expect(other.person).not.toBe(person)
    }),
  )

  story("that is retired while its password is being verified opens nothing", (context) =>
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

  story("whose owner's number another account has stays, and nothing is merged", (context) =>
    Effect.gen(function* () {
      const { agency, identifier, monCompte, person } = yield* dora(context)
      expect(yield* tagOf(agency.recordNir({ agent, person, nir: BOB.nir }))).toBe("NirTaken")
      expect(yield* tagOf(agency.recordNir({ agent, person: "1 99 01 75 056 009", nir: NIR }))).toBe("PersonUnknown")
      expect(yield* tagOf(agency.recordNir({ agent, person, nir: identifier }))).toBe("IdentifierRefused")
      expect(yield* tagOf(monCompte.signIn({ identifier, password: PASSWORD }))).toBe("SignedIn")
    }),
  )

  story("with a mistake in it is told as such, and not as a number", () =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const refusal = yield* Effect.flip(monCompte.signIn({ identifier: "P7K2 M9QX 4TR", password: PASSWORD }))
      expect(refusal).toMatchObject({ _tag: "IdentifierRefused", next: "CheckProvisionalIdentifier" })
    }),
  )
})
