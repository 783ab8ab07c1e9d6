import { describe, expect } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { vi } from "vitest"
import type { StorageSnapshot } from "../../adapters/memory/tables.ts"
import { Agency } from "../../src/application/agency.ts"
import { expireDelegation } from "../../src/application/household-file/expire-delegation.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { AGENT, BRUNO, CLEO, createSpace, DORA, delegated, EVAN, FILE, family, NOON } from "./family.ts"
import { auditFindings, type Command, meetInPairs } from "./meet-in-pairs.ts"
import { meetingStorage } from "./meetings.ts"
import { isInShare, leastPairs } from "./share-of-pairs.ts"
import {
  ADA,
  atCode,
  BOB,
  latestCode,
  type StoryEnvironment,
  signedIn,
  story,
  type TestContext,
  whileTimePasses,
} from "./test-context.ts"

interface Persons {
  /** Sessions of the holder and of the spouse, and the file. A person without an account has a session that is over. */
  readonly adas: { readonly session: string; readonly file: string }
  readonly brunos: { readonly session: string; readonly file: string }
  readonly ids: { readonly ada: string; readonly bruno: string; readonly cleo: string; readonly evan: string }
}

/** Every command on one household file: those of persons, of agents, and of the outbox. */
const commandsOf = (
  { adas, brunos, ids }: Persons,
  environment: Context.Context<StoryEnvironment>,
): Readonly<Record<string, (commandId?: string) => Command>> => {
  const [person, agency] = [Context.get(environment, MonCompte), Context.get(environment, Agency)]
  const by = { agent: AGENT, file: FILE }
  const fact = "2026-11-01"
  const expiry = expireDelegation({ _tag: "ExpireDelegation", file: FILE, delegation: 1 })
  const expired = Effect.provide(Effect.as(expiry, { _tag: "Expired" }), environment)
  return {
    declareSeparationByHolder: (commandId) => person.declareSeparation({ ...adas, fact, commandId }),
    declareSeparationBySpouse: (commandId) => person.declareSeparation({ ...brunos, fact, commandId }),
    declareSeparationByAgent: (commandId) => agency.declareSeparation({ ...by, person: ids.bruno, fact, commandId }),
    grantDelegation: (commandId) => person.grantDelegation({ ...adas, commandId }),
    revokeDelegation: (commandId) => person.revokeDelegation({ ...adas, commandId }),
    renounceDelegation: (commandId) => person.renounceDelegation({ ...brunos, commandId }),
    recordAction: (commandId) => person.recordAction({ ...brunos, action: "ViewFile", commandId }),
    removeSpouse: (commandId) => agency.removeMember({ ...by, person: ids.bruno, cause: "LeftHome", commandId }),
    removeChild: (commandId) => agency.removeMember({ ...by, person: EVAN.nir, cause: "LeftHome", commandId }),
    closeFile: (commandId) => agency.closeFile({ ...by, cause: "HolderRequest", commandId }),
    recordDeathOfHolder: (commandId) => agency.recordDeath({ ...by, person: ids.ada, commandId }),
    recordDeathOfSpouse: (commandId) => agency.recordDeath({ ...by, person: BRUNO.nir, commandId }),
    changeHolder: (commandId) => agency.changeHolder({ ...by, to: ids.bruno, cause: "Agreement", commandId }),
    formCouple: (commandId) => agency.formCouple({ ...by, spouse: BRUNO.nir, commandId }),
    addChild: (commandId) => agency.addChild({ ...by, person: EVAN.nir, birth: EVAN.birthDate, commandId }),
    addDependant: (commandId) => agency.addDependant({ ...by, person: DORA.nir, commandId }),
    undoSeparation: (commandId) => agency.undoSeparation({ ...by, cause: "WrongFile", commandId }),
    reopenFile: (commandId) => agency.reopenFile({ ...by, cause: "WrongFile", commandId }),
    mergeFiles: (commandId) => agency.mergeFiles({ ...by, from: BOB.file, commandId }),
    mergeIntoOther: (commandId) => agency.mergeFiles({ agent: AGENT, file: BOB.file, from: FILE, commandId }),
    addChildToOther: (commandId) =>
      agency.addChild({ agent: AGENT, file: BOB.file, person: EVAN.nir, birth: EVAN.birthDate, commandId }),
    previewSeparation: () => person.previewSeparation(adas),
    // By an agent: a person types the password, and the test would wait for the hasher inside itself.
    startConfidentialModeOfHolder: (commandId) =>
      agency.startConfidentialMode({ agent: AGENT, person: ids.ada, commandId }),
    startConfidentialModeOfSpouse: (commandId) =>
      agency.startConfidentialMode({ agent: AGENT, person: ids.bruno, commandId }),
    endConfidentialModeOfHolder: (commandId) =>
      agency.endConfidentialMode({ agent: AGENT, person: ids.ada, commandId }),
    closeAccountOfHolder: (commandId) => agency.closeAccount({ agent: AGENT, person: ids.ada, commandId }),
    closeAccountOfSpouse: (commandId) => agency.closeAccount({ agent: AGENT, person: ids.bruno, commandId }),
    erasePersonHolder: (commandId) => agency.erasePerson({ agent: AGENT, person: ids.ada, commandId }),
    expireDelegation: () => expired,
    erasePersonSpouse: (commandId) => agency.erasePerson({ agent: AGENT, person: ids.bruno, commandId }),
  }
}

