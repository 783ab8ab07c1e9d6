import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../src/application/agency.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { ADA, BOB, latestCode, MAIL, PASSWORD, type TestContext } from "./test-context.ts"

export const agent = "a1"
export const NOON = Date.parse("2026-11-23T11:00:00Z")

/** Cleo turns 15 on 24 November 2026. */
export const CLEO = { identifier: "2 11 11 49 588 157", birthName: "D'Almeida", birthDate: "2011-11-24" }
export const BOB_ID = { identifier: BOB.nir, birthName: "Le Goff", birthDate: "1985-05-02" }
export const STRANGER = { identifier: "1 90 01 75 056 001", birthName: "Durand", birthDate: "1990-01-01" }

/** Ada's file, with Bob and Cleo. The identity records know Bob, Cleo and the stranger. */
export const family = Effect.fnUntraced(function* (context: TestContext) {
  yield* TestClock.setTime(NOON)
  for (const identity of [CLEO, BOB_ID, STRANGER]) context.identities.enrol(identity)
  const agency = yield* Agency
  yield* agency.openFile({ agent, file: ADA.file, holder: ADA.nir, on: "2020-01-01" })
  yield* agency.formCouple({ agent, file: ADA.file, spouse: BOB.nir, on: "2021-01-01" })
  const { person } = yield* agency.addChild({
    agent,
    file: ADA.file,
    person: CLEO.identifier,
    birth: CLEO.birthDate,
    on: "2020-01-01",
  })
  return { agency, monCompte: yield* MonCompte, cleo: person ?? "" }
})

/** Completes the three steps with a ticket. */
export const completeSteps = Effect.fnUntraced(function* (context: TestContext, ticket: string) {
  const monCompte = yield* MonCompte
  yield* monCompte.startMigration({ ticket })
  yield* monCompte.acceptTerms({ ticket, version: "1" })
  yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
  yield* monCompte.sendCode({ ticket, contact: MAIL })
  return yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context) })
})
