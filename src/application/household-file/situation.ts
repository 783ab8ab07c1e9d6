import * as Effect from "effect/Effect"
import { isOrWasIn } from "../../domain/household/members.ts"
import { hasSeparated } from "../../domain/household/separation.ts"
import type { Situation } from "../../domain/rights/object.ts"
import type { Action } from "../../domain/rights/rights.ts"
import { isSameText } from "../../domain/terms/accepted-terms.ts"
import { TermsRegister } from "../../ports/terms-register.ts"
import type { SignedInPerson } from "../caller/session.ts"
import { idsOf } from "./delegation-view.ts"
import type { LoadedFile } from "./load-file.ts"
import type { LoadedFacts } from "./person-facts.ts"

/** Whether newer terms are in force than the person accepted. Only the action `AcceptTerms` asks the register. */
const termsOf = Effect.fnUntraced(function* ({ account }: SignedInPerson, action: Action) {
  if (action !== "AcceptTerms") return "Unknown"
  const register = yield* TermsRegister
  const inForce = yield* Effect.catchTag(register.inForce, "TermsDown", () => Effect.succeed(null))
  if (inForce === null) return "Unknown"
  return isSameText(inForce, account.state.terms) ? "Accepted" : "Newer"
})

/** What there is to act on for a person in a file, now. */
export const situationOf = Effect.fnUntraced(function* (
  person: SignedInPerson,
  { state }: LoadedFile,
  { facts, partner }: LoadedFacts,
  action: Action,
) {
  const { nir } = person.account.state.owner
  const isApart = state._tag === "Open" && partner === undefined && hasSeparated(state, person.id)
  const situation: Situation = {
    couple: partner !== undefined ? "Current" : isApart ? "Separated" : facts.couple === "Ended" ? "Ended" : "None",
    delegation: facts.delegation,
    partnerAccount: partner?.state._tag ?? null,
    identifier: nir === null ? "Provisional" : "Number",
    terms: yield* termsOf(person, action),
    file: state._tag === "Closed" && idsOf(person).some((id) => isOrWasIn(state, id)) ? "Closed" : "Open",
  }
  return situation
})
