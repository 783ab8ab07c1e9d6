import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { AggregateId, Change, DeadLetter, Json, Message } from "../../../src/ports/storage.ts"
import { idsOf } from "../../../src/testing/laws/storage/commits.ts"
import type { FaultyStorage } from "./faulty-storage.ts"

const ROWS = "the storage shares no object with its callers"

/** A copy of a secret, unless its owner has wiped it. */
const readSecret = (secret: Change["secret"] | undefined) => {
  if (secret === null || secret === undefined) return null
  try {
    return Redacted.make(Redacted.value(secret))
  } catch {
    return Redacted.make("wiped")
  }
}

/** Storages that share an object with their callers, so that a caller can change stored data. */
export const storagesWithSharingFaults: ReadonlyArray<FaultyStorage> = [
  {
    fault: "stores the state object of the caller",
    brokenLaw: ROWS,
    override: ({ service }) => {
      const states = new Map<AggregateId, Json>()
      return {
        commit: (commit) =>
          Effect.tap(service.commit(commit), (outcome) =>
            Effect.sync(() => {
              if (outcome._tag !== "Committed") return
              for (const { aggregate, state } of commit.changes) states.set(aggregate, state)
            }),
          ),
        load: (ids, commandId) =>
          Effect.map(service.load(ids, commandId), ({ answer, rows }) => ({
            rows: rows.map((row, index) => ({ ...row, state: states.get(ids[index] ?? "none/0") ?? row.state })),
            answer,
          })),
      }
    },
  },
  {
    fault: "stores the secret object of the caller",
    brokenLaw: ROWS,
    override: ({ service }) => {
      const secrets = new Map<AggregateId, Change["secret"]>()
      return {
        commit: (commit) => {
          for (const { aggregate, secret } of commit.changes)
            if (!secrets.has(aggregate)) secrets.set(aggregate, secret)
          return service.commit(commit)
        },
        load: (ids, commandId) =>
          Effect.map(service.load(ids, commandId), ({ answer, rows }) => ({
            rows: rows.map((row, index) => ({ ...row, secret: readSecret(secrets.get(ids[index] ?? "none/0")) })),
            answer,
          })),
      }
    },
  },
  {
    fault: "returns its own answer object",
    brokenLaw: ROWS,
    override: ({ service }) => {
      const answers = new Map<string, Json>()
      return {
        load: (ids, commandId) =>
          Effect.map(service.load(ids, commandId), ({ answer, rows }) => {
            const key = JSON.stringify([ids, commandId])
            if (answer !== null && !answers.has(key)) answers.set(key, structuredClone(answer))
            return { rows, answer: answers.get(key) ?? null }
          }),
        commit: (commit) =>
          Effect.map(service.commit(commit), (outcome) => {
            const answer = answers.get(JSON.stringify([idsOf(commit), commit.commandId]))
            return outcome._tag === "AlreadyApplied" && answer !== undefined ? { ...outcome, answer } : outcome
          }),
      }
    },
  },
  {
    fault: "returns its own message objects",
    brokenLaw: "the outbox shares no message object with its callers",
    override: ({ service }) => {
      const messages = new Map<string, Message>()
      return {
        lease: (request) =>
          Effect.map(service.lease(request), (leased) =>
            leased.map((each) => {
              const message = messages.get(each.message.id) ?? structuredClone(each.message)
              messages.set(each.message.id, message)
              return { ...each, message }
            }),
          ),
      }
    },
  },
  {
    fault: "returns its own dead-letter objects",
    brokenLaw: "listDeadLetters shares no object with its callers",
    override: ({ service }) => {
      let deadLetters: ReadonlyArray<DeadLetter> | undefined
      return {
        listDeadLetters: (limit) =>
          Effect.map(service.listDeadLetters(limit), (listed) => {
            deadLetters ??= structuredClone(listed)
            return deadLetters
          }),
      }
    },
  },
]
