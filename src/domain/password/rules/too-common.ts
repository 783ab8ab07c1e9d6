import { isCommon } from "../block-list.ts"
import type { Rule } from "./rule.ts"

/** The password is neither on the embedded block list nor on the caller's. */
export const tooCommon: Rule<{ readonly code: "TooCommon" }> = {
  codes: { TooCommon: ({ blockList }) => blockList },
  check: ({ text }, policy, context, report) => {
    if (policy.blockList && (isCommon(text) || context.blockList?.(text))) report.push({ code: "TooCommon" })
  },
}
