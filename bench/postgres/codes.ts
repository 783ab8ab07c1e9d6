import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { memoryStorage } from "../../adapters/memory/index.ts"
import { postgresStorage } from "../../adapters/postgres/index.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { betterAuthOver } from "../peers/better-auth.js"
import { codeOf } from "./computed-code.ts"
import type { Databases } from "./databases.ts"
import type { Person, peopleOf } from "./people.ts"
import { type Asked, watched } from "./recording.ts"
import type { Contender, Race } from "./rounds.ts"
import { toTheContact, world, worldOver } from "./world.ts"

const PEOPLE = 60
const AT_ONCE = 10

const inParallel = async <A>(all: ReadonlyArray<A>, work: (one: A) => Promise<unknown>) => {
  const waiting = [...all]
  const worker = async () => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) await work(one)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

const ACTIVE = "SELECT count(*) FROM mon_compte.aggregate WHERE state->>'_tag' = 'Active'"

const must = (name: string, found: unknown, expected: number) => {
  if (Number(found) !== expected) throw new Error(`${name}: ${expected} codes should have been used, not ${found}.`)
}

/** Every code is tried once more: one that works twice is no code. */
const refusedAgain = async (name: string, tries: ReadonlyArray<() => Promise<boolean>>) => {
  for (const works of tries) if (await works()) throw new Error(`${name}: a code worked twice.`)
}

const ours = (
  name: string,
  { codeFor, ports }: ReturnType<typeof world>,
  people: ReturnType<typeof peopleOf>,
  active: () => Promise<unknown>,
) => {
  const runtime = ManagedRuntime.make(MonCompte.layer.pipe(Layer.provideMerge(ports)))
  let waiting: ReadonlyArray<{ readonly ticket: string; readonly address: string; code: string }> = []
  let done = 0
  const ready = (person: Person) =>
    Effect.map(toTheContact(person), (ticket) => ({ ticket, address: person.address, code: "" }))
  const contender: Contender = {
    name,
    prepare: async () => {
      waiting = await runtime.runPromise(Effect.forEach(people(PEOPLE), ready, { concurrency: AT_ONCE }))
    },
    run: () =>
      inParallel(waiting, async (one) => {
        const arriving = codeFor(one.address)
        const { address, ticket } = one
        await runtime.runPromise(Effect.flatMap(MonCompte, (verbs) => verbs.sendCode({ ticket, contact: address })))
        one.code = await arriving
        const { code } = one
        await runtime.runPromise(Effect.flatMap(MonCompte, (verbs) => verbs.confirmCode({ ticket, code })))
      }),
    check: async () => {
      done += PEOPLE
      const again = ({ code, ticket }: (typeof waiting)[number]) => {
        const typed = Effect.flatMap(MonCompte, (verbs) => verbs.confirmCode({ ticket, code }))
        return () => runtime.runPromise(Effect.match(typed, { onFailure: () => false, onSuccess: () => true }))
      }
      await refusedAgain(name, waiting.slice(0, 3).map(again))
      must(name, await active(), done)
    },
  }
  return { contender, close: () => runtime.dispose() }
}

