/**
 * A process that leads people through their lives over a real server, until it is killed. `pilot.model.ts` starts it,
 * says on its standard input what to do, and reads on its standard output what was done.
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
import { commandOf, LEGACY, life, type Person, type Step, spouseOf, toldBy } from "./life.ts"
import { plants } from "./plants.ts"
import { Doing, type KillAt, Points, tell } from "./points.ts"

/** What a worker is told to do. */
export interface Task {
  readonly url: string
  readonly people: ReadonlyArray<Person>
  readonly killAt: KillAt | null
  /** The name of a fault to work with, from `plants.model.ts`. */
  readonly plant: string | null
  /** The messages that the carrier took from processes before. */
  readonly known: ReadonlyArray<string>
}

/** Tells it at once: the carrier is not part of the process, and has what it was handed even if the process dies. */
const carrier = (all: ReadonlyArray<Person>, known: Set<string>) =>
  Notifier.of({
    reaches: ["Email"],
    send: (notice) =>
      Effect.sync(() => {
        const name = notice.to.reveal().split(/[+@]/)[0] ?? ""
        const code = "code" in notice ? Redacted.value(notice.code) : ""
        const news = "about" in notice ? notice.about : ""
        tell({ _tag: "Sent", id: notice.id, name, code, news })
        const person = known.has(notice.id) ? undefined : all.find((one) => one.name === name)
        if (code !== "") person?.codes.push(code)
        if (news !== "") person?.news.push(news)
        known.add(notice.id)
      }),
  })

const untilTold = (person: Person, { codes = 0, news = 0 }: Pick<Step, "codes" | "news">): Effect.Effect<void> =>
  Effect.suspend(() =>
    person.codes.length >= codes && person.news.length >= news
      ? Effect.void
      : Effect.delay(untilTold(person, { codes, news }), "2 millis"),
  )

/** Asks until there is an answer, always under the same id, as a browser would. */
const persist = (
  person: Person,
  index: number,
): Effect.Effect<{ readonly _tag: string }, never, MonCompte | Agency> => {
  const step = life[index]
  if (step === undefined) throw new Error("The life has no such step.")
  const doing = { name: step.doing, calls: new Map<string, number>() }
  return Effect.provideService(step.ask(person, commandOf(person, index)), Doing, doing).pipe(
    Effect.match({ onFailure: (refusal) => refusal, onSuccess: (answer) => answer }),
    Effect.flatMap((answer) =>
      answer._tag === "TryLater" ? Effect.delay(persist(person, index), "5 millis") : Effect.succeed(answer),
    ),
  )
}

const same = <A>(whole: A): A => whole

const live = Effect.fnUntraced(function* (person: Person) {
  for (let step = life[person.step]; step !== undefined; step = life[person.step]) {
    yield* untilTold(person, step)
    const answer = yield* persist(person, person.step)
    if ("ticket" in answer) person.ticket = String(answer.ticket)
    if ("session" in answer) person.session = String(answer.session)
    const { name, session, ticket } = person
    tell({ _tag: "Answered", name, step: person.step, ticket, session, told: toldBy(answer) })
    person.step += 1
  }
})

const work = ({ killAt, known, people, plant, url }: Task) => {
  const points = new Points(killAt)
  const { carrier: spoilCarrier = same, storage: spoil = same } = plants[plant ?? ""] ?? {}
  const storage = Layer.effect(
    Storage,
    Effect.map(postgresStorage({ url, connections: 4 }).service, (service) =>
      Storage.of(spoil(points.around("Storage", service))),
    ),
  )
  const notifier = Layer.succeed(Notifier, spoilCarrier(points.around("Notifier", carrier(people, new Set(known)))))
  const legacy = memoryLegacy(people.map(({ name, nir }) => ({ nir, password: LEGACY, file: name })))
  const terms = memoryTerms({ version: "1", text: { fr: "Conditions.", en: "Terms." } })
  const codes = { ...codePolicies.standard, secondsBetweenSends: 0 }
  // Who dies at the door has tried: by the policy one must wait after the fifth time.
  const lockOut = { ...defaultPolicies.lockOut, free: 10_000, perDay: 10_000 }
  const settings = Layer.mergeAll(Layer.succeed(Policies, { ...defaultPolicies, codes, lockOut }), Logger.layer([]))
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
  return Effect.forEach(people, live, { concurrency: "unbounded" }).pipe(
    Effect.provide(Layer.provideMerge(Layer.mergeAll(MonCompte.layer, Agency.layer), ports)),
    Effect.andThen(Effect.sync(() => tell({ _tag: "Done", points: points.passed() }))),
  )
}

tell({ _tag: "Ready" })
createInterface({ input: process.stdin }).once("line", (line) => {
  const task: Task = JSON.parse(line)
  Effect.runPromise(work(task)).then(
    () => process.exit(0),
    (cause) => {
      tell({ _tag: "Broken", cause: String(cause) })
      process.exit(1)
    },
  )
})
