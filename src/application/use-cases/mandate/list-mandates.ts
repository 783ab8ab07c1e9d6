import * as Effect from "effect/Effect"
import type { Mandate } from "../../../domain/mandate/mandate.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { caseloadOf, type HeldMandatePage, heldMandates } from "../../household-file/held-mandates.ts"
import { open } from "../../secrets/data-key.ts"

/** A mandate over the caller, in force or ended, with the reference of the court's decision. */
export type MandateOverMe = Omit<Mandate, "toActive">

/** The mandates over the caller, and a page of those that the caller has for others. */
export interface MandateList extends HeldMandatePage {
  readonly _tag: "Mandates"
  /** All in force, and the latest that ended, with the cause. */
  readonly over: ReadonlyArray<MandateOverMe>
}

/**
 * Lists who acts for the caller by a decision of a court, and for whom the caller acts.
 *
 * A mandatary who looks after many gets 20 at a time: go on with `next` until it is `null`.
 */
export const listMandates = Effect.fn("MonCompte.listMandates")(function* (request: Input<"listMandates">) {
  const { at, person, rows } = yield* viewAsPerson(request, (account) => [caseloadOf(account)])
  const over = yield* Effect.forEach(person.mandates.state.mandates, ({ reference, toActive, ...mandate }) =>
    Effect.map(
      open(person.dataKey, reference, "court-decision"),
      (reference): MandateOverMe => ({ ...mandate, reference }),
    ),
  )
  const list: MandateList = { _tag: "Mandates", over, ...(yield* heldMandates(person, rows[0], request.after, at)) }
  return list
})
