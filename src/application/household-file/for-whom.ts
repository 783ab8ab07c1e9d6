import * as Effect from "effect/Effect"
import * as AuditLog from "../../domain/audit/audit-log.ts"
import { forWhom, type MeantFor, meantFor } from "../../domain/audit/meant-for.ts"
import { NotPermitted } from "../contract/file-refusals.ts"

const UNKNOWN = { rule: "default.deny", reason: "Unknown", change: "Nothing" } as const

const isRecordable = (action: unknown): action is AuditLog.RecordableAction =>
  AuditLog.recordableActions.some((recordable) => recordable === action)

/**
 * Reads an action to record, and for whom it is: the caller or the file. Actions with a verb of their own are refused, and
 * so is a choice that the action does not leave.
 */
export const readForWhom = (request: { readonly action: unknown; readonly for?: MeantFor | undefined }) => {
  const { action, for: chosen } = request
  if (!isRecordable(action) || (chosen !== undefined && !meantFor.includes(chosen))) {
    return Effect.fail(new NotPermitted(UNKNOWN))
  }
  const meant = forWhom(action, chosen)
  if (meant.ok) return Effect.succeed(meant)
  const { reason, rule } = meant
  return Effect.fail(new NotPermitted({ rule, reason, change: reason === "ForSelfOnly" ? "ChooseSelf" : "ChooseFile" }))
}
