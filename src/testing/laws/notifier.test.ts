import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { memoryMailbox } from "../../../adapters/memory/index.ts"
import { testLawsFindFaults } from "../../../test/faulty-adapters/faulty-adapter.ts"
import { Notifier, NotifierDown, Undeliverable } from "../../ports/notifier.ts"
import { notifierSample } from "../generators/notifier.ts"
import { notifierLaws } from "./notifier.ts"

type Service = Notifier["Service"]

const overriding = (override: (real: Service) => Partial<Service>) => () => {
  const { service } = memoryMailbox({ reaches: ["Email"] })
  return { ...service, ...override(service) }
}

const REACHES = "reaches lists at least one kind of contact, and each kind once"
const SENT = "a notice to a reachable kind of contact is sent, also a second time"
const UNDELIVERABLE = "a notice to an unreachable kind of contact is undeliverable"
const QUOTES = "no result and no error quotes the contact or the code"

testLawsFindFaults(Notifier, notifierLaws, notifierSample, [
  { fault: "reaches no kind of contact", brokenLaw: REACHES, make: overriding(() => ({ reaches: [] })) },
  {
    fault: "lists a kind of contact twice",
    brokenLaw: REACHES,
    make: overriding(() => ({ reaches: ["Email", "Email"] })),
  },
  {
    fault: "refuses a notice that it has already sent",
    brokenLaw: SENT,
    make: overriding(({ send }) => {
      const sent = new Set<string>()
      return {
        send: (notice) => {
          if (sent.has(notice.id)) return Effect.fail(new Undeliverable())
          sent.add(notice.id)
          return send(notice)
        },
      }
    }),
  },
  {
    fault: "silently drops notices to an unreachable kind of contact",
    brokenLaw: UNDELIVERABLE,
    make: overriding(({ send }) => ({ send: (notice) => Effect.ignore(send(notice)) })),
  },
  {
    fault: "reports an unreachable kind of contact as a temporary failure",
    brokenLaw: UNDELIVERABLE,
    make: overriding(({ send }) => ({ send: (notice) => Effect.mapError(send(notice), () => new NotifierDown()) })),
  },
  {
    fault: "quotes the contact",
    brokenLaw: QUOTES,
    make: overriding(() => ({ send: ({ to }) => Effect.die(new Error(`550 <${to.reveal()}> unknown`)) })),
  },
  {
    fault: "quotes the code",
    brokenLaw: QUOTES,
    make: overriding(({ send }) => ({
      send: (notice) =>
        notice._tag === "Announcement"
          ? send(notice)
          : Effect.die(new Error(`Your code is ${Redacted.value(notice.code)}`)),
    })),
  },
  {
    fault: "quotes the contact of an announcement",
    brokenLaw: QUOTES,
    make: overriding(({ send }) => ({
      send: (notice) => (notice._tag === "Announcement" ? Effect.die(new Error(notice.to.reveal())) : send(notice)),
    })),
  },
  {
    fault: "silently drops announcements",
    brokenLaw: UNDELIVERABLE,
    make: overriding(({ send }) => ({
      send: (notice) => (notice._tag === "Announcement" ? Effect.void : send(notice)),
    })),
  },
  {
    fault: "refuses announcements",
    brokenLaw: SENT,
    make: overriding(({ send }) => ({
      send: (notice) => (notice._tag === "Announcement" ? Effect.fail(new Undeliverable()) : send(notice)),
    })),
  },
])
