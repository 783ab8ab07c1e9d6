import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { memoryStorage } from "../../adapters/memory/index.ts"
import { postgresStorage } from "../../adapters/postgres/index.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { betterAuthOver } from "../peers/better-auth.js"
import { createBenchContext, createBenchContextOver, migrateToContactStep } from "./bench-context.ts"
import { codeOf } from "./computed-code.ts"
import type { Database, Databases } from "./databases.ts"
import type { Person, peopleOf } from "./people.ts"
import type { Contestant, Race } from "./race.ts"
import { observed, type StorageRequest } from "./recording.ts"

const PEOPLE = 60
const AT_ONCE = 10

const inParallel = async <A>(items: ReadonlyArray<A>, work: (item: A) => Promise<unknown>) => {
  const waiting = [...items]
  const worker = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

const COUNT_ACTIVE = "SELECT count(*) FROM mon_compte.aggregate WHERE state->>'_tag' = 'Active'"

const expectCount = (name: string, found: unknown, expected: number) => {
  if (Number(found) !== expected) throw new Error(`${name}: expected ${expected} used codes, and found ${found}.`)
}

/** Uses codes a second time: each must be refused. */
const expectRefusals = async (name: string, attempts: ReadonlyArray<() => Promise<boolean>>) => {
  for (const succeeds of attempts) if (await succeeds()) throw new Error(`${name}: a code was accepted twice.`)
}

const ours = (
  name: string,
  { codeFor, ports }: ReturnType<typeof createBenchContext>,
  people: ReturnType<typeof peopleOf>,
  countActive: () => Promise<unknown>,
) => {
  const runtime = ManagedRuntime.make(MonCompte.layer.pipe(Layer.provideMerge(ports)))
  let waiting: ReadonlyArray<{ readonly ticket: string; readonly address: string; code: string }> = []
  let done = 0
  const prepare = (person: Person) =>
    Effect.map(migrateToContactStep(person), (ticket) => ({ ticket, address: person.address, code: "" }))
  const contestant: Contestant = {
    name,
    prepare: async () => {
      waiting = await runtime.runPromise(Effect.forEach(people(PEOPLE), prepare, { concurrency: AT_ONCE }))
    },
    run: () =>
      inParallel(waiting, async (person) => {
        const arriving = codeFor(person.address)
        const { address, ticket } = person
        await runtime.runPromise(Effect.flatMap(MonCompte, (verbs) => verbs.sendCode({ ticket, contact: address })))
        person.code = await arriving
        const { code } = person
        await runtime.runPromise(Effect.flatMap(MonCompte, (verbs) => verbs.confirmCode({ ticket, code })))
      }),
    check: async () => {
      done += PEOPLE
      const confirmAgain = ({ code, ticket }: (typeof waiting)[number]) => {
        const confirmation = Effect.flatMap(MonCompte, (verbs) => verbs.confirmCode({ ticket, code }))
        return () => runtime.runPromise(Effect.match(confirmation, { onFailure: () => false, onSuccess: () => true }))
      }
      await expectRefusals(name, waiting.slice(0, 3).map(confirmAgain))
      expectCount(name, await countActive(), done)
    },
  }
  return { contestant, close: () => runtime.dispose() }
}

/** Ours without delivery: the code is computed from the order to send it. */
const withoutDelivery = async ({ queryValue, url }: Database, people: ReturnType<typeof peopleOf>) => {
  await Effect.runPromise(Effect.scoped(postgresStorage({ url, migrate: true }).service))
  const orders = new Map<string, StorageRequest>()
  const { verbs } = createBenchContext(
    { url, connections: AT_ONCE },
    observed((request) => {
      const order = request._tag === "Commit" ? request.commit.messages[0]?.body : undefined
      if (order?._tag === "SendCode") orders.set(String(order["account"]), request)
    }),
  )
  let waiting: ReadonlyArray<{ readonly ticket: string; readonly address: string }> = []
  let done = 0
  const prepare = (person: Person) =>
    Effect.map(migrateToContactStep(person), (ticket) => ({ ticket, address: person.address }))
  const contestant: Contestant = {
    name: "mon-compte: codes computed, not sent",
    prepare: async () => {
      orders.clear()
      waiting = await verbs.runPromise(Effect.forEach(people(PEOPLE), prepare, { concurrency: AT_ONCE }))
    },
    run: () =>
      inParallel(waiting, async ({ address, ticket }) => {
        await verbs.runPromise(Effect.flatMap(MonCompte, (facade) => facade.sendCode({ ticket, contact: address })))
        const order = orders.get(ticket.slice(0, 36))
        const code = await verbs.runPromise(codeOf(order === undefined ? [] : [order]))
        await verbs.runPromise(Effect.flatMap(MonCompte, (facade) => facade.confirmCode({ ticket, code })))
      }),
    check: async () => {
      done += PEOPLE
      expectCount("mon-compte: codes computed, not sent", await queryValue(COUNT_ACTIVE), done)
    },
  }
  return { contestant, close: () => verbs.dispose() }
}

const theirs = async ({ queryValue, url }: Database, people: ReturnType<typeof peopleOf>) => {
  const codes = new Map<string, string>()
  const auth = await betterAuthOver(url, AT_ONCE, (email, code) => codes.set(email, code))
  let waiting: ReadonlyArray<Person> = []
  let done = 0
  const codeFor = (address: string) => codes.get(address) ?? ""
  const contestant: Contestant = {
    name: "better-auth, email OTP",
    prepare: async () => {
      waiting = people(PEOPLE)
      await inParallel(waiting, ({ address }) => auth.enrol(address))
    },
    run: () =>
      inParallel(waiting, async ({ address }) => {
        await auth.issue(address)
        await auth.confirm(address, codeFor(address))
      }),
    check: async () => {
      done += PEOPLE
      const confirmAgain =
        ({ address }: Person) =>
        async () => {
          try {
            await auth.confirm(address, codeFor(address))
            return true
          } catch {
            return false
          }
        }
      await expectRefusals("better-auth", waiting.slice(0, 3).map(confirmAgain))
      expectCount("better-auth", await queryValue(`SELECT count(*) FROM "user" WHERE "emailVerified"`), done)
    },
  }
  return { contestant, close: auth.close }
}

/** P9: a code requested, delivered and confirmed. */
export const codesRace = async (
  { make }: Databases,
  people: ReturnType<typeof peopleOf>,
): Promise<Race & { readonly close: () => Promise<void> }> => {
  const [own, undelivered, other] = [await make(), await make(), await make()]
  await Effect.runPromise(Effect.scoped(postgresStorage({ url: own.url, migrate: true }).service))
  const context = createBenchContext({ url: own.url, connections: AT_ONCE })
  const memory = memoryStorage()
  const inMemory = async () => memory.snapshot().rows.filter(({ state }) => state?._tag === "Active").length
  const all = [
    ours("mon-compte", context, people, () => own.queryValue(COUNT_ACTIVE)),
    await withoutDelivery(undelivered, people),
    ours("mon-compte: in-memory storage", createBenchContextOver(memory.layer), people, inMemory),
    await theirs(other, people),
  ]
  return {
    title: "P9: a code requested, delivered and confirmed",
    note: `${PEOPLE} persons, ${AT_ONCE} at a time, on ${AT_ONCE} connections. Ours commits the order to send a code with the
command, and delivers it from the outbox. Two other lines of ours are for comparison. The second computes the codes and
sends nothing. The third runs without a database: no storage can reduce its time. better-auth has its default
configuration, with hashed codes as its documentation recommends, and sends the code within the request.`,
    item: "codes",
    items: PEOPLE,
    bars: { "better-auth, email OTP": 1.2 },
    contestants: all.map(({ contestant }) => contestant),
    close: async () => {
      for (const { close } of all) await close()
    },
  }
}