const SESSION_OVER = { session: `${"0".repeat(8)}-0000-7000-8000-${"0".repeat(12)}.${"A".repeat(43)}`, file: FILE }

/** Where two commands meet. */
const settings: Readonly<Record<string, (context: TestContext) => Effect.Effect<Persons, unknown, StoryEnvironment>>> =
  {
    "a couple with a delegation, who share a contact": (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        yield* TestClock.setTime(NOON)
        const ids = yield* family()
        const adas = { session: yield* signedIn(context, ADA, "foyer@example.org"), file: FILE }
        const brunos = { session: yield* createSpace(context, BRUNO, "foyer@example.org"), file: FILE }
        yield* monCompte.grantDelegation(adas)
        return { adas, brunos, ids }
      }),
    "a couple with a delegation whose last day is over": (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const midnight = Date.parse("2026-11-23T23:00:00Z")
        yield* TestClock.setTime(midnight - 3 * 60_000)
        const ids = yield* family()
        const adas = { session: yield* signedIn(context), file: FILE }
        const brunos = { session: yield* createSpace(context, BRUNO, "bruno@example.org"), file: FILE }
        yield* monCompte.grantDelegation({ ...adas, lastDay: "2026-11-23" })
        yield* TestClock.setTime(midnight + 60_000)
        return { adas, brunos, ids }
      }),
    "a couple whose holder is in the middle of the migration": (context) =>
      Effect.gen(function* () {
        yield* TestClock.setTime(NOON)
        const ids = yield* family()
        const brunos = { session: yield* createSpace(context, BRUNO, "bruno@example.org"), file: FILE }
        yield* atCode()
        yield* latestCode(context)
        return { adas: SESSION_OVER, brunos, ids }
      }),
    "a holder alone, whose former spouse can come back": (context) =>
      Effect.gen(function* () {
        const monCompte = yield* MonCompte
        const agency = yield* Agency
        const { adas, brunos, ids } = yield* delegated(context)
        yield* monCompte.declareSeparation({ ...adas, fact: "2026-10-01" })
        yield* agency.removeMember({ agent: AGENT, file: FILE, person: EVAN.nir, cause: "Mistake" })
        yield* agency.removeMember({ agent: AGENT, file: FILE, person: DORA.nir, cause: "LeftHome" })
        yield* agency.removeMember({ agent: AGENT, file: FILE, person: CLEO.nir, cause: "LeftHome" })
        return { adas, brunos, ids }
      }),
  }

