import * as Effect from "effect/Effect"
import { type Text, textIn } from "../../../domain/language/language.ts"
import { type Decision, decide } from "../../../domain/rights/rights.ts"
import { changeTexts, permitTexts, refusalTexts } from "../../../domain/rights/texts.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { parseFileReference, readFile } from "../../household-file/load-file.ts"
import { loadFacts } from "../../household-file/person-facts.ts"

/** The answer to "may I do this?": the rule that decided, why, and what would change it. */
export type ExplainedRight = Decision & {
  readonly _tag: "Decision"
  /** The same for people, in every language. */
  readonly texts: Text
}

const textsOf = (decision: Decision): Text => {
  if (decision.permitted) return permitTexts[decision.reason]
  const [reason, change] = [refusalTexts[decision.reason], changeTexts[decision.change]]
  return textIn((language) => `${reason[language]} ${change[language]}`)
}

/**
 * Explains whether a person may do something on a file at this moment: use it to show or hide a button.
 *
 * It gives no right: `recordAction` decides again, in the same commit as the action record. Actions outside the matrix
 * are refused. `subject` says whose personal space it is about, and is `Self` by default.
 */
export const explainRight = Effect.fn("MonCompte.explainRight")(function* (request: Input<"explainRight">) {
  const id = yield* parseFileReference(request.file)
  const { at, person, rows } = yield* viewAsPerson(request, [id])
  const { facts } = yield* loadFacts(person, yield* readFile(id, rows[0]), at)
  const decision = decide(facts, request.action, request.subject ?? "Self")
  const explained: ExplainedRight = { _tag: "Decision", ...decision, texts: textsOf(decision) }
  return explained
})
