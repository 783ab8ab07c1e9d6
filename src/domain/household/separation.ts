/**
 * Separation: declared by either of the couple, in their own name, and effective when it is declared.
 *
 * > The spouse can also declare a separation. After it is declared the authorisation ends automatically.
 *
 * The day they parted is kept apart; it may lie before anything in the file, and never in the future. There is no undo.
 */
import { civilDateAt } from "../civil-date/civil-date.ts"
import { type Answer, happens, refuse } from "./answer.ts"
import { endOfDelegation } from "./authorisation.ts"
import type { Order } from "./command.ts"
import type { Open } from "./file.ts"
import { DateInFuture, NoCurrentSpouse, NotOfTheCouple } from "./refusal.ts"

/** Couple and delegation end in one decision. Declared again, by either of the two, it is noted and changes nothing. */
export const declareSeparation = (file: Open, { at, by, fact }: Order<"DeclareSeparation">): Answer => {
  const today = civilDateAt(at)
  const holder = file.holder.person
  const spouse = file.couple?.spouse.person
  if (spouse !== undefined && (by === holder || by === spouse)) {
    return fact > today
      ? refuse(new DateInFuture())
      : happens(
          { _tag: "SeparationDeclared", by, holder, spouse, fact, on: today, at },
          ...endOfDelegation(file, "Separation", { _tag: "Person", person: by }, at),
        )
  }
  if (hasSeparated(file, by)) {
    return fact > today ? refuse(new DateInFuture()) : happens({ _tag: "SeparationDeclaredAgain", by, fact, at })
  }
  return refuse(by === holder ? new NoCurrentSpouse() : new NotOfTheCouple())
}

/** Whether the last couple this person was one of, in this file, ended by separation. */
export const hasSeparated = ({ formerCouples }: Pick<Open, "formerCouples">, person: string): boolean =>
  formerCouples.findLast(({ holder, spouse }) => holder === person || spouse === person)?.cause === "Separation"
