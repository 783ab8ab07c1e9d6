/**
 * Age: when a child of the file is over 15, where the day of birth is unknown.
 *
 * The rule takes the latest day that is possible. An agent who saw a proof may decide on an earlier one, never on a day
 * that no day of birth allows. A complete day of birth leaves nothing to decide.
 */
import { ageReachedBetween, isIncomplete } from "../civil-date/birth-date.ts"
import { type CivilDate, dayAfter } from "../civil-date/civil-date.ts"
import { type AgePolicy, overFifteenFrom } from "../civil-date/over-fifteen.ts"
import { type CommandOf, happened } from "../state-machine/decision.ts"
import type { Command } from "./command.ts"
import { type HouseholdDecision, refuse } from "./decision.ts"
import type { Happened } from "./event.ts"
import type { Child, Open } from "./file.ts"
import { memberOf } from "./members.ts"
import { AgeImpossible, NoAgeToDecide, NotAMember } from "./refusal.ts"

/** The days on which some reading of "over 15" may be reached. */
const isPossible = ({ birth }: Child, from: CivilDate): boolean =>
  from >= ageReachedBetween(birth, 15)[0] && from <= dayAfter(ageReachedBetween(birth, 16)[1])

export const decideAge = (
  file: Open,
  { at, by, cause, from, person }: CommandOf<Command, "DecideAge">,
): HouseholdDecision => {
  if (memberOf(file, person) === undefined) return refuse(new NotAMember())
  const child = file.children.find((child) => child.person === person)
  if (child === undefined || !isIncomplete(child.birth)) return refuse(new NoAgeToDecide())
  if (!isPossible(child, from)) return refuse(new AgeImpossible())
  return happened({ _tag: "AgeDecided", person, from, cause, by, at })
}

/** The file in which a child is over 15 from the day that an agent decided. */
export const withAge = (file: Open, { from, person }: Happened<"AgeDecided">): Open => ({
  ...file,
  children: file.children.map((child) => (child.person === person ? { ...child, overFifteenFrom: from } : child)),
})

/** The first day on which a child of a file is over 15: the day that an agent decided, else that of the rule. */
export const childOverFifteenFrom = ({ birth, overFifteenFrom: decided }: Child, policy: AgePolicy): CivilDate =>
  decided ?? overFifteenFrom(birth, policy)

/** The facts about the birth of a child, without those about the stay. */
export const birthOf = ({ birth, overFifteenFrom: decided }: Child): Pick<Child, "birth" | "overFifteenFrom"> =>
  decided === undefined ? { birth } : { birth, overFifteenFrom: decided }
