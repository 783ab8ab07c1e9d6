import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type SealedStatesOptions, sealedStates } from "../../src/application/secrets/sealed-states.ts"
import { Storage } from "../../src/ports/storage.ts"
import type { StoryEnvironment, TestContext } from "./test-context.ts"

/** The storage of a story with sealed states. */
const sealedLayer = (context: TestContext, options?: SealedStatesOptions) =>
  sealedStates(options).pipe(Layer.provide([Layer.succeed(Storage, context.storage.service), context.keys.layer]))

/** Runs a part of a story over sealed states. */
export const sealed =
  (context: TestContext, options?: SealedStatesOptions) =>
  <A, E>(effect: Effect.Effect<A, E, StoryEnvironment>) =>
    Effect.provide(effect, Layer.fresh(context.layerWith(sealedLayer(context, options))))
