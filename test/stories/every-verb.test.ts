import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { Agency } from "../../src/application/agency.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { agentVerbLines } from "./agent-verb-lines.ts"
import { AGENT, family, NOON } from "./family.ts"
import { personVerbLines } from "./person-verb-lines.ts"
import {
  ADA,
  BOB,
  PASSWORD,
  type StoryEnvironment,
  signedIn,
  started,
  story,
  type TestContext,
  tagOf,
} from "./test-context.ts"
import { CONDITIONS, type Condition, type Credentials } from "./verb-line.ts"

const forged = (person: string) => `${person}.${"A".repeat(43)}`

const credentialsFor: Readonly<
  Record<Condition, (context: TestContext) => Effect.Effect<Credentials, unknown, StoryEnvironment>>
> = {
  locked: (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ids = yield* family()
      const session = yield* signedIn(context)
      yield* Effect.repeat(Effect.ignore(monCompte.signIn({ identifier: ADA.nir, password: "wrong" })), { times: 4 })
      const change = { session, current: "wrong", password: "Nouveau34", confirmation: "Nouveau34" }
      yield* Effect.repeat(Effect.ignore(monCompte.changePassword(change)), { times: 4 })
      return { identifier: ADA.nir, password: PASSWORD, session, ticket: forged(ids.ada), person: ids.ada }
    }),
  legacy: () =>
    Effect.gen(function* () {
      const ids = yield* family()
      const [session, ticket] = [forged(ids.ada), forged(ids.ada)]
      return { identifier: ADA.nir, password: PASSWORD, session, ticket, person: ids.ada }
    }),
  migrating: () =>
    Effect.gen(function* () {
      const ids = yield* family()
      const { ticket } = yield* started()
      // A ticket of the wizard is no session.
      return { identifier: ADA.nir, password: PASSWORD, session: ticket, ticket, person: ids.ada }
    }),
  closed: (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const ids = yield* family()
      const session = yield* signedIn(context)
      yield* agency.closeAccount({ agent: AGENT, person: ids.ada })
      return { identifier: ADA.nir, password: PASSWORD, session, ticket: forged(ids.ada), person: ids.ada }
    }),
  foreign: (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const ids = yield* family()
      yield* signedIn(context)
      yield* agency.openFile({ agent: AGENT, file: BOB.file, holder: BOB.nir })
      const session = yield* signedIn(context, BOB, "bob@example.org")
      return { identifier: ADA.nir, password: "Another12", session, ticket: forged(ids.ada), person: ids.ada }
    }),
}

describe.each(CONDITIONS)("a person whose account is %s", (condition) => {
  // Leaflet: invariant.14
  story("gets the expected answer or refusal from every verb, and no defect", (context) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(NOON)
      const credentials = yield* credentialsFor[condition](context)
      const start = context.storage.snapshot()
      const place = CONDITIONS.indexOf(condition)
      const ends: Record<string, string | undefined> = {}
      const expected: Record<string, string | undefined> = {}
      for (const [facade, lines] of Object.entries({ persons: personVerbLines, agents: agentVerbLines })) {
        for (const [name, line] of Object.entries(lines)) {
          context.storage.restore(start)
          ends[`${facade}.${name}`] = yield* tagOf(line.call(credentials))
          expected[`${facade}.${name}`] = line.ends[place]
        }
      }
      expect(ends).toEqual(expected)
    }),
  )
})
