import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { NOON } from "../../../../test/stories/family.ts"
import { ADA, latestCode, migrated, story, type TestContext, tagOf } from "../../../../test/stories/test-context.ts"
import { done } from "../../../forms/results.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

const AGENT = "agent-7"
const UNKNOWN = "1 85 05 78 006 085"
const FACTS = { identifier: ADA.nir, birthName: "Martin", birthDate: "1969-05-12" }
/** What an agent gives at the counter, after the proof of identity. The host's identity records know it. */
const COUNTER = { _tag: "CounterCode", code: "K7Q2M9" }

const sentBy = Effect.fnUntraced(function* (context: TestContext, identifier: string) {
  const monCompte = yield* MonCompte
  yield* deliverDue()
  const before = context.mailbox.sent().length
  const answer = yield* monCompte.startRecovery({ identifier })
  yield* deliverDue()
  return { answer, messages: context.mailbox.sent().length - before }
})

describe("a person without any contact on record who forgot their password", () => {
  story("reads what an unknown number reads, and the text leads all to their Caf", (context) =>
    Effect.gen(function* () {
      const known = yield* sentBy(context, ADA.nir)
      const unknown = yield* sentBy(context, UNKNOWN)
      expect([known.messages, unknown.messages]).toEqual([0, 0])
      expect(Object.keys(known.answer)).toEqual(Object.keys(unknown.answer))
      expect(known.answer._tag).toBe(unknown.answer._tag)
      expect(done.startRecovery.fr).toBe(
        "Si cet identifiant ouvre un espace personnel, un code vient d’être envoyé à ses coordonnées. Vous n’avez rien " +
          "reçu, ou vos coordonnées ont changé\u00a0? Votre Caf peut vous redonner un accès, sur présentation d’une pièce " +
          "d’identité.",
      )
    }),
  )

  story(
    "and has the 8-digit password still: proves their identity at the counter, and opens the space with that",
    (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const monCompte = yield* MonCompte
        yield* TestClock.setTime(NOON)
        yield* agency.openFile({ agent: AGENT, file: ADA.file, holder: ADA.nir, on: "2020-01-01" })
        const evidence = [{ is: COUNTER, strength: "Counter" as const }]
        context.identities.enrol({ ...FACTS, evidence, hasLegacyPassword: true })
        expect(yield* tagOf(monCompte.createAccount(FACTS))).toBe("CreationRefused")
        const { ticket } = yield* monCompte.createAccount({ ...FACTS, evidence: [COUNTER] })
        yield* monCompte.startMigration({ ticket })
        expect(yield* tagOf(monCompte.migrationProgress({ ticket }))).toBe("TermsPending")
      }),
  )

  story("and has migrated: an agent restores the access with a new contact, which the person proves", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      yield* migrated(context)
      yield* deliverDue()
      yield* agency.barContact({ agent: AGENT, person: ADA.nir, contact: "ada@example.org" })
      yield* deliverDue()
      expect((yield* sentBy(context, ADA.nir)).messages).toBe(0)
      yield* agency.restoreAccess({ agent: AGENT, person: ADA.nir, contact: "new@example.org" })
      yield* deliverDue()
      const { answer } = yield* sentBy(context, ADA.nir)
      expect(yield* tagOf(monCompte.confirmRecovery({ ticket: answer.ticket, code: yield* latestCode(context) }))).toBe(
        "PasswordToChoose",
      )
    }),
  )
})
