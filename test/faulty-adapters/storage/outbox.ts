import * as Effect from "effect/Effect"
import type { MemoryStorage } from "../../../adapters/memory/index.ts"
import type { Commit, Leased, Message } from "../../../src/ports/storage.ts"
import type { Store } from "../../../src/testing/laws/storage/storage-law.ts"
import { afterCommit, changingCommit, type FaultyStorage } from "./faulty-storage.ts"

const mapMessages = (commit: Commit, change: (message: Message) => Message): Commit => ({
  ...commit,
  messages: commit.messages.map(change),
})

const changingLeased =
  (change: (leased: ReadonlyArray<Leased>, memory: MemoryStorage) => ReadonlyArray<Leased>) =>
  (memory: MemoryStorage): Partial<Store> => ({
    lease: (request) => Effect.map(memory.service.lease(request), (leased) => change(leased, memory)),
  })

/** Leases messages at another time than their due time. */
const changingDueTime =
  (change: (dueAt: number) => number) =>
  ({ service }: MemoryStorage): Partial<Store> => {
    const originals = new Map<string, Message>()
    return {
      commit: (commit) => {
        for (const message of commit.messages) originals.set(message.id, message)
        return service.commit(mapMessages(commit, (message) => ({ ...message, dueAt: change(message.dueAt) })))
      },
      lease: (request) =>
        Effect.map(service.lease(request), (leased) =>
          leased.map((each) => ({ ...each, message: originals.get(each.message.id) ?? each.message })),
        ),
    }
  }

const changingDuration =
  (change: (lasts: number) => number) =>
  ({ service }: MemoryStorage): Partial<Store> => ({
    lease: ({ lasts, limit }) => service.lease({ limit, lasts: change(lasts) }),
  })

const changingPostponement =
  (change: (dueAt: number) => number) =>
  ({ service }: MemoryStorage): Partial<Store> => ({
    postpone: (leased, dueAt) => service.postpone(leased, change(dueAt)),
  })

const addMessages = ({ messages }: Commit, memory: MemoryStorage) => {
  const { outbox, ...rest } = memory.snapshot()
  const added = messages.map((message) => ({ message, readyAt: message.dueAt, attempt: 0, lease: null }))
  memory.restore({ ...rest, outbox: [...added, ...outbox] })
}

const DUE = "a message is leased from its due time, and never earlier"
const UNCHANGED = "a message is leased unchanged, first as attempt 1"
const NOT_APPLIED = "a message of a commit that was not applied is never leased"
const UNTIL_EXPIRY = "a leased message is not leased again until its lease expires"
const EXPIRED = "a message whose lease expired is leased again, as the next attempt and with a new lease"
const PARALLEL = "parallel workers never lease the same message, and no message is lost"
const LIMIT = "lease returns at most the requested number of messages, earliest due time first"
const FINAL = "an acknowledged message is never leased again"
const OTHERS = "acknowledge affects no other message and can be repeated"
const POSTPONED = "a postponed message is leased from its new due time, whatever its lease"

