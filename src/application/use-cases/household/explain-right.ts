import * as Effect from "effect/Effect"
import { type Decision, decide } from "../../../domain/rights/rights.ts"
import { changeTexts, permitTexts, refusalTexts } from "../../../domain/rights/texts.ts"
import { viewAsPerson } from "../../caller/person.ts"
import type { Input } from "../../contract/inputs.ts"
import { loadStanding, parseFileReference, readFile } from "../../household-file/load-file.ts"

/** An answer to "may I do this?": the rule that decided, why, and what would change it. */
export type ExplainedRight = Decision & {
  readonly _tag: "Decision"
  /** The same for people, in both languages. */
  readonly texts: { readonly fr: string; readonly en: string }
}

const texts = (decision: Decision): ExplainedRight["texts"] => {
  if (decision.permitted) return permitTexts[decision.reason]
  const [reason, change] = [refusalTexts[decision.reason], changeTexts[decision.change]]
  return { fr: `${reason.fr} ${change.fr}`, en: `${reason.en} ${change.en}` }
}

/**
 * Whether a person may do something on a file, as it stands at this moment: to show or hide a button.
 *
 * It gives no right: `perform` decides again, and what it allows holds in the same commit. What no rule names is
 * refused. `subject` is whose personal space it is about, one's own unless told otherwise.
 */
export const explainRight = Effect.fn("MonCompte.explainRight")(function* (asked: Input<"explainRight">) {
  const id = yield* parseFileReference(asked.file)
  const { at, person, rows } = yield* viewAsPerson(asked, [id])
  const { facts } = yield* loadStanding(person, yield* readFile(id, rows[0]), at)
  const decision = decide(facts, asked.action, asked.subject ?? "Self")
  const explained: ExplainedRight = { _tag: "Decision", ...decision, texts: texts(decision) }
  return explained
})
