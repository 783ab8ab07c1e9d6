import * as Effect from "effect/Effect"
import { type comparedFields, FieldEmpty } from "../contract/refusals.ts"

type Field = (typeof comparedFields)[number]

/** Whether a person typed something. Blanks count: a policy may allow a password of blanks. */
export const isTyped = (value: unknown): value is string => typeof value === "string" && value !== ""

/**
 * Refuses an empty field before anything is compared or counted, so that a person who presses Enter too early is not
 * kept out. The answer depends on the typed text alone, and no port is asked.
 */
export const requireTyped = (field: Field, value: unknown): Effect.Effect<void, FieldEmpty> =>
  isTyped(value) ? Effect.void : Effect.fail(new FieldEmpty({ field }))
