/**
 * Couple: the holder and at most one current spouse.
 *
 * A couple that forms again after a separation is a new one, and revives nothing.
 */
import type { CivilDate } from "../civil-date/civil-date.ts"
import { type Answer, happens, latest, refuse } from "./answer.ts"
import type { Order } from "./command.ts"
import type { CoupleEnd, FormerCouple, Open } from "./file.ts"
import { cannotJoin } from "./membership.ts"
import { SpouseExists } from "./refusal.ts"

export const formCouple = (file: Open, { at, by, on, spouse }: Order<"FormCouple">): Answer => {
  if (file.couple !== null && file.couple.spouse.person !== spouse) return refuse(new SpouseExists())
  const refusal = cannotJoin(file, spouse, { at, on }, file.holder.since, ...coupleEnds(file))
  return refusal === null ? happens({ _tag: "CoupleFormed", spouse, on, by, at }) : refuse(refusal)
}

/** The days on which earlier couples of the file ended. */
export const coupleEnds = ({ formerCouples }: Open): ReadonlyArray<CivilDate> => formerCouples.map(({ until }) => until)

/** The file with its couple ended. The stays of the two are another matter. */
export const withoutCouple = (file: Open, on: CivilDate, cause: CoupleEnd): Open => ({
  ...file,
  couple: null,
  formerCouples: [...file.formerCouples, ...coupleOver(file, on, cause)],
})

/** The present couple, if there is one, as ended. */
export const coupleOver = ({ couple, holder }: Open, on: CivilDate, cause: CoupleEnd): ReadonlyArray<FormerCouple> =>
  couple === null
    ? []
    : [
        {
          holder: holder.person,
          spouse: couple.spouse.person,
          formed: couple.formed,
          until: latest(on, couple.formed),
          cause,
        },
      ]