/** Where agents mend files. */
const mended: typeof settings = {
  "a couple whose separation an agent recorded by mistake": (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { adas, brunos, ids } = yield* delegated(context)
      yield* agency.declareSeparation({ agent: AGENT, file: FILE, person: ids.ada, fact: "2026-11-01" })
      return { adas, brunos, ids }
    }),
  "a file that an agent closed by mistake": (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      const { adas, brunos, ids } = yield* delegated(context)
      yield* agency.closeFile({ agent: AGENT, file: FILE, cause: "Duplicate" })
      return { adas, brunos, ids }
    }),
  "two holders with a file each, and a child of both": (context) =>
    Effect.gen(function* () {
      const agency = yield* Agency
      yield* TestClock.setTime(NOON)
      const by = { agent: AGENT, on: "2020-01-01" }
      const { person: ada } = yield* agency.openFile({ ...by, file: FILE, holder: ADA.nir })
      const { person: bob } = yield* agency.openFile({ ...by, file: BOB.file, holder: BOB.nir })
      const child = { ...by, person: CLEO.nir, birth: CLEO.birthDate }
      const { person: cleo } = yield* agency.addChild({ ...child, file: FILE })
      yield* agency.addChild({ ...child, file: BOB.file })
      const { person: evan } = yield* agency.addDependant({ ...by, file: BOB.file, person: EVAN.nir })
      const adas = { session: yield* signedIn(context), file: FILE }
      const brunos = { session: yield* signedIn(context, BOB, "bob@example.org"), file: FILE }
      return { adas, brunos, ids: { ada: ada ?? "", bruno: bob ?? "", cleo: cleo ?? "", evan: evan ?? "" } }
    }),
}

/** A delegation in force without the couple that it rests on. */
const orphanedDelegations = ({ rows }: StorageSnapshot) =>
  rows.flatMap(({ aggregate, state }) => {
    if (!aggregate.startsWith("household/")) return []
    const { couple, delegation } = state as unknown as {
      readonly couple?: unknown
      readonly delegation?: { readonly _tag: string }
    }
    return delegation?._tag === "Granted" && !couple ? [`a delegation without a couple: ${aggregate}`] : []
  })

/** What is broken in a snapshot. */
const brokenIn = (snapshot: StorageSnapshot) => [...auditFindings(snapshot), ...orphanedDelegations(snapshot)]

// The number of pairs grows with the square of the number of commands.
vi.setConfig({ testTimeout: 120_000 })

describe("two household commands that meet at a storage call", () => {
  for (const [position, [setting, arrange]] of Object.entries({ ...settings, ...mended }).entries()) {
    const meeting = meetingStorage()
    story(
      `both end without a defect or TryLater, and file and memberships agree: ${setting}`,
      (context) =>
        Effect.gen(function* () {
          const persons = yield* whileTimePasses(arrange(context))
          const commands = Object.entries(commandsOf(persons, yield* Effect.context<StoryEnvironment>()))
          const { found, meet } = meetInPairs(context, meeting, brokenIn)
          for (const [row, [name, first]] of commands.entries()) {
            for (const [column, [other, second]] of commands.entries()) {
              if (isInShare(position, row, column)) yield* meet(`${name} meets ${other}`, first(), second())
            }
            yield* meet(`${name} sent twice`, first("twice"), first("twice"))
          }
          const { meetings, pairs, wrong } = found
          console.info(`${pairs} pairs, ${meetings} meetings: ${setting}`)
          expect(wrong.slice(0, 20), `${wrong.length} of ${meetings}`).toEqual([])
          expect(pairs).toBeGreaterThanOrEqual(leastPairs(commands.length) + commands.length)
          // Each command makes at least one storage call, and those that commit make two.
          expect(meetings).toBeGreaterThan(pairs)
        }),
      { wrapStorage: meeting.wrapStorage },
    )
  }
})
