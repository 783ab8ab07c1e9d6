/**
 * A process that runs the workload of some persons over a real server, until it is killed. `driver.ts` starts it, sends
 * the task to its standard input, and reads the results from its standard output.
 */
import { createInterface } from "node:readline"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import {
  memoryHasher,
  memoryIdentities,
  memoryIssuer,
  memoryKeys,
  memoryLegacy,
  memoryTerms,
} from "../../../adapters/memory/index.ts"
import { postgresStorage } from "../../../adapters/postgres/storage.ts"
import { Agency } from "../../../src/application/agency.ts"
import { defaultPolicies, Policies } from "../../../src/application/contract/policies.ts"
import { MonCompte } from "../../../src/application/mon-compte.ts"
import { codePolicies } from "../../../src/domain/challenge/code-policy.ts"
import { Notifier } from "../../../src/ports/notifier.ts"
import { Storage } from "../../../src/ports/storage.ts"
import { injectedFaults } from "./injected-faults.ts"
import { CurrentUseCase, type KillAt, KillPoints, report } from "./kill-points.ts"
import { commandOf, LEGACY, type Person, spouseOf } from "./person.ts"
import { type Step, summaryOf, workload } from "./workload.ts"

/** The task of a worker. */
export interface Task {
  readonly url: string
  readonly people: ReadonlyArray<Person>
  readonly killAt: KillAt | null
  /** The name of a fault in `injected-faults.ts`. */
  readonly fault: string | null
  /** The ids of the messages that the carrier accepted from earlier processes. */
  readonly accepted: ReadonlyArray<string>
}

/** A carrier outside the process: it reports each message at once, so that a kill cannot lose an accepted message. */
const carrierFor = (people: ReadonlyArray<Person>, accepted: Set<string>) =>
  Notifier.of({
    reaches: ["Email"],
    send: (notice) =>
      Effect.sync(() => {
        const name = notice.to.reveal().split(/[+@]/)[0] ?? ""
        const code = "code" in notice ? Redacted.value(notice.code) : ""
        const announcement = "about" in notice ? notice.about : ""
        report({ _tag: "Sent", id: notice.id, name, code, announcement })
        const person = accepted.has(notice.id) ? undefined : people.find((person) => person.name === name)
        if (code !== "") person?.codes.push(code)
        if (announcement !== "") person?.announcements.push(announcement)
        accepted.add(notice.id)
      }),
  })

const untilArrived = (
  person: Person,
  { announcements = 0, codes = 0 }: Pick<Step, "codes" | "announcements">,
): Effect.Effect<void> =>
  Effect.suspend(() =>
    person.codes.length >= codes && person.announcements.length >= announcements
      ? Effect.void
      : Effect.delay(untilArrived(person, { codes, announcements }), "2 millis"),
  )

/** Repeats a step under the same command id until it is answered, as a browser does. */
const persist = (
  person: Person,
  index: number,
): Effect.Effect<{ readonly _tag: string }, never, MonCompte | Agency> => {
  const step = workload[index]
  if (step === undefined) throw new Error("The workload has no such step.")
  const useCase = { name: step.useCase, calls: new Map<string, number>() }
  return Effect.provideService(step.run(person, commandOf(person, index)), CurrentUseCase, useCase).pipe(
    Effect.match({ onFailure: (refusal) => refusal, onSuccess: (answer) => answer }),
    Effect.flatMap((answer) =>
      answer._tag === "TryLater" ? Effect.delay(persist(person, index), "5 millis") : Effect.succeed(answer),
    ),
  )
}

const unchanged = <A>(service: A): A => service

const runPerson = Effect.fnUntraced(function* (person: Person) {
  for (let step = workload[person.step]; step !== undefined; step = workload[person.step]) {
    yield* untilArrived(person, step)
    const answer = yield* persist(person, person.step)
    if ("ticket" in answer) person.ticket = String(answer.ticket)
    if ("session" in answer) person.session = String(answer.session)
    const { name, session, ticket } = person
    report({ _tag: "Answered", name, step: person.step, ticket, session, answer: summaryOf(answer) })
    person.step += 1
  }
})

const runTask = ({ accepted, fault, killAt, people, url }: Task) => {
  const points = new KillPoints(killAt)
  const { carrier: withCarrierFault = unchanged, storage: withStorageFault = unchanged } =
    injectedFaults[fault ?? ""] ?? {}
  const storage = Layer.effect(
    Storage,
    Effect.map(postgresStorage({ url, connections: 4 }).service, (service) =>
      Storage.of(withStorageFault(points.around("Storage", service))),
    ),
  )
  const carrier = points.around("Notifier", carrierFor(people, new Set(accepted)))
  const notifier = Layer.succeed(Notifier, withCarrierFault(carrier))
  const legacy = memoryLegacy(people.map(({ name, nir }) => ({ nir, password: LEGACY, file: name })))
  const terms = memoryTerms({ version: "1", text: { fr: "Conditions.", en: "Terms." } })
  const codes = { ...codePolicies.standard, secondsBetweenSends: 0 }
  // A kill during a sign-in or a creation leaves a counted attempt: with the standard policies the sixth has to wait.
  const most = { failuresBeforeWait: 100, failuresPerDay: 100, knownFailuresPerDay: 0, failuresInARow: 100 }
  const lockOut = { ...defaultPolicies.lockOut, ...most }
  const attempts = { ...defaultPolicies.identity.attempts, ...most }
  const identity = { ...defaultPolicies.identity, attempts }
  // Otherwise the service would hide an announcement of a command that was committed twice.
  const messages = { ...defaultPolicies.messages, coalesceMinutes: 0 }
  const policies = { ...defaultPolicies, codes, lockOut, identity, messages }
  const settings = Layer.mergeAll(Layer.succeed(Policies, policies), Logger.layer([]))
  const ports = Layer.mergeAll(
    Layer.orDie(storage),
    notifier,
    legacy.layer,
    terms.layer,
    memoryIdentities(people.map(spouseOf)).layer,
    memoryIssuer().layer,
    memoryHasher().layer,
    memoryKeys({ master: "for tests" }).layer,
    settings,
  )
  return Effect.forEach(people, runPerson, { concurrency: "unbounded" }).pipe(
    Effect.provide(Layer.provideMerge(Layer.mergeAll(MonCompte.layer, Agency.layer), ports)),
    Effect.andThen(Effect.sync(() => report({ _tag: "Done", points: points.passed() }))),
  )
}

report({ _tag: "Ready" })
createInterface({ input: process.stdin }).once("line", (line) => {
  const task: Task = JSON.parse(line)
  Effect.runPromise(runTask(task)).then(
    () => process.exit(0),
    (cause) => {
      report({ _tag: "Broken", cause: String(cause) })
      process.exit(1)
    },
  )
})
