/**
 * Messages: one text per refusal code, in each language. Each says what is wrong and what to do, and none repeats what
 * was typed. A refusal without a text in every language does not compile.
 */
import { defaultLanguage, type Language } from "../domain/language/language.ts"
import { en } from "./en.ts"
import { fr } from "./fr.ts"
import type { Messages, Refusal } from "./refusal.ts"

export const messages: { readonly [L in Language]: Messages } = { fr, en }

/** The message of a refusal, for the person who was refused. Waits are durations, which are true in every time zone. */
export const messageOf = (refusal: Refusal, language: Language = defaultLanguage): string => {
  const texts: { readonly [Code in string]: (refusal: never) => string } = messages[language]
  // The text has the tag of the refusal, a link that the union of all refusals does not keep.
  return (texts[refusal._tag] as (refusal: Refusal) => string)(refusal)
}

/** Whether an answer of the promise API is a refusal. With Effect, refusals are in the error channel instead. */
export const isRefusal = (answer: object): answer is Refusal =>
  "_tag" in answer && typeof answer._tag === "string" && Object.hasOwn(messages[defaultLanguage], answer._tag)
