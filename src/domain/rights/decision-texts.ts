import { type Text, textIn } from "../language/language.ts"
import { changeTexts } from "./change-texts.ts"
import type { Decision } from "./reason.ts"
import { permitTexts, refusalTexts } from "./texts.ts"

/** A decision for people: why, and what would change a refusal. */
export const decisionTexts = (decision: Decision): Text => {
  if (decision.permitted) return permitTexts[decision.reason]
  const [reason, change] = [refusalTexts[decision.reason], changeTexts[decision.change]]
  return textIn((language) => `${reason[language]} ${change[language]}`)
}
