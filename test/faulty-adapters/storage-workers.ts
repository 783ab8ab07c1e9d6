import * as Effect from "effect/Effect"
import type { DeadLetter } from "../../src/ports/storage.ts"
import type { Broken } from "./storage.ts"

const RENEWED = "a renewed lease lasts from then on"
const RAN_OUT = "a lease that ran out can be renewed until somebody else has the message"
const LOST = "a lease that was lost cannot be renewed"
const RELEASED = "a released message is handed out at once, and that time did not count"
const DEAD = "a dead message is shown whole, and handed out no more"
const REVIVED = "a revived message is handed out at once, as attempt 1, to whoever asks now"
const ORDER = "of the dead, those of longest ago are shown first, and no more than asked for"

export const brokenWorkers: ReadonlyArray<Broken> = [
  {
    fault: "acknowledges the first of many",
    breaks: "many messages are acknowledged at once, and no other",
    differs: ({ service }) => ({ acknowledge: (...ids) => service.acknowledge(...ids.slice(0, 1)) }),
  },
  {
    fault: "acknowledges all when told of some",
    breaks: "many messages are acknowledged at once, and no other",
    differs: ({ service, snapshot }) => ({
      acknowledge: (...ids) =>
        Effect.suspend(() =>
          ids.length > 1
            ? service.acknowledge(...snapshot().outbox.map(({ message }) => message.id))
            : service.acknowledge(...ids),
        ),
    }),
  },
  { fault: "says that it renewed", breaks: RENEWED, differs: () => ({ renew: () => Effect.succeed(true) }) },
  {
    fault: "renews for one millisecond less",
    breaks: RENEWED,
    differs: ({ service }) => ({ renew: (leased, lasts) => service.renew(leased, lasts - 1) }),
  },
  {
    fault: "adds to the lease what is asked for",
    breaks: RENEWED,
    differs: ({ service }) => ({ renew: (leased, lasts) => service.renew(leased, lasts + 1) }),
  },
  {
    fault: "renews nothing that ran out",
    breaks: RAN_OUT,
    differs: () => ({ renew: () => Effect.succeed(false) }),
  },
  {
    fault: "renews for anybody",
    breaks: LOST,
    differs: ({ service, snapshot }) => ({
      renew: (leased, lasts) =>
        Effect.suspend(() => {
          const present = snapshot().outbox.find(({ message }) => message.id === leased.message.id)
          return service.renew({ ...leased, lease: present?.lease ?? leased.lease }, lasts)
        }),
    }),
  },
  {
    fault: "says of what is gone that it is held",
    breaks: LOST,
    differs: ({ service }) => ({ renew: (leased, lasts) => Effect.as(service.renew(leased, lasts), true) }),
  },
  {
    fault: "counts what was released as an attempt",
    breaks: RELEASED,
    differs: ({ service }) => ({
      release: (...leased) => Effect.forEach(leased, (one) => service.postpone(one, 0), { discard: true }),
    }),
  },
  { fault: "releases nothing", breaks: RELEASED, differs: () => ({ release: () => Effect.void }) },
  {
    fault: "releases the first of many",
    breaks: RELEASED,
    differs: ({ service }) => ({ release: (...leased) => service.release(...leased.slice(0, 1)) }),
  },
  {
    fault: "releases for anybody",
    breaks: "releasing what is somebody else's by now changes nothing",
    differs: ({ service, snapshot }) => ({
      release: (...leased) =>
        Effect.suspend(() => {
          const present = (id: string) => snapshot().outbox.find(({ message }) => message.id === id)?.lease
          return service.release(...leased.map((one) => ({ ...one, lease: present(one.message.id) ?? one.lease })))
        }),
    }),
  },
  { fault: "buries nothing", breaks: DEAD, differs: () => ({ deadLetter: () => Effect.void }) },
  {
    fault: "buries by forgetting",
    breaks: DEAD,
    differs: ({ service }) => ({ deadLetter: ({ message }) => service.acknowledge(message.id) }),
  },
  {
    fault: "shows the dead by their tag",
    breaks: DEAD,
    differs: ({ service }) => ({
      listDeadLetters: (limit) =>
        Effect.map(service.listDeadLetters(limit), (all) =>
          all.map(({ attempt, message }) => ({ attempt, message: { ...message, body: { _tag: message.body._tag } } })),
        ),
    }),
  },
  {
    fault: "buries for anybody",
    breaks: "a worker whose lease was lost cannot bury",
    differs: ({ service, snapshot }) => ({
      deadLetter: (leased) =>
        Effect.suspend(() => {
          const present = snapshot().outbox.find(({ message }) => message.id === leased.message.id)
          return service.deadLetter({ ...leased, lease: present?.lease ?? leased.lease })
        }),
    }),
  },
  {
    fault: "shows the latest dead first",
    breaks: ORDER,
    differs: ({ service }) => ({
      listDeadLetters: (limit) => Effect.map(service.listDeadLetters(limit), (all) => all.toReversed()),
    }),
  },
  {
    fault: "shows more of the dead than asked for",
    breaks: ORDER,
    differs: ({ service }) => ({ listDeadLetters: (limit) => service.listDeadLetters(limit + 1) }),
  },
  { fault: "revives nobody", breaks: REVIVED, differs: () => ({ requeue: () => Effect.succeed(true) }) },
  {
    fault: "says that it revived what is not dead",
    breaks: REVIVED,
    differs: ({ service }) => ({ requeue: (id) => Effect.as(service.requeue(id), true) }),
  },
  {
    fault: "goes on counting the attempts of the revived",
    breaks: REVIVED,
    differs: ({ service }) => {
      const before = new Map<string, number>()
      return {
        deadLetter: (leased) => {
          before.set(leased.message.id, leased.attempt)
          return service.deadLetter(leased)
        },
        lease: (request) =>
          Effect.map(service.lease(request), (all) =>
            all.map((one) => ({ ...one, attempt: one.attempt + (before.get(one.message.id) ?? 0) })),
          ),
      }
    },
  },
  {
    fault: "keeps dead what was acknowledged",
    breaks: "a dead message that is acknowledged is done with",
    differs: ({ service }) => {
      const buried = new Set<string>()
      return {
        deadLetter: (leased) => {
          buried.add(leased.message.id)
          return service.deadLetter(leased)
        },
        acknowledge: (...ids) => service.acknowledge(...ids.filter((id) => !buried.has(id))),
      }
    },
  },
  {
    fault: "shows the very dead it keeps",
    breaks: "a dead message shown is not the storage's own",
    differs: ({ service }) => {
      let own: ReadonlyArray<DeadLetter> | undefined
      return {
        listDeadLetters: (limit) =>
          Effect.map(service.listDeadLetters(limit), (all) => {
            own ??= structuredClone(all)
            return own
          }),
      }
    },
  },
]
