import type * as Effect from "effect/Effect"
import type { Storage } from "../../src/ports/storage.ts"
import type { Inside, TestContext } from "../stories/test-context.ts"

type Store = Storage["Service"]

/** Something that happened to others, told again so that it must end well, over any storage. */
export interface Incident {
  /** Its number in the list of incidents, and what happened, in the words of the list. */
  readonly name: string
  /** Made for each telling: what goes wrong with the storage, and the story. */
  readonly make: () => {
    readonly around?: (real: Store) => Store
    readonly tell: (w: TestContext) => Effect.Effect<void, unknown, Inside>
  }
}
