import * as Effect from "effect/Effect"
import { type ContactDefectCode, contactTexts, type Language, messageOf, type Refusal } from "mon-compte"
import { type Broken, explain } from "mon-compte/password"
import { Visitor } from "./visitor.ts"

/** What a refusal points out, one sentence each. Its codes are typed as any text, so they are looked up by hand. */
const reasonsOf = (refusal: Refusal, language: Language): ReadonlyArray<string> => {
  switch (refusal._tag) {
    case "PasswordRefused":
      return refusal.broken.map((rule) => explain(rule as Broken, language))
    case "ContactRefused":
      return refusal.defects.map(({ code }) => contactTexts[code as ContactDefectCode][language])
    default:
      return []
  }
}

/** Tells the visitor what is the matter and what to do. */
export const tell = Effect.fnUntraced(function* (refusal: Refusal) {
  const { language, refuse } = yield* Visitor
  yield* refuse(messageOf(refusal, language), reasonsOf(refusal, language))
})
