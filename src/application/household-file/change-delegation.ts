import * as Effect from "effect/Effect"
import type * as Household from "../../domain/household/household.ts"
import { execute } from "../unit-of-work/aggregate.ts"
import { delegationAfter, loadDelegationView } from "./delegation-view.ts"
import { failWithHouseholdRefusal } from "./load-file.ts"
import { mustBePermitted } from "./person-facts.ts"
import { sideEffectsWithoutJoining } from "./side-effects.ts"
import { type FileRequest, type Member, withMember } from "./with-member.ts"

type DelegationCommand = Extract<
  Household.Command,
  { readonly _tag: "GrantDelegation" | "RevokeDelegation" | "RenounceDelegation" }
>

/**
 * Runs a command of the holder or the spouse on their delegation, and answers with the delegation after it.
 *
 * `mayFollow` adds a refusal of its own, after those of the household.
 */
export const changeDelegation = Effect.fnUntraced(function* <E = never>(
  verb: DelegationCommand["_tag"],
  request: FileRequest,
  toCommand: (member: Member) => DelegationCommand,
  mayFollow: (member: Member) => Effect.Effect<void, E> = () => Effect.void,
) {
  const { id, outcome } = yield* withMember(verb, request, {}, (member) =>
    Effect.gen(function* () {
      const { at, file, partner, person } = member
      yield* mustBePermitted(member.facts, verb)
      const changed = yield* failWithHouseholdRefusal(execute(file, toCommand(member)))
      yield* mayFollow(member)
      const accounts = [person.account, ...(partner === undefined ? [] : [partner])]
      const { aggregates, messages } = yield* sideEffectsWithoutJoining(file.state, changed, accounts, at)
      return { file: changed, others: aggregates, messages, answer: yield* delegationAfter(member, changed) }
    }),
  )
  return outcome._tag === "Committed" ? outcome.plan.decided.answer : yield* loadDelegationView(request, id)
})
