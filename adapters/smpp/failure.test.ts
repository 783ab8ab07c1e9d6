import { describe, expect, it } from "vitest"
import { failure, failureFrom, notifierErrorOf, refusal } from "./failure.ts"

/** The statuses of SMPP 3.4, 5.1.3, that are about the number. */
const ABOUT_CONTACT = [0x0b, 0x50, 0x51]

describe("a failed SMS delivery", () => {
  it.each(ABOUT_CONTACT)("is Undeliverable after a refusal of the number with status %d", (status) => {
    expect(notifierErrorOf(refusal("submit_sm", status))._tag).toBe("Undeliverable")
  })

  it("is NotifierDown after a refusal with any other status", () => {
    const others = Array.from({ length: 0x500 }, (_, status) => status).filter(
      (status) => !ABOUT_CONTACT.includes(status),
    )
    expect(others.filter((status) => notifierErrorOf(refusal("submit_sm", status))._tag !== "NotifierDown")).toEqual([])
    expect(notifierErrorOf(refusal("submit_sm", 0xffffffff))._tag).toBe("NotifierDown")
  })

  it("is NotifierDown if the centre refused another request than the message", () => {
    expect(notifierErrorOf(refusal("bind_transmitter", 0x0b))._tag).toBe("NotifierDown")
    expect(notifierErrorOf(refusal("enquire_link", 0x0b))._tag).toBe("NotifierDown")
    expect(notifierErrorOf(failure("TOO_LATE", "submit_sm"))._tag).toBe("NotifierDown")
  })

  it("has its status in the form of the specification", () => {
    expect(refusal("submit_sm", 0x0b)).toEqual({ kind: "REFUSED", command: "submit_sm", status: "0x0000000B" })
    expect(refusal("submit_sm", 0xffffffff).status).toBe("0xFFFFFFFF")
  })
})

describe("the description of an error", () => {
  it("contains only its code", () => {
    const error = Object.assign(new Error("canary"), { code: "ECONNREFUSED", address: "canary" })
    expect(failureFrom(error)).toEqual({ kind: "ECONNREFUSED", command: "", status: "" })
  })

  it.each([undefined, null, "ECANARY", 7, {}, new Error("canary"), { code: 7 }, { code: "to canary" }, { code: "" }])(
    "is GARBLED without a valid code: %j",
    (error) => {
      expect(failureFrom(error)).toEqual({ kind: "GARBLED", command: "", status: "" })
    },
  )
})
