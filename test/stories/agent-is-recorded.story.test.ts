import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Agency, type AgencyVerbs } from "../../src/application/agency.ts"
import { CLEO, couple, FILE } from "./family.ts"
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
const acts: Readonly<Record<Exclude<keyof AgencyVerbs, "getFile">, Act>> = {
  openFile: ({ openFile }, _, agent) => openFile({ agent, file: "file-9", holder: BOB.nir }),
  addChild: ({ addChild }, _, agent) => addChild({ agent, file: FILE, birth: "2021-05-05" }),
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
  issueProvisional: ({ issueProvisional }, { newborn }, agent) => issueProvisional({ agent, person: newborn }),
  recordNir: ({ recordNir }, { newborn }, agent) => recordNir({ agent, person: newborn, nir: "2 50 02 99 243 001" }),
  declareCompromised: ({ declareCompromised }, { ada }, agent) => declareCompromised({ agent, person: ada }),
  barContact: ({ barContact }, { ada }, agent) => barContact({ agent, person: ada, contact: "ada@example.org" }),
  restoreAccess: ({ restoreAccess }, { ada }, agent) =>
    restoreAccess({ agent, person: ada, contact: "new@example.org" }),
  unlockAccount: ({ unlockAccount }, { ada }, agent) => unlockAccount({ agent, person: ada, cause: "OthersTried" }),
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
