import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { memoryMailbox } from "../../adapters/memory/index.ts"
import { findOut } from "../../test/faulty-adapters/fault.ts"
import { Notifier, NotifierDown, Undeliverable } from "../ports/notifier.ts"
import { notifierSample } from "./notifier.arbitrary.ts"
import { notifierLaws } from "./notifier.laws.ts"

type Service = Notifier["Service"]

const differing = (differs: (real: Service) => Partial<Service>) => () => {
  const { service } = memoryMailbox({ reaches: ["Email"] })
  return { ...service, ...differs(service) }
}

const REACHES = "it reaches some kind of contact, each named once"
const TAKEN = "a notice to a kind it reaches is taken, and so is the same notice again"
const OTHERS = "a notice to a kind it does not reach is undeliverable"
const QUOTES = "what comes of it quotes neither contact nor code"

findOut(Notifier, notifierLaws, notifierSample, [
  { fault: "reaches nobody", breaks: REACHES, make: differing(() => ({ reaches: [] })) },
  { fault: "names a kind twice", breaks: REACHES, make: differing(() => ({ reaches: ["Email", "Email"] })) },
  {
    fault: "refuses a notice it has had",
    breaks: TAKEN,
    make: differing(({ send }) => {
      const had = new Set<string>()
      return {
        send: (notice) => {
          if (had.has(notice.id)) return Effect.fail(new Undeliverable())
          had.add(notice.id)
          return send(notice)
        },
      }
    }),
  },
  {
    fault: "drops in silence what it does not reach",
    breaks: OTHERS,
    make: differing(({ send }) => ({ send: (notice) => Effect.ignore(send(notice)) })),
  },
  {
    fault: "says that it does not reach somebody for now",
    breaks: OTHERS,
    make: differing(({ send }) => ({ send: (notice) => Effect.mapError(send(notice), () => new NotifierDown()) })),
  },
  {
    fault: "quotes the contact",
    breaks: QUOTES,
    make: differing(() => ({ send: ({ to }) => Effect.die(new Error(`550 <${to.reveal()}> unknown`)) })),
  },
  {
    fault: "quotes the code",
    breaks: QUOTES,
    make: differing(({ send }) => ({
      send: (notice) =>
        notice._tag === "Announcement"
          ? send(notice)
          : Effect.die(new Error(`Your code is ${Redacted.value(notice.code)}`)),
    })),
  },
  {
    fault: "quotes the contact of an announcement",
    breaks: QUOTES,
    make: differing(({ send }) => ({
      send: (notice) => (notice._tag === "Announcement" ? Effect.die(new Error(notice.to.reveal())) : send(notice)),
    })),
  },
  {
    fault: "drops announcements in silence",
    breaks: OTHERS,
    make: differing(({ send }) => ({
      send: (notice) => (notice._tag === "Announcement" ? Effect.void : send(notice)),
    })),
  },
  {
    fault: "refuses announcements",
    breaks: TAKEN,
    make: differing(({ send }) => ({
      send: (notice) => (notice._tag === "Announcement" ? Effect.fail(new Undeliverable()) : send(notice)),
    })),
  },
])
