/**
 * MeantFor: whether an action is for the person themselves or for the household file.
 *
 * Most actions are for one of the two. Where both are possible, as for a letter to the fund, the person chooses. What is
 * for the file needs the right to manage the file, and every person who may view the file sees its record.
 */
import { type Action, matrix } from "../rights/matrix.ts"
import type { RefusalReason } from "../rights/reason.ts"
import type { RecordableAction } from "./audit-log.ts"

export const meantFor = ["Self", "File"] as const
export type MeantFor = (typeof meantFor)[number]

/** The right that each action needs, for the person themselves and for the file. The first one is the default. */
const needed: Readonly<Record<RecordableAction, Partial<Readonly<Record<MeantFor, Action>>>>> = {
  ViewOwnData: { Self: "ViewOwnData" },
  ChangeOwnData: { Self: "ChangeOwnData" },
  ChangeOwnIncome: { Self: "ChangeOwnIncome" },
  ClaimIndividualBenefit: { Self: "ClaimIndividualBenefit" },
  // A letter may be about the person, or about the household, such as its housing.
  WriteToFund: { Self: "WriteToFund", File: "MakeHouseholdProcedure" },
  ViewFile: { File: "ViewFile" },
  MakeHouseholdProcedure: { File: "MakeHouseholdProcedure" },
  AnswerFundRequest: { File: "AnswerFundRequest" },
}

/** For whom an action is, and the right that it needs; or why it cannot be for them. */
export type ForWhom =
  | { readonly ok: true; readonly for: MeantFor; readonly right: Action }
  | {
      readonly ok: false
      readonly rule: string
      readonly reason: Extract<RefusalReason, "ForSelfOnly" | "ForFileOnly">
    }

/** Reads the choice of the person. Without one, an action is for the person where it can be. */
export const forWhom = (action: RecordableAction, chosen: MeantFor | undefined): ForWhom => {
  const rights = needed[action]
  const meant = chosen ?? (rights.Self === undefined ? "File" : "Self")
  const right = rights[meant]
  if (right !== undefined) return { ok: true, for: meant, right }
  return { ok: false, rule: matrix[action].rule, reason: meant === "File" ? "ForSelfOnly" : "ForFileOnly" }
}