/** The same where the code is computed from the order to send it, and nobody carries it. */
const uncarried = async (url: string, people: ReturnType<typeof peopleOf>, ask: (sql: string) => Promise<unknown>) => {
  await Effect.runPromise(Effect.scoped(postgresStorage({ url, migrate: true }).service))
  const orders = new Map<string, Asked>()
  const { verbs } = world(
    { url, connections: AT_ONCE },
    watched((asked) => {
      const order = asked._tag === "Commit" ? asked.commit.messages[0]?.body : undefined
      if (order?._tag === "SendCode") orders.set(String(order["account"]), asked)
    }),
  )
  let waiting: ReadonlyArray<{ readonly ticket: string; readonly address: string }> = []
  let done = 0
  const ready = (person: Person) => Effect.map(toTheContact(person), (ticket) => ({ ticket, address: person.address }))
  const contender: Contender = {
    name: "mon-compte: carried by nobody",
    prepare: async () => {
      orders.clear()
      waiting = await verbs.runPromise(Effect.forEach(people(PEOPLE), ready, { concurrency: AT_ONCE }))
    },
    run: () =>
      inParallel(waiting, async ({ address, ticket }) => {
        await verbs.runPromise(Effect.flatMap(MonCompte, (all) => all.sendCode({ ticket, contact: address })))
        const order = orders.get(ticket.slice(0, 36))
        const code = await verbs.runPromise(codeOf(order === undefined ? [] : [order]))
        await verbs.runPromise(Effect.flatMap(MonCompte, (all) => all.confirmCode({ ticket, code })))
      }),
    check: async () => {
      done += PEOPLE
      must("mon-compte: carried by nobody", await ask(ACTIVE), done)
    },
  }
  return { contender, close: () => verbs.dispose() }
}

const theirs = async (url: string, people: ReturnType<typeof peopleOf>, ask: (sql: string) => Promise<unknown>) => {
  const codes = new Map<string, string>()
  const auth = await betterAuthOver(url, AT_ONCE, (email, code) => codes.set(email, code))
  let waiting: ReadonlyArray<Person> = []
  let done = 0
  const codeOf = (address: string) => codes.get(address) ?? ""
  const contender: Contender = {
    name: "better-auth, email OTP",
    prepare: async () => {
      waiting = people(PEOPLE)
      await inParallel(waiting, ({ address }) => auth.enrol(address))
    },
    run: () =>
      inParallel(waiting, async ({ address }) => {
        await auth.issue(address)
        await auth.confirm(address, codeOf(address))
      }),
    check: async () => {
      done += PEOPLE
      const again =
        ({ address }: Person) =>
        async () => {
          try {
            await auth.confirm(address, codeOf(address))
            return true
          } catch {
            return false
          }
        }
      await refusedAgain("better-auth", waiting.slice(0, 3).map(again))
      must("better-auth", await ask(`SELECT count(*) FROM "user" WHERE "emailVerified"`), done)
    },
  }
  return { contender, close: auth.close }
}

/** P9: a code asked for, carried, and typed. */
export const codesRace = async (
  { make }: Databases,
  people: ReturnType<typeof peopleOf>,
): Promise<Race & { readonly close: () => Promise<void> }> => {
  const [own, quiet, other] = [await make(), await make(), await make()]
  await Effect.runPromise(Effect.scoped(postgresStorage({ url: own.url, migrate: true }).service))
  const connected = world({ url: own.url, connections: AT_ONCE })
  const mine = ours("mon-compte", connected, people, () => own.ask(ACTIVE))
  const memory = memoryStorage()
  const inMemory = ours(
    "mon-compte: kept in memory",
    worldOver(memory.layer),
    people,
    async () => memory.snapshot().rows.filter(({ state }) => state?._tag === "Active").length,
  )
  const silent = await uncarried(quiet.url, people, quiet.ask)
  const auth = await theirs(other.url, people, other.ask)
  return {
    title: "P9: a code issued, carried and confirmed",
    note: `${PEOPLE} people, ${AT_ONCE} at a time, on ${AT_ONCE} connections. Ours puts the order to send into the commit and hands it
over from the outbox. For comparison: on the second line the codes are only asked for and typed; on the third nothing but our own process is at
work, without a database, and what it costs there no storage can take away. better-auth, as it is out of the box but with codes hashed as it advises, hands it over in passing.`,
    item: "codes",
    items: PEOPLE,
    bars: { [auth.contender.name]: 3 },
    contenders: [mine.contender, silent.contender, inMemory.contender, auth.contender],
    close: async () => {
      await mine.close()
      await inMemory.close()
      await silent.close()
      await auth.close()
    },
  }
}
