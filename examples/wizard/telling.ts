import * as Effect from "effect/Effect"
import { detailsOf, messageOf, type Refusal } from "mon-compte"
import { Visitor } from "./visitor.ts"

/** Tells the visitor what is the matter and what to do. */
export const tell = Effect.fnUntraced(function* (refusal: Refusal) {
  const { language, refuse } = yield* Visitor
  yield* refuse(messageOf(refusal, language), detailsOf(refusal, language))
})

const MAY_BE_TYPED_AGAIN: ReadonlyArray<Refusal["_tag"]> = [
  "ChannelUnavailable",
  "CodeMalformed",
  "CodeWrong",
  "CodeSuperseded",
  "ContactRefused",
  "PasswordRefused",
  "PasswordWrong",
  "TermsChanged",
]

/** Asks again after what the person can put right; any other refusal is the end. */
export const untilRight = <A, E extends Refusal, R>(ask: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | Visitor> =>
  Effect.catch(ask, (refusal: E) =>
    MAY_BE_TYPED_AGAIN.includes(refusal._tag)
      ? Effect.andThen(
          tell(refusal),
          Effect.suspend(() => untilRight(ask)),
        )
      : Effect.fail(refusal),
  )
