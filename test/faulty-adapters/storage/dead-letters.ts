import * as Effect from "effect/Effect"
import type { FaultyStorage } from "./faulty-storage.ts"
import { withCurrentLease } from "./leases.ts"

const LISTED = "a dead letter is listed unchanged and no longer leased"
const ORDER = "dead letters are listed oldest first, at most the requested number"
const REQUEUED = "a requeued message is leased immediately as attempt 1, and its older lease is lost"

export const storagesWithDeadLetterFaults: ReadonlyArray<FaultyStorage> = [
  { fault: "ignores deadLetter", brokenLaw: LISTED, override: () => ({ deadLetter: () => Effect.void }) },
  {
    fault: "deletes a dead letter",
    brokenLaw: LISTED,
    override: ({ service }) => ({ deadLetter: ({ message }) => service.acknowledge(message.id) }),
  },
  {
    fault: "lists only the tag of a dead letter",
    brokenLaw: LISTED,
    override: ({ service }) => ({
      listDeadLetters: (limit) =>
        Effect.map(service.listDeadLetters(limit), (listed) =>
          listed.map(({ attempt, message }) => ({
            attempt,
            message: { ...message, body: { _tag: message.body._tag } },
          })),
        ),
    }),
  },
  {
    fault: "dead-letters a message for a worker that lost its lease",
    brokenLaw: "a worker that lost its lease cannot dead-letter the message",
    override: ({ service, snapshot }) => ({
      deadLetter: (leased) => Effect.suspend(() => service.deadLetter(withCurrentLease(leased, { snapshot }))),
    }),
  },
  {
    fault: "lists the newest dead letter first",
    brokenLaw: ORDER,
    override: ({ service }) => ({
      listDeadLetters: (limit) => Effect.map(service.listDeadLetters(limit), (listed) => listed.toReversed()),
    }),
  },
  {
    fault: "lists more dead letters than the requested number",
    brokenLaw: ORDER,
    override: ({ service }) => ({ listDeadLetters: (limit) => service.listDeadLetters(limit + 1) }),
  },
  {
    fault: "reports a requeue without requeuing",
    brokenLaw: REQUEUED,
    override: () => ({ requeue: () => Effect.succeed(true) }),
  },
  {
    fault: "reports a requeue of a message that is not a dead letter",
    brokenLaw: REQUEUED,
    override: ({ service }) => ({ requeue: (id) => Effect.as(service.requeue(id), true) }),
  },
  {
    fault: "continues the count of attempts after a requeue",
    brokenLaw: REQUEUED,
    override: ({ service }) => {
      const attempts = new Map<string, number>()
      return {
        deadLetter: (leased) => {
          attempts.set(leased.message.id, leased.attempt)
          return service.deadLetter(leased)
        },
        lease: (request) =>
          Effect.map(service.lease(request), (leased) =>
            leased.map((each) => ({ ...each, attempt: each.attempt + (attempts.get(each.message.id) ?? 0) })),
          ),
      }
    },
  },
  {
    fault: "ignores the acknowledgement of a dead letter",
    brokenLaw: "acknowledge removes a dead letter for good",
    override: ({ service }) => {
      const deadLettered = new Set<string>()
      return {
        deadLetter: (leased) => {
          deadLettered.add(leased.message.id)
          return service.deadLetter(leased)
        },
        acknowledge: (...ids) => service.acknowledge(...ids.filter((id) => !deadLettered.has(id))),
      }
    },
  },
]
