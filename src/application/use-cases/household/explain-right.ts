import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { recordableActions } from "../../../domain/audit/audit-log.ts"
import type { Text } from "../../../domain/language/language.ts"
import { decisionTexts } from "../../../domain/rights/decision-texts.ts"
import { withObject } from "../../../domain/rights/object.ts"
import { type Action, type Decision, decide } from "../../../domain/rights/rights.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import { NotPermitted } from "../../contract/file-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { readForWhom } from "../../household-file/for-whom.ts"
import { parseFileReference, readFile } from "../../household-file/load-file.ts"
import { decideFor, readOnBehalfOf, readsOnBehalf } from "../../household-file/on-behalf.ts"
import { isOwnFile, STRANGER } from "../../household-file/own-file.ts"
import { loadFacts } from "../../household-file/person-facts.ts"
import { situationOf } from "../../household-file/situation.ts"

/** The answer to "may I do this?": the rule that decided, why, and what would change it. */
export type ExplainedRight = Decision & {
  readonly _tag: "Decision"
  /** The same for people, in every language. */
  readonly texts: Text
}

const isRecordable = (action: Action) => recordableActions.some((recordable) => recordable === action)

const refusedBy = ({ change, reason, rule }: NotPermitted): Decision => ({ permitted: false, rule, reason, change })

/**
 * Explains whether a person may do something on a file at this moment: use it to show or hide a button. What an action is
 * about must exist: no one may cancel an authorisation that was not given. The answer says what would change it.
 *
 * It gives no right: `recordAction` decides again, in the same commit as the action record. Actions outside the matrix
 * are refused. `subject` says whose personal space it is about, and is `Self` by default. `for` is that of
 * `recordAction`. With `onBehalfOf`, the answer is about a protected person for whom the caller has a mandate.
 */
export const explainRight = Effect.fn("MonCompte.explainRight")(function* (request: Input<"explainRight">) {
  const id = yield* parseFileReference(request.file)
  const onBehalfOf = yield* readOnBehalfOf(request.onBehalfOf)
  const { at, person, rows } = yield* viewAsPerson(request, [id, ...readsOnBehalf(onBehalfOf)])
  const file = yield* readFile(id, rows[0])
  const { facts, partner } = yield* loadFacts(person, file, at)
  const decideOn = Effect.fnUntraced(function* (action: Action) {
    if (onBehalfOf !== null && onBehalfOf !== person.id) {
      return (yield* decideFor(person, file, facts, action, { at, onBehalfOf, row: rows[1] })).decision
    }
    const decided = decide(facts, action, request.subject ?? "Self")
    if (decided.permitted && isRecordable(action) && !isOwnFile(file, person, person.id)) {
      return refusedBy(new NotPermitted({ rule: decided.rule, ...STRANGER }))
    }
    return withObject(decided, action, yield* situationOf(person, file, { facts, partner }, action))
  })
  const asked = yield* Effect.result(readForWhom(request))
  const decision = yield* request.for !== undefined && Result.isFailure(asked)
    ? Effect.succeed(refusedBy(asked.failure))
    : decideOn(Result.isSuccess(asked) ? asked.success.right : request.action)
  const explained: ExplainedRight = { _tag: "Decision", ...decision, texts: decisionTexts(decision) }
  return explained
})
