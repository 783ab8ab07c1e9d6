import { describe, expect, it } from "vitest"
import { failure, failureIn, outcomeOf, refusal } from "./outcome.ts"

/** The statuses of SMPP 3.4, 5.1.3, that are about the number. */
const ABOUT_CONTACT = [0x0b, 0x50, 0x51]

describe("a refused message", () => {
  it.each(ABOUT_CONTACT)("with status %d is undeliverable", (status) => {
    expect(outcomeOf(refusal("submit_sm", status))._tag).toBe("Undeliverable")
  })

  it("with any other waits", () => {
    const others = Array.from({ length: 0x500 }, (_, status) => status).filter((it) => !ABOUT_CONTACT.includes(it))
    expect(others.filter((status) => outcomeOf(refusal("submit_sm", status))._tag !== "NotifierDown")).toEqual([])
    expect(outcomeOf(refusal("submit_sm", 0xffffffff))._tag).toBe("NotifierDown")
  })

  it("waits when it was not the message that was refused", () => {
    expect(outcomeOf(refusal("bind_transmitter", 0x0b))._tag).toBe("NotifierDown")
    expect(outcomeOf(refusal("enquire_link", 0x0b))._tag).toBe("NotifierDown")
    expect(outcomeOf(failure("TOO_LATE", "submit_sm"))._tag).toBe("NotifierDown")
  })

  it("is named as the specification names it", () => {
    expect(refusal("submit_sm", 0x0b)).toEqual({ kind: "REFUSED", command: "submit_sm", status: "0x0000000B" })
    expect(refusal("submit_sm", 0xffffffff).status).toBe("0xFFFFFFFF")
  })
})

describe("an error", () => {
  it("leaves nothing behind but its code", () => {
    const error = Object.assign(new Error("canary"), { code: "ECONNREFUSED", address: "canary" })
    expect(failureIn(error)).toEqual({ kind: "ECONNREFUSED", command: "", status: "" })
  })

  it.each([undefined, null, "ECANARY", 7, {}, new Error("canary"), { code: 7 }, { code: "to canary" }, { code: "" }])(
    "without one is garbled: %j",
    (error) => {
      expect(failureIn(error)).toEqual({ kind: "GARBLED", command: "", status: "" })
    },
  )
})
