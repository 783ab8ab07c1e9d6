import * as Effect from "effect/Effect"
import { detailsOf, messageOf, type Refusal } from "mon-compte"
import { Visitor } from "./visitor.ts"

/** Shows the visitor the text and the reasons of a refusal. */
export const showRefusal = Effect.fnUntraced(function* (refusal: Refusal) {
  const { language, showError } = yield* Visitor
  yield* showError(messageOf(refusal, language), detailsOf(refusal, language))
})

const CORRECTABLE: ReadonlyArray<Refusal["_tag"]> = [
  "ChannelUnavailable",
  "CodeMalformed",
  "CodeWrong",
  "CodeSuperseded",
  "ContactRefused",
  "FieldEmpty",
  "LegacyPasswordRefused",
  "PasswordRefused",
  "PasswordWrong",
  "RecoveryCodeRefused",
  "TermsChanged",
]

/** Shows a refusal and repeats the form, as long as the person can correct the input. Fails with any other refusal. */
export const retryUntilAccepted = <A, E extends Refusal, R>(
  form: Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R | Visitor> =>
  Effect.catch(form, (refusal: E) =>
    CORRECTABLE.includes(refusal._tag)
      ? Effect.andThen(
          showRefusal(refusal),
          Effect.suspend(() => retryUntilAccepted(form)),
        )
      : Effect.fail(refusal),
  )
