import { describe, expect } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { vi } from "vitest"
import type { StorageSnapshot } from "../../adapters/memory/tables.ts"
import { Agency } from "../../src/application/agency.ts"
import { expireMandate } from "../../src/application/household-file/expire-mandate.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { CivilDate } from "../../src/domain/civil-date/civil-date.ts"
import * as Caseload from "../../src/domain/mandate/caseload.ts"
import * as Mandates from "../../src/domain/mandate/mandates.ts"
import { AGENT, BRUNO, FILE } from "./family.ts"
import { GUS_FILE, TUTELLE, withGuardian } from "./guardians.ts"
import { auditFindings, type Command, meetInPairs } from "./meet-in-pairs.ts"
import { meetingStorage } from "./meetings.ts"
import { isInShare, leastPairs } from "./share-of-pairs.ts"
import { type StoryEnvironment, story, type TestContext, whileTimePasses } from "./test-context.ts"

type Persons = Effect.Success<ReturnType<typeof withGuardian>>

/** Commands on the mandates over Ada, and the commands that end or use them. */
const commandsOf = (
  { adas, brunos, gus, gusSession, ids }: Persons,
  environment: Context.Context<StoryEnvironment>,
): Readonly<Record<string, Command>> => {
  const [person, agency] = [Context.get(environment, MonCompte), Context.get(environment, Agency)]
  const by = { agent: AGENT, file: FILE }
  const order = { agent: AGENT, person: ids.ada }
  const record = { ...TUTELLE, person: ids.ada }
  const expiry = expireMandate({
    _tag: "ExpireMandate",
    person: ids.ada,
    mandate: 1,
    lastDay: CivilDate.make("2026-11-22"),
  })
  return {
    recordMandate: agency.recordMandate({ ...record, mandatary: BRUNO.nir }),
    replaceMandatary: agency.recordMandate({ ...record, mandatary: BRUNO.nir, replaces: 1 }),
    recordMandateOverMandatary: agency.recordMandate({ ...TUTELLE, person: gus, mandatary: ids.bruno }),
    changeMandate: agency.changeMandate({ ...order, number: 1, powers: ["View"], leaves: "Everything" }),
    changeProfessional: agency.changeMandate({ ...order, number: 1, mandatary: BRUNO.nir }),
    endMandate: agency.endMandate({ ...order, number: 1, cause: "Lifted" }),
    expireMandate: Effect.provide(Effect.as(expiry, { _tag: "Expired" }), environment),
    actOnBehalf: person.recordAction({ ...gusSession, file: FILE, onBehalfOf: ids.ada, action: "WriteToFund" }),
    actAsProtected: person.recordAction({ ...adas, action: "ViewFile" }),
    grantDelegation: person.grantDelegation(adas),
    declareSeparation: person.declareSeparation({ ...brunos, fact: "2026-11-01" }),
    listMyFiles: person.listMyFiles(gusSession),
    changeHolder: agency.changeHolder({ ...by, to: ids.bruno, cause: "Agreement" }),
    closeFile: agency.closeFile({ ...by, cause: "HolderRequest" }),
    recordDeathOfProtected: agency.recordDeath({ ...by, person: ids.ada }),
    recordDeathOfMandatary: agency.recordDeath({ agent: AGENT, file: GUS_FILE, person: gus }),
    closeAccountOfProtected: agency.closeAccount(order),
    closeAccountOfMandatary: agency.closeAccount({ agent: AGENT, person: gus }),
    eraseProtected: agency.erasePerson(order),
    eraseMandatary: agency.erasePerson({ agent: AGENT, person: gus }),
  }
}

/** Two commands of which none is about a mandate meet in `household-pairs.race.test.ts`. */
const isAboutMandate = (name: string) => /Mandate|Mandatary|Professional|OnBehalf/.test(name)

/** Where two commands meet: with a mandate in force, and with one whose last day is over. */
const settings: Readonly<Record<string, (context: TestContext) => Effect.Effect<Persons, unknown, StoryEnvironment>>> =
  {
    "a mandate in force": (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const persons = yield* withGuardian(context)
        const record = { ...TUTELLE, person: persons.ids.ada, mandatary: persons.gus }
        yield* agency.recordMandate({ ...record, organisation: "Udaf 33", leaves: "Everything" })
        return persons
      }),
    "a mandate whose last day is over": (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const midnight = Date.parse("2026-11-22T23:00:00Z")
        const persons = yield* withGuardian(context, midnight - 60_000)
        const record = { ...TUTELLE, person: persons.ids.ada, mandatary: persons.gus }
        yield* agency.recordMandate({ ...record, lastDay: "2026-11-22" })
        yield* TestClock.setTime(midnight + 60_000)
        return persons
      }),
  }

/** The cases of the mandataries, as `person number mandatary`: by their lists, and by the mandates. */
const casesIn = ({ rows }: StorageSnapshot) => {
  const listed = rows.flatMap(({ aggregate, state }) =>
    aggregate.startsWith("caseload/")
      ? (state as unknown as Caseload.State).cases.map(
          ({ number, person }) => `${person} ${number} ${Caseload.stream.keyOf(aggregate)}`,
        )
      : [],
  )
  const inForce = rows.flatMap(({ aggregate, state }) =>
    aggregate.startsWith("mandates/")
      ? Mandates.inForce(state as unknown as Mandates.State).map(
          ({ mandatary, number }) => `${Mandates.stream.keyOf(aggregate)} ${number} ${mandatary}`,
        )
      : [],
  )
  return { listed: listed.sort(), inForce: inForce.sort() }
}

/** What is broken in a snapshot. */
const brokenIn = (snapshot: StorageSnapshot) => {
  const { inForce, listed } = casesIn(snapshot)
  return [
    ...auditFindings(snapshot),
    ...(listed.join() === inForce.join() ? [] : [`lists ${listed.join()}, mandates ${inForce.join()}`]),
  ]
}

// The number of pairs grows with the square of the number of commands.
vi.setConfig({ testTimeout: 240_000 })

describe("two commands around a mandate that meet at a storage call", () => {
  for (const [position, [setting, arrange]] of Object.entries(settings).entries()) {
    const meeting = meetingStorage()
    story(
      `both end without a defect or TryLater, and mandates and lists of mandataries agree: ${setting}`,
      (context) =>
        Effect.gen(function* () {
          const persons = yield* whileTimePasses(arrange(context))
          const commands = Object.entries(commandsOf(persons, yield* Effect.context<StoryEnvironment>()))
          const { found, meet } = meetInPairs(context, meeting, brokenIn)
          for (const [row, [name, first]] of commands.entries()) {
            for (const [column, [other, second]] of commands.entries()) {
              const isTried = isInShare(position, row, column) && (isAboutMandate(name) || isAboutMandate(other))
              if (isTried) yield* meet(`${name} meets ${other}`, first, second)
            }
          }
          const { meetings, pairs, wrong } = found
          expect(wrong.slice(0, 20), `${wrong.length} of ${meetings}`).toEqual([])
          expect(pairs).toBeGreaterThan(leastPairs(commands.length) / 2)
          expect(meetings).toBeGreaterThan(2 * pairs)
        }),
      { wrapStorage: meeting.wrapStorage },
    )
  }
})
