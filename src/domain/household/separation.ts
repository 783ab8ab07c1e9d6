/**
 * Separation: either of the couple declares it in their own name, and it takes effect at once.
 *
 * > The spouse can also declare a separation. After it is declared the authorisation ends automatically.
 *
 * An agent may record a declaration that was made at the counter. The day they parted is a separate date. It may precede everything in the file, and is never in the future. A
 * person cannot undo it. An agent undoes one that an agent recorded by mistake (`UndoSeparation`).
 */
import { civilDateAt } from "../civil-date/civil-date.ts"
import { type CommandOf, happened } from "../state-machine/decision.ts"
import { endOfDelegation } from "./authorisation.ts"
import type { Command } from "./command.ts"
import { type HouseholdDecision, refuse } from "./decision.ts"
import { withoutMember } from "./departure.ts"
import type { Happened } from "./event.ts"
import type { Open } from "./file.ts"
import { DateInFuture, NoCurrentSpouse, NotOfTheCouple } from "./refusal.ts"

/** Ends the couple and the delegation in one decision. A second declaration is recorded and changes nothing. */
export const declareSeparation = (
  file: Open,
  { at, by, fact, recordedBy }: CommandOf<Command, "DeclareSeparation">,
): HouseholdDecision => {
  const declared = { by, ...(recordedBy === undefined ? {} : { recordedBy }), fact, at }
  const today = civilDateAt(at)
  const holder = file.holder.person
  const spouse = file.couple?.spouse.person
  if (spouse !== undefined && (by === holder || by === spouse)) {
    return fact > today
      ? refuse(new DateInFuture())
      : happened(
          { _tag: "SeparationDeclared", ...declared, holder, spouse, on: today },
          ...endOfDelegation(file, "Separation", recordedBy ?? { _tag: "Person", person: by }, at),
        )
  }
  if (hasSeparated(file, by)) {
    return fact > today ? refuse(new DateInFuture()) : happened({ _tag: "SeparationDeclaredAgain", ...declared })
  }
  return refuse(by === holder ? new NoCurrentSpouse() : new NotOfTheCouple())
}

/** The file without the couple. It remembers the agent who recorded the separation: a mistake can be undone. */
export const separated = (file: Open, { on, recordedBy, spouse }: Happened<"SeparationDeclared">): Open => {
  const apart = withoutMember(file, spouse, on, "Separation")
  if (recordedBy === undefined) return apart
  const { formerCouples } = apart
  return {
    ...apart,
    formerCouples: formerCouples.map((couple, place) =>
      place === formerCouples.length - 1 ? { ...couple, recordedBy } : couple,
    ),
  }
}

/** Whether the last couple of this person in this file ended by separation. */
export const hasSeparated = ({ formerCouples }: Pick<Open, "formerCouples">, person: string): boolean =>
  formerCouples.findLast(({ holder, spouse }) => holder === person || spouse === person)?.cause === "Separation"
