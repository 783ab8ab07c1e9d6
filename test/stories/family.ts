import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../src/application/agency.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { ADA, latestCode, PASSWORD, session, signedIn, type TestContext } from "./test-context.ts"

/** Noon in Paris, 23 November 2026. */
export const NOON = Date.parse("2026-11-23T11:00:00Z")
export const DAY = 24 * 60 * 60_000

export const AGENT = "agent-7"
export const FILE = ADA.file

/** The members of Ada's file without an 8-digit password, who create their spaces. Cleo is 15, Evan 11. */
export const CLEO = { nir: "2 11 05 49 588 157", birthName: "Martin", birthDate: "2011-05-06" }
export const BRUNO = { nir: "1 85 05 78 006 123", birthName: "Petit", birthDate: "1985-05-12" }
export const DORA = { nir: "2 40 01 75 101 001", birthName: "Faure", birthDate: "1940-01-31" }
export const EVAN = { nir: "1 15 02 49 588 023", birthName: "Martin", birthDate: "2015-02-03" }

/** The file of a family, opened by agents of the fund: the holder Ada since 2020, with Bruno, Cleo, Evan and Dora. */
export const family = Effect.fnUntraced(function* (file: string = FILE, holder: string = ADA.nir) {
  const agency = yield* Agency
  const by = { agent: AGENT, file }
  const { person: ada } = yield* agency.openFile({ ...by, holder, on: "2020-01-01" })
  const { person: bruno } = yield* agency.formCouple({ ...by, spouse: BRUNO.nir, on: "2021-01-01" })
  const child = { ...by, on: "2021-01-01" }
  const { person: cleo } = yield* agency.addChild({ ...child, person: CLEO.nir, birth: CLEO.birthDate })
  const { person: evan } = yield* agency.addChild({ ...child, person: EVAN.nir, birth: EVAN.birthDate })
  const { person: dora } = yield* agency.addDependant({ ...by, person: DORA.nir, on: "2022-01-01" })
  return { ada: ada ?? "", bruno: bruno ?? "", cleo: cleo ?? "", evan: evan ?? "", dora: dora ?? "" }
})

/** A member of the file proves their identity, creates their space and signs in. */
export const createSpace = Effect.fnUntraced(function* (
  context: TestContext,
  member: { readonly nir: string; readonly birthName: string; readonly birthDate: string },
  contact: string,
) {
  const monCompte = yield* MonCompte
  context.identities.enrol({ ...member, identifier: member.nir })
  const { birthDate, birthName, nir: identifier } = member
  const { ticket } = yield* monCompte.createAccount({ identifier, birthName, birthDate })
  yield* monCompte.startMigration({ ticket })
  yield* monCompte.acceptTerms({ ticket, version: "1" })
  yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
  yield* monCompte.sendCode({ ticket, contact })
  yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context) })
  return yield* session({ ...ADA, nir: identifier })
})

/** The family at noon, with Ada and Bruno signed in to their spaces. */
export const couple = Effect.fnUntraced(function* (context: TestContext, at: number = NOON) {
  yield* TestClock.setTime(at)
  const ids = yield* family()
  const ada = yield* signedIn(context)
  const bruno = yield* createSpace(context, BRUNO, "bruno@example.org")
  return { ids, ada, bruno, adas: { session: ada, file: FILE }, brunos: { session: bruno, file: FILE } }
})

/** The family at noon, where Bruno has the management authorisation. */
export const delegated = Effect.fnUntraced(function* (context: TestContext, lastDay?: string) {
  const monCompte = yield* MonCompte
  const persons = yield* couple(context)
  yield* monCompte.grantDelegation({ ...persons.adas, ...(lastDay === undefined ? {} : { lastDay }) })
  return persons
})

/** The procedures of the portal in a list of actions, without the changes to the file and to the person's space. */
export const proceduresIn = <Action extends { readonly number: number | null }>({
  actions,
}: {
  readonly actions: ReadonlyArray<Action>
}) => actions.filter(({ number }) => number !== null)

/** The addresses that received an announcement of this kind, once for each announcement. */
export const announcedTo = ({ mailbox }: TestContext, about: string) =>
  mailbox
    .announced()
    .filter((announcement) => announcement.about === about)
    .map(({ to }) => to.reveal())
    .sort()
