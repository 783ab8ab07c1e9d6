import * as Effect from "effect/Effect"
import { memoryKeys } from "../../../adapters/memory/index.ts"
import { testLawsFindFaults } from "../../../test/faulty-adapters/faulty-adapter.ts"
import type { Keys } from "../../ports/keys.ts"
import { keysSample } from "../generators/keys.ts"
import { KeyRotation, keyRotationLaws } from "./key-rotation.ts"

type Service = Keys["Service"]
type Rings = KeyRotation["Service"]

const correctRings = (): Rings => {
  const [before, during, after] = [1, 2, 3].map(() => memoryKeys({ master: "one" })) as [
    ReturnType<typeof memoryKeys>,
    ReturnType<typeof memoryKeys>,
    ReturnType<typeof memoryKeys>,
  ]
  during.rotate("two")
  after.rotate("two")
  after.retire("1")
  return { before: before.service, during: during.service, after: after.service }
}

const overriding = (override: (real: Rings) => Partial<Rings>) => () => {
  const real = correctRings()
  return { ...real, ...override(real) }
}

const overridingDuring = (override: (real: Service) => Partial<Service>) =>
  overriding(({ during }) => ({ during: { ...during, ...override(during) } }))

const ACCEPTED = "the new key is active, and the old key is accepted until it is retired"
const REWRAPPED = "a rewrapped data key opens the same ciphertexts under the new key alone"
const RETIRED = "every use of a retired key is a defect"

testLawsFindFaults(KeyRotation, keyRotationLaws, keysSample, [
  {
    fault: "leaves the old key active",
    brokenLaw: ACCEPTED,
    make: overridingDuring(() => ({ accepted: Effect.succeed(["1", "2"]) })),
  },
  {
    fault: "retires the old key immediately",
    brokenLaw: ACCEPTED,
    make: overriding(({ after }) => ({ during: after })),
  },
  {
    fault: "makes every mac under the active key",
    brokenLaw: "the old key makes the same mac during the rotation",
    make: overridingDuring(({ mac }) => ({ mac: (purpose, parts) => mac(purpose, parts) })),
  },
  {
    fault: "makes macs under the old key until it is retired",
    brokenLaw: "the active key makes the same mac after the rotation",
    make: overridingDuring(({ mac }) => ({ mac: (purpose, parts, key = "1") => mac(purpose, parts, key) })),
  },
  {
    fault: "gives the old secret a new name",
    brokenLaw: "macs under two keys differ",
    make: () => {
      const ring = memoryKeys({ master: "one" })
      ring.rotate("one")
      return { ...correctRings(), during: ring.service }
    },
  },
  {
    fault: "opens only with data keys that the active key wraps",
    brokenLaw: "a data key wrapped under the old key still seals and opens during the rotation",
    make: overriding(({ after, during }) => ({ during: { ...during, open: after.open } })),
  },
  {
    fault: "makes a new data key instead of rewrapping the old one",
    brokenLaw: REWRAPPED,
    make: overridingDuring(({ newDataKey }) => ({ rewrap: (_, subject) => newDataKey(subject) })),
  },
  {
    fault: "never rewraps",
    brokenLaw: REWRAPPED,
    make: overridingDuring(() => ({ rewrap: () => Effect.succeed(null) })),
  },
  {
    fault: "rewraps each time",
    brokenLaw: "rewrap returns null for a rewrapped data key",
    make: overridingDuring(({ rewrap }) => ({
      rewrap: (key, subject) => Effect.map(rewrap(key, subject), (rewrapped) => rewrapped ?? key),
    })),
  },
  {
    fault: "returns null for the data key of another subject",
    brokenLaw: "rewrapping a data key of another subject is a defect",
    make: overridingDuring(({ rewrap }) => ({
      rewrap: (key, subject) => Effect.catchDefect(rewrap(key, subject), () => Effect.succeed(null)),
    })),
  },
  {
    fault: "opens with a retired key",
    brokenLaw: RETIRED,
    make: overriding(({ after, during }) => ({ after: { ...after, open: during.open } })),
  },
  {
    fault: "makes a mac under the active key instead of the retired one",
    brokenLaw: RETIRED,
    make: overriding(({ after }) => ({ after: { ...after, mac: (purpose, parts) => after.mac(purpose, parts) } })),
  },
])
