import * as Effect from "effect/Effect"
import type { MemoryStorage } from "../../adapters/memory/index.ts"
import type { Commit, Leased, Message } from "../../src/ports/storage.ts"
import type { Store } from "../../src/testing/storage.trial.laws.ts"
import { afterwards, type Broken, committing } from "./storage.ts"

const mapMessages = (commit: Commit, change: (message: Message) => Message): Commit => ({
  ...commit,
  messages: commit.messages.map(change),
})

const leasing =
  (change: (leased: ReadonlyArray<Leased>, memory: MemoryStorage) => ReadonlyArray<Leased>) =>
  (memory: MemoryStorage): Partial<Store> => ({
    lease: (request) => Effect.map(memory.service.lease(request), (leased) => change(leased, memory)),
  })

/** A storage that hands messages out at another time than they were committed with. */
const shifted =
  (by: (dueAt: number) => number) =>
  ({ service }: MemoryStorage): Partial<Store> => {
    const given = new Map<string, Message>()
    return {
      commit: (commit) => {
        for (const message of commit.messages) given.set(message.id, message)
        return service.commit(mapMessages(commit, (message) => ({ ...message, dueAt: by(message.dueAt) })))
      },
      lease: (request) =>
        Effect.map(service.lease(request), (leased) =>
          leased.map((one) => ({ ...one, message: given.get(one.message.id) ?? one.message })),
        ),
    }
  }

const lasting =
  (change: (lasts: number) => number) =>
  ({ service }: MemoryStorage): Partial<Store> => ({
    lease: ({ lasts, limit }) => service.lease({ limit, lasts: change(lasts) }),
  })

const postponing =
  (change: (dueAt: number) => number) =>
  ({ service }: MemoryStorage): Partial<Store> => ({
    postpone: (leased, dueAt) => service.postpone(leased, change(dueAt)),
  })

const addMessages = ({ messages }: Commit, memory: MemoryStorage) => {
  const { outbox, ...rest } = memory.snapshot()
  const added = messages.map((message) => ({ message, readyAt: message.dueAt, attempt: 0, lease: null }))
  memory.restore({ ...rest, outbox: [...added, ...outbox] })
}

const DUE = "a message is handed out from when it is due, and not before"
const RAN_OUT = "a message whose lease ran out is handed out again, as the next attempt"
const LIMIT = "no more are handed out than asked for, those due first before the others"
const FINAL = "an acknowledged message is never handed out again"
const POSTPONED = "a postponed message is handed out from its new time, whatever its lease"
const WITHIN = "within its lease a message is handed to nobody else"

