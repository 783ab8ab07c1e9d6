/**
 * Couple: the holder and at most one current spouse.
 *
 * A couple that forms again after a separation is a new couple. An ended delegation does not come back.
 */
import type { CivilDate } from "../civil-date/civil-date.ts"
import { type CommandOf, happened } from "../state-machine/decision.ts"
import type { Command } from "./command.ts"
import { type HouseholdDecision, latest, refuse } from "./decision.ts"
import type { CoupleEnd, FormerCouple, Open, State } from "./file.ts"
import { joinRefusal } from "./members.ts"
import { SpouseExists } from "./refusal.ts"

export const formCouple = (file: Open, { at, by, on, spouse }: CommandOf<Command, "FormCouple">): HouseholdDecision => {
  if (file.couple !== null && file.couple.spouse.person !== spouse) return refuse(new SpouseExists())
  const refusal = joinRefusal(file, spouse, { at, on }, file.holder.since, ...coupleEndDates(file))
  return refusal === null ? happened({ _tag: "CoupleFormed", spouse, on, by, at }) : refuse(refusal)
}

const formerCouplesOf = (file: State) => (file._tag === "NotOpened" ? [] : file.formerCouples)

/** Whether both members live after this end. After an undone death, the same two are a couple again. */
const endsForBoth = (cause: CoupleEnd) => cause !== "Death" && cause !== "DeathUndone"

/**
 * The couple that ended between two states of a file while both members live, whatever ended it; `null` where none did.
 *
 * What the two shared ends with it: see `endSharedAccess`. After a death there is no former partner to keep out.
 */
export const endedWhileBothLive = (before: State, after: State): FormerCouple | null =>
  formerCouplesOf(after).find(
    ({ cause }, place) => endsForBoth(cause) && !endsForBoth(formerCouplesOf(before)[place]?.cause ?? "Death"),
  ) ?? null

/** The persons with whom this person was in a couple of the file that ended while both live. */
export const partnersWhoLeft = (file: State, person: string): ReadonlyArray<string> => [
  ...new Set(
    formerCouplesOf(file)
      .filter(({ cause }) => endsForBoth(cause))
      .flatMap(({ holder, spouse }) => (holder === person ? [spouse] : spouse === person ? [holder] : [])),
  ),
]

/** The days on which earlier couples of the file ended. */
export const coupleEndDates = ({ formerCouples }: Open): ReadonlyArray<CivilDate> =>
  formerCouples.map(({ until }) => until)

/** The file with its couple ended. The stays of both members remain as they are. */
export const withoutCouple = (file: Open, on: CivilDate, cause: CoupleEnd): Open => ({
  ...file,
  couple: null,
  formerCouples: [...file.formerCouples, ...endedCouple(file, on, cause)],
})

/** The current couple as an ended one; nothing where there is no couple. */
export const endedCouple = ({ couple, holder }: Open, on: CivilDate, cause: CoupleEnd): ReadonlyArray<FormerCouple> =>
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
