import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../src/application/agency.ts"
import type { VerbName } from "../../src/application/contract/field-names.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { describeRefusal } from "../../src/messages/describe-refusal.ts"
import { AGENT, BRUNO, FILE, family, NOON } from "./family.ts"
import { ADA, PASSWORD, signedIn, story } from "./test-context.ts"

const MERGER = { agent: AGENT, person: ADA.nir, merged: BRUNO.nir, cause: "RegisteredTwice", proof: "Counter" } as const
const UNKNOWN = "2 90 01 75 101 003"

const fieldIn = <R>(verb: VerbName, call: Effect.Effect<unknown, Parameters<typeof describeRefusal>[0], R>) =>
  Effect.map(Effect.flip(call), (refusal) => {
    const { field, points } = describeRefusal(refusal, { verb })
    expect(points.map((point) => point.field)).toContain(field)
    return field
  })

describe("a verb with two fields of one kind", () => {
  story("names the one that was wrong, and not the first one that could be", (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const monCompte = yield* MonCompte
      yield* TestClock.setTime(NOON)
      yield* family()
      const session = yield* signedIn(context)
      const merges = (change: object) => fieldIn("Agency.mergeAccounts", agency.mergeAccounts({ ...MERGER, ...change }))
      expect(yield* merges({ merged: "bonjour" })).toBe("merged")
      expect(yield* merges({ merged: UNKNOWN })).toBe("merged")
      expect(yield* merges({ person: UNKNOWN })).toBe("person")
      expect(yield* merges({ proof: "None" })).toBe("proof")
      expect(yield* merges({ cause: "None" })).toBe("cause")
      const joins = (change: object) =>
        fieldIn("Agency.mergeFiles", agency.mergeFiles({ agent: AGENT, file: FILE, from: "file-2", ...change }))
      expect(yield* joins({})).toBe("from")
      expect(yield* joins({ from: "?" })).toBe("from")
      expect(yield* joins({ file: "file-9" })).toBe("file")
      const named = { session, current: PASSWORD, contacts: ["bruno@example"] }
      expect(yield* fieldIn("startConfidentialMode", monCompte.startConfidentialMode(named))).toBe("contacts")
      const byAgent = { agent: AGENT, person: ADA.nir, contacts: ["01 02"] }
      expect(yield* fieldIn("Agency.startConfidentialMode", agency.startConfidentialMode(byAgent))).toBe("contacts")
    }),
  )
})