export const storagesWithOutboxFaults: ReadonlyArray<FaultyStorage> = [
  { fault: "leases a message before it is due", brokenLaw: DUE, override: changingDueTime((at) => Math.min(at, 0)) },
  { fault: "leases a message one millisecond early", brokenLaw: DUE, override: changingDueTime((at) => at - 1) },
  { fault: "leases a message one millisecond late", brokenLaw: DUE, override: changingDueTime((at) => at + 1) },
  {
    fault: "stores only the tag of a message",
    brokenLaw: UNCHANGED,
    override: changingCommit((commit) =>
      mapMessages(commit, ({ body, ...rest }) => ({ ...rest, body: { _tag: body._tag } })),
    ),
  },
  {
    fault: "counts attempts from 0",
    brokenLaw: UNCHANGED,
    override: changingLeased((leased) => leased.map((each) => ({ ...each, attempt: each.attempt - 1 }))),
  },
  {
    fault: "writes messages before it checks versions",
    brokenLaw: NOT_APPLIED,
    override: afterCommit("Conflict", addMessages),
  },
  {
    fault: "writes messages before it looks up the command id",
    brokenLaw: NOT_APPLIED,
    override: afterCommit("AlreadyApplied", addMessages),
  },
  { fault: "returns messages without a lease", brokenLaw: UNTIL_EXPIRY, override: changingDuration(() => 0) },
  {
    fault: "leases for one millisecond less",
    brokenLaw: UNTIL_EXPIRY,
    override: changingDuration((lasts) => lasts - 1),
  },
  { fault: "leases for one millisecond more", brokenLaw: EXPIRED, override: changingDuration((lasts) => lasts + 1) },
  {
    fault: "leases a message only once",
    brokenLaw: EXPIRED,
    override: changingDuration(() => Number.MAX_SAFE_INTEGER),
  },
  {
    fault: "names each lease after its message",
    brokenLaw: EXPIRED,
    override: changingLeased((leased) => leased.map((each) => ({ ...each, lease: each.message.id }))),
  },
  {
    fault: "yields between the choice of messages and the lease",
    brokenLaw: PARALLEL,
    override: ({ restore, service, snapshot }) => ({
      lease: (request) =>
        Effect.gen(function* () {
          const before = snapshot()
          const chosen = yield* service.lease(request)
          restore(before)
          yield* Effect.yieldNow
          yield* service.lease(request)
          return chosen
        }),
    }),
  },
  {
    fault: "leases every due message and returns only the requested number",
    brokenLaw: PARALLEL,
    override: ({ service }) => ({
      lease: ({ lasts, limit }) =>
        Effect.map(service.lease({ limit: 1_000, lasts }), (leased) => leased.slice(0, limit)),
    }),
  },
  {
    fault: "leases more than the requested number",
    brokenLaw: LIMIT,
    override: ({ service }) => ({ lease: ({ lasts, limit }) => service.lease({ limit: limit + 1, lasts }) }),
  },
  { fault: "leases in the order of the commits", brokenLaw: LIMIT, override: changingDueTime(() => 0) },
  {
    fault: "returns a batch in reverse order",
    brokenLaw: LIMIT,
    override: changingLeased((leased) => leased.toReversed()),
  },
  { fault: "ignores acknowledgements", brokenLaw: FINAL, override: () => ({ acknowledge: () => Effect.void }) },
  {
    fault: "acknowledges only leased messages",
    brokenLaw: FINAL,
    override: ({ service, snapshot }) => ({
      acknowledge: (id) =>
        Effect.suspend(() =>
          snapshot().outbox.some(({ lease, message }) => message.id === id && lease !== null)
            ? service.acknowledge(id)
            : Effect.void,
        ),
    }),
  },
  {
    fault: "restores an acknowledged message that is postponed",
    brokenLaw: FINAL,
    override: ({ restore, snapshot }) => ({
      postpone: ({ message }, readyAt) =>
        Effect.sync(() => {
          const { outbox, ...rest } = snapshot()
          restore({ ...rest, outbox: [...outbox, { message, readyAt, attempt: 1, lease: null }] })
        }),
    }),
  },
  {
    fault: "acknowledges every leased message",
    brokenLaw: OTHERS,
    override: ({ restore, snapshot }) => ({
      acknowledge: () => Effect.sync(() => restore({ ...snapshot(), outbox: [] })),
    }),
  },
  {
    fault: "restores a message that is acknowledged twice",
    brokenLaw: OTHERS,
    override: (memory) => ({
      acknowledge: (id) =>
        Effect.suspend(() => {
          const { acknowledged, outbox, ...rest } = memory.snapshot()
          if (!acknowledged.includes(id)) return memory.service.acknowledge(id)
          const message = { id, dueAt: 0, body: { _tag: "Restored" } }
          const pending = { message, readyAt: 0, attempt: 1, lease: null }
          return Effect.sync(() => memory.restore({ ...rest, acknowledged, outbox: [...outbox, pending] }))
        }),
    }),
  },
  { fault: "ignores postponements", brokenLaw: POSTPONED, override: () => ({ postpone: () => Effect.void }) },
  {
    fault: "postpones to one millisecond earlier",
    brokenLaw: POSTPONED,
    override: changingPostponement((dueAt) => dueAt - 1),
  },
  {
    fault: "postpones to one millisecond later",
    brokenLaw: POSTPONED,
    override: changingPostponement((dueAt) => dueAt + 1),
  },
  {
    fault: "restarts the count of attempts after a postponement",
    brokenLaw: POSTPONED,
    override: changingLeased((leased, { snapshot }) =>
      leased.map((each) => ({ ...each, attempt: snapshot().outbox.length > 0 ? 1 : each.attempt })),
    ),
  },
  {
    fault: "ignores a postponement to the past",
    brokenLaw: "a message postponed to the past is leased immediately",
    override: ({ service }) => ({
      postpone: (leased, dueAt) => (dueAt > 0 ? service.postpone(leased, dueAt) : Effect.void),
    }),
  },
  {
    fault: "lets a worker postpone a message without a lease",
    brokenLaw: "a worker that lost its lease cannot postpone the message",
    override: ({ service, snapshot }) => ({
      postpone: (leased, dueAt) =>
        Effect.suspend(() => {
          const current = snapshot().outbox.find(({ message }) => message.id === leased.message.id)
          return service.postpone({ ...leased, lease: current?.lease ?? leased.lease }, dueAt)
        }),
    }),
  },
  {
    fault: "drops a message after five attempts",
    brokenLaw: "no message is lost, however often its lease expires",
    override: changingLeased((leased) => leased.filter(({ attempt }) => attempt <= 5)),
  },
]
