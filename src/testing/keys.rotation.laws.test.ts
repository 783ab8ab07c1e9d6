import * as Effect from "effect/Effect"
import { memoryKeys } from "../../adapters/memory/index.ts"
import { findOut } from "../../test/faulty-adapters/fault.ts"
import type { Keys } from "../ports/keys.ts"
import { keysSample } from "./keys.arbitrary.ts"
import { Rotation, rotationLaws } from "./keys.rotation.laws.ts"

type Service = Keys["Service"]
type Ring = Rotation["Service"]

const sound = (): Ring => {
  const [one, two, three] = [1, 2, 3].map(() => memoryKeys({ master: "one" })) as [
    ReturnType<typeof memoryKeys>,
    ReturnType<typeof memoryKeys>,
    ReturnType<typeof memoryKeys>,
  ]
  two.rotate("two")
  three.rotate("two")
  three.retire("1")
  return { before: one.service, during: two.service, after: three.service }
}

const differing = (differs: (real: Ring) => Partial<Ring>) => () => {
  const real = sound()
  return { ...real, ...differs(real) }
}

const during = (differs: (real: Service) => Partial<Service>) =>
  differing((real) => ({ during: { ...real.during, ...differs(real.during) } }))

findOut(Rotation, rotationLaws, keysSample, [
  {
    fault: "keeps the older key active",
    breaks: "the new key is active, the one before is accepted until it is dropped",
    make: during(() => ({ accepted: Effect.succeed(["1", "2"]) })),
  },
  {
    fault: "forgets the older key at once",
    breaks: "the new key is active, the one before is accepted until it is dropped",
    make: differing(({ after }) => ({ during: after })),
  },
  {
    fault: "makes every mac of the active key",
    breaks: "a mac under an older key is what it was",
    make: during(({ mac }) => ({ mac: (purpose, parts) => mac(purpose, parts) })),
  },
  {
    fault: "makes macs of the older key until it is dropped",
    breaks: "a mac under the new key is what it stays",
    make: during(({ mac }) => ({ mac: (purpose, parts, key = "1") => mac(purpose, parts, key) })),
  },
  {
    fault: "gives the same secret another name",
    breaks: "macs under two keys have nothing in common",
    make: () => {
      const ring = memoryKeys({ master: "one" })
      ring.rotate("one")
      return { ...sound(), during: ring.service }
    },
  },
  {
    fault: "reads what the active key wraps only",
    breaks: "what was sealed before can be read, and more be sealed",
    make: differing(({ after, during }) => ({ during: { ...during, open: after.open } })),
  },
  {
    fault: "makes a new data key instead of wrapping the old one",
    breaks: "a data key wrapped again opens all it opened, under the new key alone",
    make: during(({ newDataKey }) => ({ rewrap: (_, subject) => newDataKey(subject) })),
  },
  {
    fault: "never wraps again",
    breaks: "a data key wrapped again opens all it opened, under the new key alone",
    make: during(() => ({ rewrap: () => Effect.succeed(null) })),
  },
  {
    fault: "wraps again each time",
    breaks: "a data key is wrapped again once",
    make: during(({ rewrap }) => ({
      rewrap: (key, subject) => Effect.map(rewrap(key, subject), (wrapped) => wrapped ?? key),
    })),
  },
  {
    fault: "says for anybody that nothing need be done",
    breaks: "a data key is wrapped again for nobody else",
    make: during(({ rewrap }) => ({
      rewrap: (key, subject) => Effect.catchDefect(rewrap(key, subject), () => Effect.succeed(null)),
    })),
  },
  {
    fault: "never really drops a key",
    breaks: "nothing is done with a key that was dropped",
    make: differing(({ after, during }) => ({ after: { ...after, open: during.open } })),
  },
  {
    fault: "makes a mac of the active key where one was dropped",
    breaks: "nothing is done with a key that was dropped",
    make: differing(({ after }) => ({ after: { ...after, mac: (purpose, parts) => after.mac(purpose, parts) } })),
  },
])
