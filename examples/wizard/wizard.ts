import * as Effect from "effect/Effect"
import { MonCompte, type Step } from "mon-compte"
import type { Panel } from "./panel.ts"
import { showRefusal } from "./refusals.ts"
import { type Screen, showStep, submitStep } from "./steps.ts"
import { Visitor } from "./visitor.ts"
import { wordings } from "./wording.ts"

/** Whether the step needs a new screen. After a refusal the same screen stays. */
const isNewScreen = (step: Screen, shown: Screen | null) =>
  step._tag !== shown?._tag ||
  (step._tag === "CodePending" && shown._tag === "CodePending" && step.number !== shown.number)

/** The last screens. They differ for a person who creates an account and never had a legacy password. */
interface Endings {
  readonly completed: Panel
  readonly left: Panel
}

/**
 * The wizard from « Commencer » to its end. After a refusal it continues at the current step: after too many wrong
 * codes that is the contact, and after the end of the wizard it is the sign-in page.
 */
export const wizard = Effect.fnUntraced(function* (ticket: string, endings?: Endings) {
  const { migrationProgress, startMigration } = yield* MonCompte
  const { language, show } = yield* Visitor
  let step: Step = yield* startMigration({ ticket })
  let shown: Screen | null = null
  while (step._tag !== "Completed" && step._tag !== "Left") {
    if (isNewScreen(step, shown)) yield* showStep(step)
    shown = step
    const next: Step | null = yield* submitStep(step, ticket).pipe(
      Effect.catch((refusal) =>
        Effect.andThen(
          showRefusal(refusal),
          Effect.orElseSucceed(migrationProgress({ ticket }), () => null),
        ),
      ),
    )
    if (next === null) return
    step = next
  }
  const { completed, left } = endings ?? wordings[language]
  yield* show(step._tag === "Completed" ? completed : left)
})
