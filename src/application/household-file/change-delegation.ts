import * as Effect from "effect/Effect"
import type * as Household from "../../domain/household/household.ts"
import type { withGraveAct } from "../caller/grave-act.ts"
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

/** Runs the change without re-authentication. */
const unconfirmed = <A, E, R>(_person: unknown, _at: number, decide: Effect.Effect<A, E, R>) => decide

/**
 * Runs a command of the holder or the spouse on their delegation, and answers with the delegation after it.
 *
 * `mayFollow` adds a refusal of its own, after those of the household. `confirmed` requires re-authentication first.
 */
export const changeDelegation = Effect.fnUntraced(function* <E = never>(
  verb: DelegationCommand["_tag"],
  request: FileRequest,
  toCommand: (member: Member) => DelegationCommand,
  mayFollow: (member: Member) => Effect.Effect<void, E> = () => Effect.void,
  confirmed: ReturnType<typeof withGraveAct> = unconfirmed,
) {
  const { id, outcome } = yield* withMember(verb, request, {}, (member) => {
    const { at, file, partner, person } = member
    const change = Effect.gen(function* () {
      const changed = yield* failWithHouseholdRefusal(execute(file, toCommand(member)))
      yield* mayFollow(member)
      const accounts = [person.account, ...(partner === undefined ? [] : [partner])]
      const { aggregates, messages } = yield* sideEffectsWithoutJoining(file.state, changed, accounts, at)
      return { file: changed, others: aggregates, messages, answer: yield* delegationAfter(member, changed) }
    })
    return Effect.andThen(mustBePermitted(member.facts, verb), confirmed(person, at, change))
  })
  return outcome._tag === "Committed" ? outcome.plan.decided.answer : yield* loadDelegationView(request, id)
})
