import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { AGENT, couple, FILE, NOON, proceduresIn } from "../../../../test/stories/family.ts"
import {
  ADA,
  atCode,
  BOB,
  latestCode,
  PASSWORD,
  signedIn,
  story,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { MonCompte } from "../../mon-compte.ts"

/** Three incidents of the roll-out of the real sign-in. */

describe("the incident in which strangers read household files", () => {
  story("does not recur: no combination of files, sessions and tickets reveals data of another family", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const agency = yield* Agency
      const { ada, bruno, ids } = yield* couple(context)
      yield* monCompte.grantDelegation({ session: ada, file: FILE })
      yield* monCompte.recordAction({ session: bruno, file: FILE, action: "ViewFile", reference: "secret-reference" })
      yield* agency.openFile({ agent: AGENT, file: BOB.file, holder: BOB.nir })
      const bob = yield* signedIn(context, BOB, "bob@example.org")
      const mine = bob.slice(0, 36)
      // What an attacker may know or guess: ids of persons and files, and the format of a session.
      const person = fc.constantFrom(...Object.values(ids))
      const tail = fc.constantFrom(bob.slice(37), "A".repeat(43), ada.slice(37).split("").reverse().join(""))
      const session = fc.oneof(
        fc.constant(bob),
        fc.tuple(person, tail).map(([id, text]) => `${id}.${text}`),
      )
      const file = fc.constantFrom(FILE, `household/${FILE}`, FILE.toUpperCase(), `${FILE} `, `../${FILE}`, BOB.file)
      const requests = fc.sample(
        fc.record({ session, file, ticket: session, before: fc.constantFrom(undefined, 1, 99) }),
        {
          seed: 20261123,
          numRuns: 60,
        },
      )
      const secrets = [...Object.values(ids), "secret-reference", "bruno", "ada@"]
      for (const { before, ...rest } of requests) {
        const page = before === undefined ? rest : { ...rest, before }
        const answers = [
          monCompte.listActions(page),
          monCompte.explainRight({ ...rest, action: "ViewFile" }),
          monCompte.recordAction({ ...rest, action: "ViewFile" }),
          monCompte.listMyFiles(rest),
          monCompte.whoAmI(rest),
          monCompte.listSessions(rest),
          monCompte.contactChangeProgress(rest),
          monCompte.migrationProgress(rest),
        ]
        for (const answer of answers) {
          const result = yield* Effect.match(answer as Effect.Effect<object, object>, {
            onFailure: (refusal) => ({ ...refusal, text: String(refusal) }),
            onSuccess: (result) => result,
          })
          const text = JSON.stringify(result).replaceAll(mine, "")
          for (const secret of secrets) expect(text).not.toContain(secret)
          if (!rest.file.startsWith(BOB.file)) expect(text).not.toContain('"permitted":true')
        }
      }
      // The records of the other family are unchanged.
      expect(proceduresIn(yield* monCompte.listActions({ session: ada, file: FILE }))).toHaveLength(1)
    }),
  )
})

describe("the incident in which holders of waiting numbers were locked out", () => {
  story("does not recur: they are referred to the provisional identifier, and no failure is counted", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const waiting = ["3", "4", "5", "6", "7", "8"].map(
        (first) => `${first}${ADA.nir.replaceAll(" ", "").slice(1, 13)}`,
      )
      for (const identifier of waiting) {
        for (let attempt = 0; attempt < 6; attempt += 1) {
          expect(yield* Effect.flip(monCompte.signIn({ identifier, password: "12345678" }))).toMatchObject({
            _tag: "IdentifierRefused",
            next: "UseProvisionalIdentifier",
          })
        }
      }
      expect(context.storage.snapshot().rows).toEqual([])
      expect(context.storage.commits()).toBe(0)
    }),
  )
})

/** Born abroad, in communes that no list contains, and with month codes for an unknown month. */
const BORN_ELSEWHERE = ["2690599100157", "1850599999084", "1859978006084", "2693149588157", "1854278006001"]
const files = BORN_ELSEWHERE.map((nir, index) => ({ nir, legacy: `2468013${index}`, file: `file-${index}` }))

describe("the incident in which people born abroad were refused", () => {
  for (const one of files) {
    story(
      `does not recur: ${one.nir.slice(0, 5)}… ${one.nir.slice(5, 10)} migrates and signs in`,
      (context) =>
        Effect.gen(function* () {
          yield* TestClock.setTime(NOON)
          const monCompte = yield* MonCompte
          const ticket = yield* atCode(one)
          const code = yield* latestCode(context)
          expect(yield* tagOf(monCompte.confirmCode({ ticket, code }))).toBe("Completed")
          expect(yield* tagOf(monCompte.signIn({ identifier: one.nir, password: PASSWORD }))).toBe("SignedIn")
        }),
      { files },
    )
  }
})
