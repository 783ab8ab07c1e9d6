import * as Effect from "effect/Effect"
import { detailsOf, messageOf, type Refusal } from "mon-compte"
import { Visitor } from "./visitor.ts"

/** Tells the visitor what is the matter and what to do. */
export const tell = Effect.fnUntraced(function* (refusal: Refusal) {
  const { language, refuse } = yield* Visitor
  yield* refuse(messageOf(refusal, language), detailsOf(refusal, language))
})
