import * as Effect from "effect/Effect"
import { AgentCause } from "../../../domain/mandate/mandate.ts"
import * as Mandates from "../../../domain/mandate/mandates.ts"
import { asAgent } from "../../caller/agent.ts"
import { readMandates } from "../../caller/mandates.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { effectsOfEnds, failWithEndRefusal } from "../../household-file/mandate-effects.ts"
import { mandateAfter } from "../../household-file/mandate-view.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { readCause } from "../../household-file/typed-input.ts"
import { execute } from "../../unit-of-work/aggregate.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/**
 * Ends a mandate, with the cause that the decision or the fund gives. Both persons are notified, except one who has
 * died. An ended mandate never applies again: a later decision makes a new one.
 */
export const endMandate = Effect.fn("Agency.endMandate")(function* (request: AgencyInput<"endMandate">) {
  const person = yield* findPerson(request.person)
  const cause = yield* readCause(AgentCause, request.cause)
  const { number } = request
  const outcome = yield* asAgent("EndMandate", request, [Mandates.stream.id(person)], (by, [row], at) =>
    Effect.gen(function* () {
      const mandates = yield* readMandates(person, row)
      const ended = yield* failWithEndRefusal(execute(mandates, { _tag: "End", number, cause, by, at }))
      const mandatary = ended.state.mandates.find((mandate) => mandate.number === number)?.mandatary ?? ""
      const silent = cause === "DeathOfProtected" ? [person] : cause === "DeathOfMandatary" ? [mandatary] : []
      const effects = yield* effectsOfEnds([{ before: mandates.state, mandates: ended }], silent, at)
      const writes = yield* planOf([ended, ...effects.aggregates])
      return { ...writes, messages: effects.messages, note: String(number), mandates: ended }
    }),
  )
  return yield* mandateAfter(person, outcome)
})
