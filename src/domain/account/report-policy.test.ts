import { describe, expect, it } from "vitest"
import { reasonsOf } from "../policy/reasons.ts"
import { ReportPolicy, reportPolicies } from "./report-policy.ts"

const reasons = (change: object) => reasonsOf(ReportPolicy, { ...reportPolicies.standard, ...change }, "reports")
const REASON =
  "reports.page must be null, or an address such as https://www.example.org/pas-moi# of at most 60 characters"

describe("the page for reports", () => {
  it.each([
    null,
    "https://www.example.org/pas-moi#",
    "https://www.example.org/pas-moi?jeton=",
    "https://www.example.org:8443/#",
    `${"https://www.example.org/".padEnd(59, "x")}#`,
  ])("may be %j", (page) => {
    expect(reasons({ page })).toEqual([])
  })

  it.each([
    undefined,
    "",
    "http://www.example.org/pas-moi#",
    "https://www.example.org/pas-moi",
    "https://www.example.org/pas-moi/",
    "https://user@www.example.org/#",
    "https://www.example.org/pas moi#",
    "https://www.example.org/été#",
    'https://www.example.org/"#',
    "javascript:alert(1)#",
    `${"https://www.example.org/".padEnd(60, "x")}#`,
  ])("is refused as %j", (page) => {
    expect(reasons({ page })).toEqual([REASON])
  })

  it.each([0, 31, 1.5, Number.NaN, "7", null])("refuses %j days", (days) => {
    expect(reasons({ days })).toEqual(["reports.days must be a whole number from 1 to 30"])
  })
})
