import * as Effect from "effect/Effect"
import { MonCompte, type Step } from "mon-compte"
import type { Panel } from "./panel.ts"
import { handOver, open, type Screen } from "./steps.ts"
import { tell } from "./telling.ts"
import { Visitor } from "./visitor.ts"
import { wordings } from "./wording.ts"

/** Whether one screen replaces another, or is the same one again with what was wrong pointed out. */
const isAnother = (now: Screen, before: Screen | null) =>
  now._tag !== before?._tag ||
  (now._tag === "CodePending" && before._tag === "CodePending" && now.number !== before.number)

/** What is said at the end: who never had a password hears nothing of an old one. */
interface Endings {
  readonly completed: Panel
  readonly left: Panel
}

/**
 * The wizard from « Commencer » to its end. After a refusal the person is told, and goes on wherever the wizard stands
 * then: a code typed wrong too often leads back to the contact details, and a wizard that is over to the sign-in page.
 */
export const wizard = Effect.fnUntraced(function* (ticket: string, endings?: Endings) {
  const { migrationProgress, startMigration } = yield* MonCompte
  const { language, show } = yield* Visitor
  let step: Step = yield* startMigration({ ticket })
  let before: Screen | null = null
  while (step._tag !== "Completed" && step._tag !== "Left") {
    if (isAnother(step, before)) yield* open(step)
    before = step
    const next: Step | null = yield* handOver(step, ticket).pipe(
      Effect.catch((refusal) =>
        Effect.andThen(
          tell(refusal),
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
