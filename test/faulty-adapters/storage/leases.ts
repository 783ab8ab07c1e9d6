import * as Effect from "effect/Effect"
import type { MemoryStorage } from "../../../adapters/memory/index.ts"
import type { Leased } from "../../../src/ports/storage.ts"
import type { FaultyStorage } from "./faulty-storage.ts"

const ACKNOWLEDGED = "acknowledge removes several messages in one call, and no other message"
const RENEWED = "a renewed lease lasts from the time of its renewal"
const LOST = "a lost lease cannot be renewed"
const RELEASED = "a released message is leased again immediately, and its release takes back the attempt"

/** Replaces a lost lease by the current lease of the message. */
export const withCurrentLease = (leased: Leased, { snapshot }: Pick<MemoryStorage, "snapshot">): Leased => {
  const current = snapshot().outbox.find(({ message }) => message.id === leased.message.id)
  return { ...leased, lease: current?.lease ?? leased.lease }
}

export const storagesWithLeaseFaults: ReadonlyArray<FaultyStorage> = [
  {
    fault: "acknowledges only the first of several messages",
    brokenLaw: ACKNOWLEDGED,
    override: ({ service }) => ({ acknowledge: (...ids) => service.acknowledge(...ids.slice(0, 1)) }),
  },
  {
    fault: "acknowledges all messages if it receives several ids",
    brokenLaw: ACKNOWLEDGED,
    override: ({ service, snapshot }) => ({
      acknowledge: (...ids) =>
        Effect.suspend(() =>
          ids.length > 1
            ? service.acknowledge(...snapshot().outbox.map(({ message }) => message.id))
            : service.acknowledge(...ids),
        ),
    }),
  },
  {
    fault: "reports a renewal without renewing",
    brokenLaw: RENEWED,
    override: () => ({ renew: () => Effect.succeed(true) }),
  },
  {
    fault: "renews for one millisecond less",
    brokenLaw: RENEWED,
    override: ({ service }) => ({ renew: (leased, lasts) => service.renew(leased, lasts - 1) }),
  },
  {
    fault: "renews for one millisecond more",
    brokenLaw: RENEWED,
    override: ({ service }) => ({ renew: (leased, lasts) => service.renew(leased, lasts + 1) }),
  },
  {
    fault: "refuses to renew an expired lease",
    brokenLaw: "an expired lease can be renewed until another worker leases the message",
    override: () => ({ renew: () => Effect.succeed(false) }),
  },
  {
    fault: "renews a lost lease",
    brokenLaw: LOST,
    override: ({ service, snapshot }) => ({
      renew: (leased, lasts) => Effect.suspend(() => service.renew(withCurrentLease(leased, { snapshot }), lasts)),
    }),
  },
  {
    fault: "reports every renewal as successful",
    brokenLaw: LOST,
    override: ({ service }) => ({ renew: (leased, lasts) => Effect.as(service.renew(leased, lasts), true) }),
  },
  {
    fault: "counts a release as an attempt",
    brokenLaw: RELEASED,
    override: ({ service }) => ({
      release: (...leased) => Effect.forEach(leased, (each) => service.postpone(each, 0), { discard: true }),
    }),
  },
  { fault: "ignores releases of messages", brokenLaw: RELEASED, override: () => ({ release: () => Effect.void }) },
  {
    fault: "releases only the first of several messages",
    brokenLaw: RELEASED,
    override: ({ service }) => ({ release: (...leased) => service.release(...leased.slice(0, 1)) }),
  },
  {
    fault: "releases a message for a worker that lost its lease",
    brokenLaw: "a release with a lost lease changes nothing",
    override: ({ service, snapshot }) => ({
      release: (...leased) =>
        Effect.suspend(() => service.release(...leased.map((each) => withCurrentLease(each, { snapshot })))),
    }),
  },
]
