import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { AGENT, FILE } from "../../../../test/stories/family.ts"
import { LEA, TUTELLE, withGuardian } from "../../../../test/stories/guardians.ts"
import {
  ADA,
  latestCode,
  PASSWORD,
  session,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

const LETTER = { _tag: "Letter", code: "ABC-123" }
const IDENTITY = { identifier: LEA.nir, birthName: LEA.birthName, birthDate: LEA.birthDate }

/** Lea creates her space with a proof of her identity, and signs in. */
const createSpaceByLetter = Effect.fnUntraced(function* (context: TestContext) {
  const monCompte = yield* MonCompte
  const { ticket } = yield* monCompte.createAccount({ ...IDENTITY, evidence: [LETTER] })
  yield* monCompte.startMigration({ ticket })
  yield* monCompte.acceptTerms({ ticket, version: "1" })
  yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
  yield* monCompte.sendCode({ ticket, contact: "lea@example.org" })
  yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context) })
  return yield* session({ ...ADA, nir: LEA.nir })
})

describe("a guardian who is in no file", () => {
  story("creates a space with a proof of their identity, and acts", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { ids } = yield* withGuardian(context)
      context.identities.enrol({ ...IDENTITY, evidence: [{ is: LETTER, strength: "Document" }] })
      // Nothing is known of Lea: no space for a stranger.
      expect(yield* tagOf(monCompte.createAccount({ ...IDENTITY, evidence: [LETTER] }))).toBe("CreationRefused")
      const record = { ...TUTELLE, person: ids.ada, mandatary: LEA.nir, commandId: "m" }
      const { mandatary } = yield* agency.recordMandate(record)
      expect((yield* agency.recordMandate(record)).mandatary).toBe(mandatary)
      // Facts that relatives know are no proof for a person who reaches the data of another.
      expect(yield* tagOf(monCompte.createAccount(IDENTITY))).toBe("CreationRefused")
      const acts = { session: yield* createSpaceByLetter(context), file: FILE, onBehalfOf: ids.ada }
      expect(yield* monCompte.recordAction({ ...acts, action: "AnswerFundRequest" })).toMatchObject({
        actor: mandatary,
        onBehalfOf: ids.ada,
      })
      expect(yield* monCompte.listMyFiles(acts)).toMatchObject({ files: [], mandates: [{ person: ids.ada }] })
    }),
  )

  story("cannot create a space after the mandate has ended", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { ids } = yield* withGuardian(context)
      context.identities.enrol({ ...IDENTITY, evidence: [{ is: LETTER, strength: "Document" }] })
      yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: LEA.nir })
      yield* agency.endMandate({ agent: AGENT, person: ids.ada, number: 1, cause: "RecordedByMistake" })
      expect(yield* tagOf(monCompte.createAccount({ ...IDENTITY, evidence: [LETTER] }))).toBe("CreationRefused")
    }),
  )
})

describe("a guardian whose space facts alone opened after the mandate was recorded", () => {
  story("has no right until an agent confirms them", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { ids } = yield* withGuardian(context)
      // Lea is also a dependant of a file, for whom facts open a space.
      yield* agency.addDependant({ agent: AGENT, file: "file-2", person: LEA.nir })
      yield* agency.recordMandate({ ...TUTELLE, person: ids.ada, mandatary: LEA.nir })
      context.identities.enrol(IDENTITY)
      const { ticket } = yield* monCompte.createAccount(IDENTITY)
      yield* monCompte.startMigration({ ticket })
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
      yield* monCompte.sendCode({ ticket, contact: "stranger@example.org" })
      yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context) })
      const acts = { session: yield* session({ ...ADA, nir: LEA.nir }), file: FILE, onBehalfOf: ids.ada }
      expect(yield* Effect.flip(monCompte.recordAction({ ...acts, action: "ViewFile" }))).toMatchObject({
        reason: "MandateUnconfirmed",
        change: "AgentConfirms",
      })
      expect((yield* monCompte.listMandates(acts)).held).toMatchObject([{ status: "Unconfirmed", files: [] }])
      yield* agency.changeMandate({ agent: AGENT, person: ids.ada, number: 1 })
      expect(yield* tagOf(monCompte.recordAction({ ...acts, action: "ViewFile" }))).toBe("ActionRecorded")
    }),
  )
})
