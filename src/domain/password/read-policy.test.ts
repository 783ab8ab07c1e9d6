import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { PasswordPolicy } from "./policy.ts"
import { presets } from "./presets.ts"
import { readPolicy } from "./read-policy.ts"

const wrong = (changes: Partial<Record<keyof PasswordPolicy, unknown>>) => {
  const read = readPolicy({ ...presets.cnil, ...changes })
  return read.ok ? [] : read.defects.map((defect) => ("field" in defect ? defect.field : defect.code))
}

describe("readPolicy", () => {
  it.each(Object.values(presets))("reads the preset $name from JSON", (policy) => {
    expect(readPolicy(JSON.parse(JSON.stringify(policy)))).toEqual({ ok: true, policy })
  })

  it.each([
    [{ minimum: 1 }, []],
    [{ minimum: 0 }, ["minimum"]],
    [{ minimum: 64 }, []],
    [{ minimum: 65 }, ["maximum"]],
    [{ maximum: 256 }, []],
    [{ maximum: 257 }, ["maximum"]],
    [{ maximum: 7 }, ["maximum"]],
    [{ minimum: 8.5 }, ["minimum"]],
    [{ minimum: "8" }, ["minimum"]],
    [{ minimum: "8", maximum: 1 }, ["minimum"]],
    [{ minimum: "8", maximum: 0 }, ["minimum", "maximum"]],
    [{ minimum: Number.NaN }, ["minimum"]],
    [{ version: 0 }, []],
    [{ version: -1 }, ["version"]],
    [{ name: "" }, ["name"]],
    [{ name: "x".repeat(64) }, []],
    [{ name: "x".repeat(65) }, ["name"]],
    [{ kindsNeeded: 4 }, []],
    [{ kindsNeeded: 5 }, ["kindsNeeded"]],
    [{ kindsNeeded: -1 }, ["kindsNeeded"]],
    [{ kinds: [], kindsNeeded: 1 }, ["kindsNeeded"]],
    [{ kinds: [], kindsNeeded: 0 }, []],
    [{ kinds: ["Digit", "Digit", "Upper"] }, ["kinds"]],
    [{ kinds: ["digit"] }, ["kinds", "kindsNeeded"].slice(0, 1)],
    [{ kinds: "Digit" }, ["kinds"]],
    [{ forbidden: ["Nir", "Address"] }, ["forbidden"]],
    [{ forbidden: ["Nir"] }, []],
    [{ forbiddenWhen: "Never" }, ["forbiddenWhen"]],
    [{ serviceNames: [] }, []],
    [{ serviceNames: [""] }, ["serviceNames"]],
    [{ serviceNames: Array.from({ length: 33 }, (_, at) => `s${at}`) }, ["serviceNames"]],
    [{ blockList: 1 }, ["blockList"]],
    [{ guard: "Captcha" }, ["guard"]],
    [{ name: null, guard: null, minimum: null }, ["name", "minimum", "guard"]],
  ])("finds cnil with %j wrong in %j", (changes, fields) => {
    expect(wrong(changes)).toEqual(fields)
  })

  it.each([null, undefined, 8, "leaflet", true])("refuses %j", (value) => {
    expect(readPolicy(value)).toEqual({ ok: false, defects: [{ code: "NotAPolicy" }] })
  })

  it("refuses unknown fields, which may be misspelled", () => {
    expect(readPolicy({ ...presets.leaflet, minimun: 12 })).toEqual({
      ok: false,
      defects: [{ code: "UnknownField", field: "minimun" }],
    })
  })

  it("never throws, whatever the fields are", () => {
    fc.assert(
      fc.property(fc.object(), (value) => {
        expect(readPolicy(value).ok).toBe(false)
        expect(typeof readPolicy({ ...presets.leaflet, ...value }).ok).toBe("boolean")
      }),
      { seed: 3, numRuns: 1000 },
    )
  })
})
