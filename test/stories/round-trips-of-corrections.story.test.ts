import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Agency } from "../../src/application/agency.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { AGENT, couple, FILE } from "./family.ts"
import { readingAfterCommit, recordingCalls, recordingVerbs } from "./recorded-calls.ts"
import { BOB, createTestContext, PASSWORD } from "./test-context.ts"

const BY = { agent: AGENT, file: FILE }

describe("round trips to the storage, for corrections and the confidential mode", () => {
  it.effect("are at most four, except where the partners' contacts are compared, and none follows the commit", () => {
    const { since, wrapStorage } = recordingCalls()
    const context = createTestContext({ wrapStorage })
    const test = Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      const { ada, adas, ids } = yield* couple(context)
      const { byVerb, record } = recordingVerbs(since)
      yield* record("previewSeparation", monCompte.previewSeparation(adas))
      yield* record("startConfidentialMode", monCompte.startConfidentialMode({ session: ada, current: PASSWORD }))
      yield* record("whoAmI, in confidential mode", monCompte.whoAmI({ session: ada }))
      const changed = { session: ada, current: PASSWORD, contact: "ada.seule@example.org" }
      yield* record("changeContact, in confidential mode", monCompte.changeContact(changed))
      yield* record("endConfidentialMode", monCompte.endConfidentialMode({ session: ada, current: PASSWORD }))
      yield* agency.declareSeparation({ ...BY, person: ids.ada, fact: "2026-11-01" })
      since()
      yield* record("undoSeparation", agency.undoSeparation({ ...BY, cause: "WrongFile" }))
      yield* agency.closeFile({ ...BY, cause: "NoMoreRights" })
      since()
      yield* record("reopenFile", agency.reopenFile({ ...BY, cause: "WrongDecision" }))
      yield* agency.removeMember({ ...BY, person: ids.bruno, cause: "LeftHome" })
      yield* agency.openFile({ agent: AGENT, file: BOB.file, holder: BOB.nir })
      since()
      yield* record("mergeFiles", agency.mergeFiles({ ...BY, from: BOB.file }))
      expect(byVerb).toEqual({
        previewSeparation: "load load",
        startConfidentialMode: "load load commit load load load commit",
        "whoAmI, in confidential mode": "load load load load",
        "changeContact, in confidential mode": "load load commit load load load commit",
        endConfidentialMode: "load load commit load load load commit",
        undoSeparation: "load load commit",
        reopenFile: "load journal load commit",
        mergeFiles: "load load commit",
      })
      expect(readingAfterCommit(byVerb)).toEqual([])
    })
    return Effect.provide(test, context.layer)
  })

  it.effect("are these when an account is closed or erased, which reads its files and the partner in them", () => {
    const { since, wrapStorage } = recordingCalls()
    const context = createTestContext({ wrapStorage })
    const test = Effect.gen(function* () {
      const agency = yield* Agency
      const { adas, ids } = yield* couple(context)
      yield* Effect.flatMap(MonCompte, (monCompte) => monCompte.grantDelegation(adas))
      const { byVerb, record } = recordingVerbs(since)
      yield* record("closeAccount", agency.closeAccount({ agent: AGENT, person: ids.ada }))
      yield* record("erasePerson", agency.erasePerson({ agent: AGENT, person: ids.bruno }))
      expect(byVerb).toEqual({
        closeAccount: "load load load load load commit",
        erasePerson: "load load load load commit",
      })
      expect(readingAfterCommit(byVerb)).toEqual([])
    })
    return Effect.provide(test, context.layer)
  })
})
