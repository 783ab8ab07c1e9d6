import { expect, it } from "vitest"
import { codeActionFor, sendsCode } from "./code-action.ts"

it.each([
  { isCurrent: true, mayResend: true, maySend: true, action: "Resend", sends: true },
  { isCurrent: true, mayResend: true, maySend: false, action: "Keep", sends: false },
  { isCurrent: true, mayResend: false, maySend: true, action: "Keep", sends: false },
  { isCurrent: true, mayResend: false, maySend: false, action: "Keep", sends: false },
  { isCurrent: false, mayResend: true, maySend: true, action: "Issue", sends: true },
  { isCurrent: false, mayResend: true, maySend: false, action: "Simulate", sends: false },
  { isCurrent: false, mayResend: false, maySend: true, action: "Issue", sends: true },
  { isCurrent: false, mayResend: false, maySend: false, action: "Simulate", sends: false },
])(
  "answers $action when isCurrent is $isCurrent, mayResend is $mayResend and maySend is $maySend",
  ({ action, sends, ...request }) => {
    expect(codeActionFor(request)).toBe(action)
    expect(sendsCode(codeActionFor(request))).toBe(sends)
  },
)
