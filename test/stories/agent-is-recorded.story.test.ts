import { describe, expect } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Agency, type AgencyVerbs } from "../../src/application/agency.ts"
import { CLEO, couple, FILE } from "./family.ts"
import { TUTELLE } from "./guardians.ts"
import { BOB, story, type TestContext } from "./test-context.ts"

interface Ids {
  readonly ada: string
  readonly bruno: string
  readonly cleo: string
  readonly evan: string
  /** A person without an identifier. */
  readonly newborn: string
}

type Act = (agency: AgencyVerbs, ids: Ids, agent: string) => Effect.Effect<unknown, unknown>

/** One accepted command of each verb that changes something. A new verb does not compile until it has its line here. */
const acts: Readonly<Record<Exclude<keyof AgencyVerbs, "getFile" | "listWork" | "migrationFigures">, Act>> = {
  openFile: ({ openFile }, _, agent) => openFile({ agent, file: "file-9", holder: BOB.nir }),
  addChild: ({ addChild }, _, agent) => addChild({ agent, file: FILE, birth: "2021-05-05" }),
  decideAge: (agency, _, agent) =>
    Effect.gen(function* () {
      const child = yield* agency.addChild({ agent: "another agent", file: FILE, birth: "2011-00-00" })
      yield* agency.decideAge({ agent, file: FILE, person: child.person ?? "", cause: "CivilRecord" })
    }),
  addDependant: ({ addDependant }, _, agent) => addDependant({ agent, file: FILE, person: BOB.nir }),
  removeMember: ({ removeMember }, { cleo }, agent) =>
    removeMember({ agent, file: FILE, person: cleo, cause: "LeftHome" }),
  formCouple: (agency, { bruno }, agent) =>
    Effect.andThen(
      agency.removeMember({ agent: "another agent", file: FILE, person: bruno, cause: "LeftHome" }),
      agency.formCouple({ agent, file: FILE, spouse: BOB.nir }),
    ),
  declareSeparation: ({ declareSeparation }, { ada }, agent) =>
    declareSeparation({ agent, file: FILE, person: ada, fact: "2026-11-01" }),
  changeHolder: ({ changeHolder }, { bruno }, agent) =>
    changeHolder({ agent, file: FILE, to: bruno, cause: "Agreement" }),
  recordDeath: ({ recordDeath }, _, agent) => recordDeath({ agent, file: FILE, person: CLEO.nir }),
  closeFile: ({ closeFile }, _, agent) => closeFile({ agent, file: FILE, cause: "HolderRequest" }),
  undoSeparation: (agency, { ada }, agent) =>
    Effect.andThen(
      agency.declareSeparation({ agent: "another agent", file: FILE, person: ada, fact: "2026-11-01" }),
      agency.undoSeparation({ agent, file: FILE, cause: "WrongFile" }),
    ),
  reverseWork: (agency, _, agent) =>
    Effect.gen(function* () {
      const from = yield* Clock.currentTimeMillis
      yield* agency.closeFile({ agent: "another agent", file: FILE, cause: "HolderRequest" })
      yield* TestClock.adjust("2 minutes")
      const { items } = yield* agency.listWork({ start: from })
      const closing = items.find(({ command }) => command === "CloseFile")
      yield* agency.reverseWork({ agent, item: closing?.item ?? "" })
    }),
  mergeFiles: (agency, { bruno }, agent) =>
    Effect.gen(function* () {
      const by = { agent: "another agent" }
      yield* agency.removeMember({ ...by, file: FILE, person: bruno, cause: "LeftHome" })
      yield* agency.openFile({ ...by, file: "file-9", holder: BOB.nir })
      yield* agency.mergeFiles({ agent, file: FILE, from: "file-9" })
    }),
  reopenFile: (agency, _, agent) =>
    Effect.andThen(
      agency.closeFile({ agent: "another agent", file: FILE, cause: "HolderRequest" }),
      agency.reopenFile({ agent, file: FILE, cause: "WrongFile" }),
    ),
  recordMandate: ({ recordMandate }, { ada, bruno }, agent) =>
    recordMandate({ ...TUTELLE, agent, person: ada, mandatary: bruno }),
  changeMandate: (agency, { ada, bruno }, agent) =>
    Effect.andThen(
      agency.recordMandate({ ...TUTELLE, agent: "another agent", person: ada, mandatary: bruno }),
      agency.changeMandate({ agent, person: ada, number: 1, leaves: "Everything" }),
    ),
  listMandates: ({ listMandates }, { ada }, agent) => listMandates({ agent, person: ada }),
  endMandate: (agency, { ada, bruno }, agent) =>
    Effect.andThen(
      agency.recordMandate({ ...TUTELLE, agent: "another agent", person: ada, mandatary: bruno }),
      agency.endMandate({ agent, person: ada, number: 1, cause: "Lifted" }),
    ),
  issueProvisional: ({ issueProvisional }, { newborn }, agent) => issueProvisional({ agent, person: newborn }),
  recordNir: ({ recordNir }, { newborn }, agent) => recordNir({ agent, person: newborn, nir: "2 50 02 99 243 001" }),
  declareCompromised: ({ declareCompromised }, { ada }, agent) => declareCompromised({ agent, person: ada }),
  requirePasswordChange: ({ requirePasswordChange }, { ada }, agent) =>
    requirePasswordChange({ agent, people: [ada], reason: "Precaution" }),
  barContact: ({ barContact }, { ada }, agent) => barContact({ agent, person: ada, contact: "ada@example.org" }),
  startConfidentialMode: ({ startConfidentialMode }, { ada }, agent) => startConfidentialMode({ agent, person: ada }),
  endConfidentialMode: (agency, { ada }, agent) =>
    Effect.andThen(
      agency.startConfidentialMode({ agent: "another agent", person: ada }),
      agency.endConfidentialMode({ agent, person: ada }),
    ),
  restoreAccess: ({ restoreAccess }, { ada }, agent) =>
    restoreAccess({ agent, person: ada, contact: "new@example.org" }),
  unlockAccount: ({ unlockAccount }, { ada }, agent) => unlockAccount({ agent, person: ada, cause: "OthersTried" }),
  findPersons: ({ findPersons }, { ada }, agent) => findPersons({ agent, person: ada }),
  correctIdentifier: ({ correctIdentifier }, { ada }, agent) =>
    correctIdentifier({ agent, person: ada, nir: "2 90 01 75 101 003", cause: "InseeCorrection" }),
  mergeAccounts: (agency, { ada }, agent) =>
    Effect.gen(function* () {
      const { person } = yield* agency.issueProvisional({ agent: "another agent" })
      yield* agency.mergeAccounts({ agent, person: ada, merged: person, cause: "NumberBecameKnown", proof: "Document" })
    }),
  reopenAccount: (agency, { ada }, agent) =>
    Effect.andThen(
      agency.closeAccount({ agent: "another agent", person: ada }),
      agency.reopenAccount({ agent, person: ada, cause: "AgentMistake" }),
    ),
  undoDeath: (agency, { cleo }, agent) =>
    Effect.andThen(
      agency.recordDeath({ agent: "another agent", file: FILE, person: cleo }),
      agency.undoDeath({ agent, file: FILE, person: cleo, cause: "WrongPerson" }),
    ),
  closeAccount: ({ closeAccount }, { ada }, agent) => closeAccount({ agent, person: ada }),
  erasePerson: ({ erasePerson }, { ada }, agent) => erasePerson({ agent, person: ada }),
}

/** The events that name this agent, except the records of command ids. */
const namingAgent = ({ storage }: TestContext, agent: string) =>
  storage
    .snapshot()
    .rows.filter(({ aggregate }) => !aggregate.startsWith("agent-command/"))
    .flatMap(({ journal }) => journal)
    .filter(({ event }) => JSON.stringify(event).includes(JSON.stringify(agent)))

describe("the agent who acted", () => {
  for (const [verb, act] of Object.entries(acts)) {
    story(`is in the journal after ${verb}`, (context) =>
      Effect.gen(function* () {
        const agency = yield* Agency
        const { ids } = yield* couple(context)
        const { person } = yield* agency.addChild({ agent: "another agent", file: FILE, birth: "2020-01-01" })
        yield* act(agency, { ...ids, newborn: person ?? "" }, "Agent 42")
        expect(namingAgent(context, "Agent 42")).not.toEqual([])
        expect(namingAgent(context, "Agent 4")).toEqual([])
      }),
    )
  }
})
