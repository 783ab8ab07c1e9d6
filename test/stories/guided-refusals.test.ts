import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../src/application/agency.ts"
import { fieldsOf, type VerbName, verbNames } from "../../src/application/contract/field-names.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { describeRefusal, isNoField } from "../../src/messages/describe-refusal.ts"
import { isRefusal } from "../../src/messages/messages.ts"
import { AGENT, FILE, family, NOON } from "./family.ts"
import { ADA, signedIn, story, type TestContext } from "./test-context.ts"

type Call = (input: object) => Effect.Effect<object, object>

/** The verb of a name, for callers without types. */
const verbOf = (name: VerbName) =>
  Effect.gen(function* () {
    const [people, agents] = [yield* MonCompte, yield* Agency]
    // Every name has its verb, which the compiler cannot see through the name.
    const verbs = (name.startsWith("Agency.") ? agents : people) as unknown as Readonly<Record<string, Call>>
    return verbs[name.replace("Agency.", "")] as Call
  })

const JUNK: ReadonlyArray<unknown> = ["", " ", "x", "2 69 05 49 588 157 80", "2026-02-30", 7, null, undefined, {}, []]

/** Calls every verb with a wrong value in every field but those of `valid`, and answers the refusals. */
const refusalsOf = Effect.fnUntraced(function* (context: TestContext, valid: Readonly<Record<string, unknown>>) {
  const start = context.storage.snapshot()
  const refusals: Array<{ readonly verb: VerbName; readonly refusal: Parameters<typeof describeRefusal>[0] }> = []
  for (const verb of verbNames) {
    const call = yield* verbOf(verb)
    for (const junk of JUNK) {
      context.storage.restore(start)
      const input = Object.fromEntries(fieldsOf(verb).map((field) => [field, valid[field] ?? junk]))
      const refusal = yield* Effect.match(call(input), {
        onFailure: (refusal) => refusal,
        onSuccess: () => null,
      })
      if (refusal === null) continue
      if (!isRefusal(refusal)) throw new Error(`${verb} failed without a refusal.`)
      refusals.push({ verb, refusal })
    }
  }
  return refusals
})

describe("every refusal of every verb", () => {
  story(
    "names a field of that verb or says that it concerns none, has a code and a next step, and a text in each language",
    (context) =>
      Effect.gen(function* () {
        yield* TestClock.setTime(NOON)
        yield* family()
        const session = yield* signedIn(context)
        const callers = [{}, { session }, { session, file: FILE }, { agent: AGENT }, { agent: AGENT, file: FILE }]
        const seen = new Set<string>()
        for (const valid of [...callers, { agent: AGENT, file: FILE, person: ADA.nir }]) {
          for (const { refusal, verb } of yield* refusalsOf(context, valid)) {
            for (const language of ["fr", "en"] as const) {
              const { code, field, message, next, points } = describeRefusal(refusal, { language, verb })
              if (!isNoField(field) && !fieldsOf(verb).includes(field)) expect.fail(`${verb}: ${code} names ${field}`)
              expect(next).not.toBe("")
              expect(message).toMatch(/^\p{Lu}.*[.!]$/u)
              if (!isNoField(field)) expect(points.length).toBeGreaterThan(0)
              for (const { criteria, rule, text } of points) {
                expect([criteria[0], rule !== "", text !== ""]).toEqual(["11.10", true, true])
              }
            }
            seen.add(`${verb} ${refusal._tag}`)
          }
        }
        expect(seen.size).toBeGreaterThan(150)
      }),
  )
})
