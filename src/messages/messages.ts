/**
 * Messages: one text per stable code, in French and in English. Each says what is the matter and what to do; none
 * repeats what was typed. Completeness is checked by the compiler: a new refusal without its two texts does not build.
 */
import type { Language } from "../domain/language/language.ts"
import type { Messages, Refusal } from "./code.ts"
import { en } from "./en.ts"
import { fr } from "./fr.ts"

export const messages: { readonly [L in Language]: Messages } = { fr, en }

/** What to tell a person who was refused. Times of day are in Europe/Paris. */
export const messageOf = (refusal: Refusal, language: Language = "fr"): string => {
  const texts: { readonly [Code in string]: (refusal: never) => string } = messages[language]
  // The texts are indexed by the refusal's own tag, a link that a union does not keep.
  return (texts[refusal._tag] as (refusal: Refusal) => string)(refusal)
}

/** Whether an answer of the promise face is a refusal. With Effect, refusals come in the error channel instead. */
export const isRefusal = (answer: object): answer is Refusal =>
  "_tag" in answer && typeof answer._tag === "string" && Object.hasOwn(fr, answer._tag)
