import { expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { AGENT } from "../../../../test/stories/family.ts"
import {
  ADA,
  latestCode,
  PASSWORD,
  signedIn,
  signInTag,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { Agency } from "../../agency.ts"
import { deliverDue } from "../../delivery/deliver-due.ts"
import { MonCompte } from "../../mon-compte.ts"

/** Whether a recovery of this identifier sends a code. */
const isRecovered = Effect.fnUntraced(function* (context: TestContext, identifier: string) {
  const monCompte = yield* MonCompte
  yield* deliverDue()
  const before = context.mailbox.sent().length
  yield* monCompte.startRecovery({ identifier })
  yield* deliverDue()
  return context.mailbox.sent().length > before
})

story("a wait goes on for a corrected number, also if the keys were rotated before the correction", (context) =>
  Effect.gen(function* () {
    const agency = yield* Agency
    const right = { ...ADA, nir: "2 69 05 49 588 158" }
    const person = (yield* signedIn(context)).slice(0, 36)
    for (let guess = 0; guess < 5; guess += 1) yield* signInTag("Faux12345")
    expect(yield* signInTag(PASSWORD)).toBe("Refused")
    context.keys.rotate()
    yield* agency.correctIdentifier({ agent: AGENT, person, nir: right.nir, cause: "InseeCorrection" })
    expect(yield* signInTag(PASSWORD, right)).toBe("Refused")
    yield* TestClock.adjust("2 minutes")
    expect(yield* signInTag(PASSWORD, right)).toBe("SignedIn")
  }),
)

story("a corrected number has no fresh budget for the codes of a recovery", (context) =>
  Effect.gen(function* () {
    const agency = yield* Agency
    const monCompte = yield* MonCompte
    const right = { ...ADA, nir: "2 69 05 49 588 158" }
    const person = (yield* signedIn(context)).slice(0, 36)
    let sent = 0
    for (let request = 0; request < 8; request += 1) {
      yield* TestClock.adjust("11 minutes")
      if (yield* isRecovered(context, ADA.nir)) sent += 1
    }
    expect(sent).toBe(5)
    yield* agency.correctIdentifier({ agent: AGENT, person, nir: right.nir, cause: "InseeCorrection" })
    expect(yield* isRecovered(context, right.nir)).toBe(false)
    yield* TestClock.adjust("25 hours")
    const { ticket } = yield* monCompte.startRecovery({ identifier: right.nir })
    expect(yield* tagOf(monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) }))).toBe(
      "PasswordToChoose",
    )
  }),
)

story("a number that is corrected by mistake and back has the tries that it had, and no wait of its own", (context) =>
  Effect.gen(function* () {
    const agency = yield* Agency
    const person = (yield* signedIn(context)).slice(0, 36)
    for (let guess = 0; guess < 3; guess += 1) yield* signInTag("Faux12345")
    for (const nir of ["2 69 05 49 588 158", ADA.nir]) {
      yield* agency.correctIdentifier({ agent: AGENT, person, nir, cause: "InseeCorrection" })
    }
    expect(yield* signInTag("Faux12345")).toBe("Refused")
    expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
  }),
)
