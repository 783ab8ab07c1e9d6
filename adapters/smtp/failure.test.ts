import { describe, expect, it } from "vitest"
import { failureFrom, notifierErrorOf } from "./failure.ts"

const errorFor = (command: string, response: string) =>
  notifierErrorOf(failureFrom({ code: "EENVELOPE", command, response, responseCode: Number(response.slice(0, 3)) }))
    ._tag

describe("a failed e-mail delivery", () => {
  it.each([
    ["RCPT TO", "550 5.1.1 No such user"],
    ["RCPT TO", "550 No such user"],
    ["RCPT TO", "551 User not local"],
    ["RCPT TO", "552 5.2.2 Mailbox full"],
    ["RCPT TO", "553 5.1.3 Bad address"],
    ["RCPT TO", "554 5.4.4 No such domain"],
    ["RCPT TO", "550 5.1.6 Mailbox has moved"],
    ["RCPT TO", "556 5.1.10 Domain takes no mail"],
    ["RCPT TO", "501 5.1.3 Bad recipient address syntax"],
    ["RCPT TO", "550-5.1.1 No such user\n550 5.1.1 Try another"],
    ["DATA", "552 5.2.2 Mailbox full"],
    ["DATA", "550 Refused"],
    ["DATA", "554 Transaction failed"],
    ["DATA", "599 Unheard of"],
  ])("is Undeliverable after %s was answered with %s", (command, response) => {
    expect(errorFor(command, response)).toBe("Undeliverable")
  })

  it.each([
    ["RCPT TO", "450 4.2.0 Greylisted"],
    ["RCPT TO", "451 Try later"],
    ["RCPT TO", "452 4.2.2 Over quota for now"],
    ["RCPT TO", "421 4.3.2 Closing"],
    ["RCPT TO", "499 Unheard of"],
    ["RCPT TO", "600 Beyond the code"],
    ["RCPT TO", "250 Yes, but"],
    ["RCPT TO", "500 5.5.1 Unknown command"],
    ["RCPT TO", "502 Not implemented"],
    ["RCPT TO", "503 Bad sequence"],
    ["RCPT TO", "504 Parameter"],
    ["RCPT TO", "530 5.7.0 Authentication required"],
    ["RCPT TO", "535 Wrong credentials"],
    ["RCPT TO", "555 5.5.4 Parameter"],
    ["RCPT TO", "554 5.7.1 Relay access denied"],
    ["RCPT TO", "550 5.7.26 Unauthenticated sender"],
    ["RCPT TO", "550 5.5.0 Requested action not taken"],
    // Postfix delays its refusal of a sender until the recipient is named (smtpd_delay_reject).
    ["RCPT TO", "550 5.1.8 <no-reply@caf.example.org>: Sender address rejected: Domain not found"],
    ["RCPT TO", "553 5.1.7 <no-reply@>: Sender address rejected"],
    ["RCPT TO", "554 5.3.5 Mail server configuration error"],
    ["RCPT TO", "552 5.3.4 Message size exceeds fixed limit"],
    ["DATA", "554 5.6.0 Message rejected: bad header"],
    ["DATA", "452 4.3.1 No room"],
    ["DATA", "554 5.7.1 Looks like spam"],
    ["DATA", "550 5.7.23 SPF"],
    ["MAIL FROM", "550 5.1.8 Bad sender"],
    ["MAIL FROM", "552 5.3.4 Too big"],
    ["CONN", "554 No SMTP service here"],
    ["STARTTLS", "554 5.7.3 No"],
    ["AUTH PLAIN", "535 5.7.8 Wrong credentials"],
    ["", "550 From nowhere"],
  ])("is NotifierDown after %s was answered with %s", (command, response) => {
    expect(errorFor(command, response)).toBe("NotifierDown")
  })

  it.each([undefined, null, "550", 550, {}, new Error("550"), { responseCode: "550", command: "RCPT TO" }])(
    "is NotifierDown without a reply: %j",
    (error) => {
      expect(notifierErrorOf(failureFrom(error))._tag).toBe("NotifierDown")
    },
  )

  it("is described by codes only", () => {
    const error = Object.assign(new Error("canary-message"), {
      code: "EENVELOPE",
      command: "RCPT TO",
      response: "550 5.1.1 <canary@example.org> unknown",
      responseCode: 550,
      rejected: ["canary@example.org"],
    })
    expect(failureFrom(error)).toEqual({ kind: "EENVELOPE", command: "RCPT TO", reply: 550, status: "5.1.1" })
    const talkative = {
      code: "canary",
      command: "RCPT TO:<canary@example.org>",
      response: "canary",
      responseCode: "canary",
    }
    expect(failureFrom(talkative)).toEqual({ kind: "", command: "", reply: 0, status: "" })
  })
})
