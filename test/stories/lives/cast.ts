import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency } from "../../../src/application/agency.ts"
import { MonCompte } from "../../../src/application/mon-compte.ts"
import { AGENT, BRUNO, createSpace, FILE, family, NOON } from "../family.ts"
import { GUS, GUS_FILE } from "../guardians.ts"
import { ADA, BOB, signedIn, type TestContext } from "../test-context.ts"

/** What an agent gives with a command on Ada's file. */
export const BY = { agent: AGENT, file: FILE }

/** The mobiles of the lives, in the range that ARCEP keeps for fiction. */
export const MOBILES = {
  Ada: "06 39 98 00 01",
  Bruno: "06 39 98 00 02",
  Gus: "06 39 98 00 03",
  Cléo: "06 39 98 00 04",
  Dora: "06 39 98 00 05",
  Léa: "06 39 98 00 06",
  Bob: "06 39 98 00 07",
} as const

const MAILS: Readonly<Record<string, string>> = {
  "ada@example.org": "Ada",
  "ada.seule@example.org": "Ada, à son adresse",
  "bruno@example.org": "Bruno",
  "+262639981234": "Ada, à La Réunion",
  "foyer@example.org": "La boîte commune",
  "intrus@example.org": "L’intrus",
}

/** Who reads what is sent to this address. */
export const nameOf = (address: string): string =>
  Object.entries(MOBILES).find(([, mobile]) => address === `+33${mobile.replaceAll(" ", "").slice(1)}`)?.[0] ??
  MAILS[address] ??
  address

/** Ada's file with all its members, at noon on 23 November 2026, where Ada alone has a space. */
export const alone =
  (contact: string = MOBILES.Ada) =>
  (context: TestContext) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOON)
      const ids = yield* family()
      const ada = yield* signedIn(context, ADA, contact)
      return { ids, ada, adas: { session: ada, file: FILE } }
    })

/** Ada and Bruno with a space each. */
export const pair =
  (adasContact: string = MOBILES.Ada, brunosContact: string = MOBILES.Bruno) =>
  (context: TestContext) =>
    Effect.gen(function* () {
      const given = yield* alone(adasContact)(context)
      const bruno = yield* createSpace(context, BRUNO, brunosContact)
      return { ...given, bruno, brunos: { session: bruno, file: FILE } }
    })

/** Ada and Bruno, who has the management authorisation. */
export const authorised = (lastDay?: string, adasContact?: string) => (context: TestContext) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const given = yield* pair(adasContact)(context)
    yield* monCompte.grantDelegation({ ...given.adas, ...(lastDay === undefined ? {} : { lastDay }) })
    return given
  })

/** Ada and Bruno, and Gus with a space in a file of his own. */
export const withGus = (context: TestContext) =>
  Effect.gen(function* () {
    const agency = yield* Agency
    const given = yield* pair()(context)
    const by = { agent: AGENT, file: GUS_FILE }
    yield* agency.openFile({ ...by, holder: BOB.nir, on: "2020-01-01" })
    const { person } = yield* agency.formCouple({ ...by, spouse: GUS.nir, on: "2021-01-01" })
    const gus = yield* createSpace(context, GUS, MOBILES.Gus)
    return { ...given, gus: person ?? "", asGus: { session: gus, file: FILE } }
  })
