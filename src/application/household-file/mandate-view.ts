import * as Effect from "effect/Effect"
import type { Mandate } from "../../domain/mandate/mandate.ts"
import * as Mandates from "../../domain/mandate/mandates.ts"
import { MandateUnknown } from "../../domain/mandate/refusal.ts"
import { Storage } from "../../ports/storage.ts"
import { type LoadedMandates, readMandates } from "../caller/mandates.ts"

/** A mandate as an agent sees it. The reference of the decision is in `listMandates`. */
export interface MandateView extends Omit<Mandate, "reference" | "toActive"> {
  readonly _tag: "MandateView"
  /** The protected person. */
  readonly person: string
}

const viewOf = ({ id, state }: LoadedMandates, number: number): Effect.Effect<MandateView, MandateUnknown> => {
  const mandate = state.mandates.find((mandate) => mandate.number === number)
  if (mandate === undefined) return Effect.fail(new MandateUnknown())
  const { reference, toActive, ...shown } = mandate
  return Effect.succeed({ ...shown, _tag: "MandateView", person: Mandates.stream.keyOf(id) })
}

/** The mandate after a command, or as it is now where the command was applied before. */
export const mandateAfter = Effect.fnUntraced(function* (
  person: string,
  outcome:
    | { readonly _tag: "Committed"; readonly plan: { readonly mandates: LoadedMandates; readonly note: string } }
    | { readonly _tag: "AlreadyApplied"; readonly note: string | undefined },
) {
  if (outcome._tag === "Committed") return yield* viewOf(outcome.plan.mandates, Number(outcome.plan.note))
  const storage = yield* Storage
  const { rows } = yield* storage.load([Mandates.stream.id(person)])
  return yield* viewOf(yield* readMandates(person, rows[0]), Number(outcome.note))
})
