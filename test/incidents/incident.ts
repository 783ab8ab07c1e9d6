import type * as Effect from "effect/Effect"
import type { Storage } from "../../src/ports/storage.ts"
import type { StoryEnvironment, TestContext } from "../stories/test-context.ts"

type Store = Storage["Service"]

/** A published incident of another system, reproduced so that it must not occur here, over any storage. */
export interface Incident {
  /** Its number in the list of incidents, the incident, and what must happen instead. */
  readonly name: string
  /** Makes a new scenario for each run: faults around the storage, and a story. */
  readonly make: () => {
    readonly around?: (real: Store) => Store
    readonly run: (context: TestContext) => Effect.Effect<void, unknown, StoryEnvironment>
  }
}