export const brokenOutboxes: ReadonlyArray<Broken> = [
  { fault: "hands out at once what is due later", breaks: DUE, differs: shifted((dueAt) => Math.min(dueAt, 0)) },
  { fault: "hands out one millisecond early", breaks: DUE, differs: shifted((dueAt) => dueAt - 1) },
  { fault: "hands out one millisecond late", breaks: DUE, differs: shifted((dueAt) => dueAt + 1) },
  {
    fault: "keeps the tag of a message and nothing else",
    breaks: "a message is handed out word for word, for the first time as attempt 1",
    differs: committing((commit) =>
      mapMessages(commit, ({ body, ...rest }) => ({ ...rest, body: { _tag: body._tag } })),
    ),
  },
  {
    fault: "counts attempts from 0",
    breaks: "a message is handed out word for word, for the first time as attempt 1",
    differs: leasing((leased) => leased.map((one) => ({ ...one, attempt: one.attempt - 1 }))),
  },
  {
    fault: "writes the messages before it finds a change stale",
    breaks: "a message of a commit that was not kept is never handed out",
    differs: afterwards("Conflict", addMessages),
  },
  {
    fault: "writes the messages before it finds the command known",
    breaks: "a message of a commit that was not kept is never handed out",
    differs: afterwards("AlreadyApplied", addMessages),
  },
  { fault: "leases nothing, it only shows", breaks: WITHIN, differs: lasting(() => 0) },
  { fault: "leases for one millisecond less", breaks: WITHIN, differs: lasting((lasts) => lasts - 1) },
  { fault: "leases for one millisecond more", breaks: RAN_OUT, differs: lasting((lasts) => lasts + 1) },
  { fault: "hands out once and never again", breaks: RAN_OUT, differs: lasting(() => Number.MAX_SAFE_INTEGER) },
  {
    fault: "names a lease by its message",
    breaks: RAN_OUT,
    differs: leasing((leased) => leased.map((one) => ({ ...one, lease: one.message.id }))),
  },
  {
    fault: "looks what is due, lets others go on, then leases",
    breaks: "workers at once never get the same message, and none is lost",
    differs: ({ restore, service, snapshot }) => ({
      lease: (request) =>
        Effect.gen(function* () {
          const before = snapshot()
          const seen = yield* service.lease(request)
          restore(before)
          yield* Effect.yieldNow
          yield* service.lease(request)
          return seen
        }),
    }),
  },
  {
    fault: "leases all that is due, and hands out as many as asked for",
    breaks: "workers at once never get the same message, and none is lost",
    differs: ({ service }) => ({
      lease: ({ lasts, limit }) =>
        Effect.map(service.lease({ limit: 1_000, lasts }), (leased) => leased.slice(0, limit)),
    }),
  },
  {
    fault: "hands out more than asked for",
    breaks: LIMIT,
    differs: ({ service }) => ({ lease: ({ lasts, limit }) => service.lease({ limit: limit + 1, lasts }) }),
  },
  { fault: "hands out in the order of the commits", breaks: LIMIT, differs: shifted(() => 0) },
  { fault: "hands out a batch in no order", breaks: LIMIT, differs: leasing((leased) => leased.toReversed()) },
  {
    fault: "does not remember what was acknowledged",
    breaks: FINAL,
    differs: () => ({ acknowledge: () => Effect.void }),
  },
  {
    fault: "acknowledges only what was handed out",
    breaks: FINAL,
    differs: ({ service, snapshot }) => ({
      acknowledge: (id) =>
        Effect.suspend(() =>
          snapshot().outbox.some(({ lease, message }) => message.id === id && lease !== null)
            ? service.acknowledge(id)
            : Effect.void,
        ),
    }),
  },
  {
    fault: "takes up an acknowledged message that is postponed",
    breaks: FINAL,
    differs: ({ restore, snapshot }) => ({
      postpone: ({ message }, readyAt) =>
        Effect.sync(() => {
          const { outbox, ...rest } = snapshot()
          restore({ ...rest, outbox: [...outbox, { message, readyAt, attempt: 1, lease: null }] })
        }),
    }),
  },
  {
    fault: "acknowledges all that is leased",
    breaks: "acknowledging touches no other message, and twice is harmless",
    differs: ({ restore, snapshot }) => ({
      acknowledge: () => Effect.sync(() => restore({ ...snapshot(), outbox: [] })),
    }),
  },
  {
    fault: "takes up again what is acknowledged twice",
    breaks: "acknowledging touches no other message, and twice is harmless",
    differs: (memory) => ({
      acknowledge: (id) =>
        Effect.suspend(() => {
          const { acknowledged, outbox, ...rest } = memory.snapshot()
          if (!acknowledged.includes(id)) return memory.service.acknowledge(id)
          const message = { id, dueAt: 0, body: { _tag: "Again" } }
          const pending = { message, readyAt: 0, attempt: 1, lease: null }
          return Effect.sync(() => memory.restore({ ...rest, acknowledged, outbox: [...outbox, pending] }))
        }),
    }),
  },
  { fault: "does not postpone", breaks: POSTPONED, differs: () => ({ postpone: () => Effect.void }) },
  { fault: "postpones to one millisecond before", breaks: POSTPONED, differs: postponing((dueAt) => dueAt - 1) },
  { fault: "postpones to one millisecond after", breaks: POSTPONED, differs: postponing((dueAt) => dueAt + 1) },
  {
    fault: "counts the attempts anew once postponed",
    breaks: POSTPONED,
    differs: leasing((leased, { snapshot }) =>
      leased.map((one) => ({ ...one, attempt: snapshot().outbox.length > 0 ? 1 : one.attempt })),
    ),
  },
  {
    fault: "does not postpone to a time gone by",
    breaks: "a message postponed to a time gone by is handed out at once",
    differs: ({ service }) => ({
      postpone: (leased, dueAt) => (dueAt > 0 ? service.postpone(leased, dueAt) : Effect.void),
    }),
  },
  {
    fault: "lets anybody postpone",
    breaks: "a worker whose lease was lost cannot postpone",
    differs: ({ service, snapshot }) => ({
      postpone: (leased, dueAt) =>
        Effect.suspend(() => {
          const present = snapshot().outbox.find(({ message }) => message.id === leased.message.id)
          return service.postpone({ ...leased, lease: present?.lease ?? leased.lease }, dueAt)
        }),
    }),
  },
  {
    fault: "gives up after five attempts",
    breaks: "no message is lost, however often its lease runs out",
    differs: leasing((leased) => leased.filter(({ attempt }) => attempt <= 5)),
  },
  {
    fault: "hands out the very messages it keeps",
    breaks: "a message given or got is not the storage's own",
    differs: ({ service }) => {
      const own = new Map<string, Message>()
      return {
        lease: (request) =>
          Effect.map(service.lease(request), (leased) =>
            leased.map((one) => {
              const message = own.get(one.message.id) ?? structuredClone(one.message)
              own.set(one.message.id, message)
              return { ...one, message }
            }),
          ),
      }
    },
  },
]
