import * as Effect from "effect/Effect"
import { NoCurrentSpouse } from "../../../domain/household/refusal.ts"
import { hasSeparated } from "../../../domain/household/separation.ts"
import { type PreviewPoint, separationPreview } from "../../../domain/household/separation-preview.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { type ConfidentialView, loadConfidentialView } from "../../household-file/confidential-mode.ts"
import { parseFileReference, readFile } from "../../household-file/load-file.ts"
import { loadFacts, mustBePermitted } from "../../household-file/person-facts.ts"

/** Who would learn what of a separation, and when, and what would end. Nothing has changed. */
export interface SeparationPreview {
  readonly _tag: "SeparationPreview"
  /** Whether the separation was declared before: another declaration changes nothing and notifies no one. */
  readonly isDeclared: boolean
  /** In the order in which to show them. Empty if it was declared before. */
  readonly points: ReadonlyArray<PreviewPoint>
  /** The caller's confidential mode, with the contacts that would receive the message; `null` while it is off. */
  readonly confidential: ConfidentialView | null
}

/**
 * Says who learns what of a separation, and when, before it is declared. Show it on the page of the declaration.
 *
 * It changes nothing and notifies no one. It does not say whether the partner has a personal space. Refused as
 * `declareSeparation` is: with `NotPermitted`, or with `NoCurrentSpouse` where there is no couple.
 */
export const previewSeparation = Effect.fn("MonCompte.previewSeparation")(function* (
  request: Input<"previewSeparation">,
) {
  const id = yield* parseFileReference(request.file)
  const { at, person, rows } = yield* viewAsPerson(request, [id])
  const file = yield* readFile(id, rows[0])
  const { facts, partner } = yield* loadFacts(person, file, at)
  yield* mustBePermitted(facts, "DeclareSeparation")
  const isDeclared = partner === undefined && file.state._tag === "Open" && hasSeparated(file.state, person.id)
  if (partner === undefined && !isDeclared) return yield* new NoCurrentSpouse()
  const confidential = yield* loadConfidentialView(person.id, person.account.state, person.dataKey)
  const hasDelegation = file.state._tag === "Open" && file.state.delegation._tag === "Granted"
  const preview: SeparationPreview = {
    _tag: "SeparationPreview",
    isDeclared,
    points: isDeclared ? [] : separationPreview({ hasDelegation, isConfidential: confidential !== null }),
    confidential,
  }
  return preview
})
