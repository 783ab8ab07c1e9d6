import { inspect } from "node:util"
import { describe, expect, it, vi } from "vitest"
import { assess } from "./assess.ts"
import type { Context } from "./context.ts"
import { readTyped } from "./password.ts"
import type { PasswordPolicy } from "./policy.ts"
import { presets } from "./presets.ts"

const codes = (candidate: unknown, policy: PasswordPolicy = presets.leaflet, context: Context = {}) => {
  const verdict = assess(candidate, policy, context)
  return verdict.ok ? [] : verdict.broken.map(({ code }) => code)
}

const nfc = (candidate: string, policy: PasswordPolicy = presets.leaflet) => {
  const verdict = assess(candidate, policy)
  return verdict.ok ? verdict.password.reveal() : verdict.broken
}

// Leaflet: sign-in.password, migration.password
describe("the length", () => {
  it.each([
    ["Azert12", [{ code: "TooShort", minimum: 8, actual: 7 }]],
    ["Azerty12", "Azerty12"],
    [`Aa1${"x".repeat(21)}`, `Aa1${"x".repeat(21)}`],
    [`Aa1${"x".repeat(22)}`, [{ code: "TooLong", maximum: 24, actual: 25 }]],
  ])("of %s is accepted from 8 to 24 and refused beyond", (candidate, expected) => {
    expect(nfc(candidate)).toEqual(expected)
  })

  it.each([
    ["👍".repeat(4), 7],
    ["👍".repeat(5), 8],
    ["👍".repeat(21), 24],
    ["👍".repeat(22), 25],
  ])("counts each of %s as one character", (emoji, length) => {
    const expected = length < 8 ? ["TooShort"] : length > 24 ? ["TooLong"] : []
    expect(codes(`Aa1${emoji}`)).toEqual(expected)
    const verdict = assess(`Aa1${emoji}`)
    expect(verdict.ok || verdict.broken[0]).toEqual(
      verdict.ok || { code: expected[0], [length < 8 ? "minimum" : "maximum"]: length < 8 ? 8 : 24, actual: length },
    )
  })

  it("counts é once, whether typed as one character or as e and an accent", () => {
    expect(codes(`A1${"é".repeat(5)}`)).toEqual(["TooShort"])
    expect(codes(`A1${"e\u0301".repeat(5)}`)).toEqual(["TooShort"])
    expect(codes(`A1${"e\u0301".repeat(6)}`)).toEqual([])
    expect(codes(`A1${"e\u0301".repeat(22)}`)).toEqual([])
    expect(codes(`A1${"e\u0301".repeat(23)}`)).toEqual(["TooLong"])
  })

  it("counts an accent that NFC cannot compose as a character", () => {
    expect(codes("Aa1\u0301\u0301\u0301\u0301")).toEqual(["TooShort"])
    expect(codes("Aa1\u0301\u0301\u0301\u0301\u0301")).toEqual([])
  })

  it("counts the parts of a character that NFC decomposes", () => {
    expect(codes("Aa1\ufb2c")).toEqual(["TooShort"])
    expect(codes("Aa1\ufb2c\ufb2c")).toEqual([])
  })

  it("is at most 256, under every policy, because sign-in reads no more", () => {
    const endless = { ...presets.leaflet, maximum: 1_000_000 }
    expect(codes(`Aa1${"x".repeat(253)}`, endless)).toEqual([])
    expect(assess(`Aa1${"x".repeat(254)}`, endless)).toEqual({
      ok: false,
      broken: [{ code: "TooLong", maximum: 256, actual: 257 }],
    })
  })

  it("is refused unread if no normalisation could shorten the text enough", () => {
    expect(assess("é".repeat(192))).toMatchObject({
      broken: [{ code: "TooLong", maximum: 24, actual: 192 }, { code: "NoDigit" }, { code: "NoUpper" }],
    })
    expect(assess("é".repeat(193))).toEqual({ ok: false, broken: [{ code: "TooLong", maximum: 24, actual: null }] })
  })
})

describe("the preset leaflet", () => {
  it.each(["Azerty12", "Motdepasse1", "Aaaaaaa1", "Aa1\u0000\u0001\u007f\t\n", "Aa1     ", "Aa1\u202e\u200b漢👍٣"])(
    "accepts %j, as it promises",
    (candidate) => {
      expect(codes(candidate)).toEqual([])
    },
  )

  it("reads neither personal data nor a block list", () => {
    const blockList = vi.fn(() => true)
    const known = { nir: "269054", birthDate: "not a date", names: ["Azerty"], blockList }
    expect(codes("Azerty12", presets.leaflet, known)).toEqual([])
    expect(blockList).not.toHaveBeenCalled()
  })

  it("is the default policy", () => {
    expect(assess("azerty")).toEqual(assess("azerty", presets.leaflet))
  })
})

describe("the presets", () => {
  it.each([
    ["caf2024", "Azerty123", ["TooShort"]],
    ["caf2024", "Azerty1234", []],
    ["cnil", "Tondeu1", ["TooShort"]],
    ["cnil", "Tondeus1", []],
    ["cnil", `T1${"u".repeat(62)}`, []],
    ["cnil", `T1${"u".repeat(63)}`, ["TooLong"]],
    ["nist", "tondeuse a gazo", []],
    ["nist", "tondeuse a gaz", ["TooShort"]],
    ["nist", "tondeuse a gazon ".repeat(4).slice(0, 64), []],
    ["nist", "tondeuse a gazon ".repeat(4).slice(0, 65), ["TooLong"]],
    ["recommended", "Tondeuse1", []],
    ["recommended", "Azerty12", ["TooCommon"]],
  ] as const)("%s gives the expected codes for %j", (name, candidate, expected) => {
    expect(codes(candidate, presets[name])).toEqual(expected)
  })
})

it("assess searches for names if only names are forbidden", () => {
  const namesOnly = { ...presets.leaflet, forbidden: ["Names"] } as const
  expect(codes("Tondeuse1", namesOnly, { names: ["Tondeuse"] })).toEqual(["ContainsName"])
})

describe("the caller's own block list", () => {
  it("receives the candidate in NFC once, and its answer counts", () => {
    const blockList = vi.fn(() => true)
    expect(codes("E\u0301tendoir7", presets.recommended, { blockList })).toEqual(["TooCommon"])
    expect(blockList.mock.calls).toEqual([["Étendoir7"]])
    expect(codes("Étendoir7", presets.recommended, { blockList: () => false })).toEqual([])
  })
})

describe("a candidate that cannot be read", () => {
  it.each([null, undefined, 12345678, Number.NaN, true, {}, [], ["Azerty12"], Symbol("x"), () => "Azerty12", 1n])(
    "breaks only the rule NotText if it is %s",
    (candidate) => {
      expect(assess(candidate, presets.recommended, { confirmation: candidate })).toEqual({
        ok: false,
        broken: [{ code: "NotText" }],
      })
    },
  )

  it("breaks the rule NotText if it is a boxed string", () => {
    expect(codes(Object("Azerty12"))).toEqual(["NotText"])
  })

  it.each(["Azerty12\ud83d", "\udc4dAzerty12", "Azerty12\udc4d\ud83d", "\ud83d"])(
    "breaks only the rule NotWellFormed if it is %j",
    (candidate) => {
      expect(codes(candidate, presets.recommended)).toEqual(["NotWellFormed"])
    },
  )

  it("is refused without being read or normalised if it has ten megabytes", () => {
    const normalize = vi.spyOn(String.prototype, "normalize")
    const charCodeAt = vi.spyOn(String.prototype, "charCodeAt")
    for (const sign of ["a", "é", "e\u0301", "👍", "\ud83d", "\ufb2c"]) {
      const huge = sign.repeat(10_000_000 / sign.length)
      expect(codes(huge, presets.recommended, { confirmation: huge, current: huge })).toEqual(["TooLong"])
      expect(codes("Azerty12", presets.leaflet, { confirmation: huge, current: huge })).toEqual(["ConfirmationDiffers"])
    }
    expect(normalize).not.toHaveBeenCalled()
    expect(charCodeAt.mock.calls.length).toBe(6 * 8)
    vi.restoreAllMocks()
  })
})

describe("an accepted password", () => {
  it("is the untruncated NFC of what was typed", () => {
    expect(nfc("E\u0301te\u0301 2024\u0000 ")).toBe("Été 2024\u0000 ")
    expect(nfc("Tre\u0300s-2024")).toBe("Très-2024")
  })

  it("comes with the entropy of a random password of its length and kinds", () => {
    const bits = (candidate: string, policy: PasswordPolicy = presets.leaflet) => {
      const verdict = assess(candidate, policy)
      return verdict.ok ? Number(verdict.bits.toFixed(2)) : null
    }
    expect(bits("Azerty12")).toBe(47.63)
    expect(bits("Azerty1-")).toBe(53.03)
    expect(bits("Éphèse12")).toBe(47.63)
    expect(bits("123456789012346", presets.nist)).toBe(49.83)
    expect(bits("tondeuse tondeurs", presets.nist)).toBe(101.61)
    expect(bits("TONDEUSETONDEURS", presets.nist)).toBe(75.21)
    expect(bits(`${"漢".repeat(7)}Aa1`)).toBe(66.29)
  })

  it("shows nothing of its text when printed", () => {
    const verdict = assess("Canari-2024")
    const printed = [
      inspect(verdict, { showHidden: true, depth: 9 }),
      JSON.stringify(verdict),
      verdict.ok && `${verdict.password}`,
    ]
    expect(printed.join()).not.toContain("Canari")
    expect(printed[1]).toContain("<password>")
  })

  it("equals what readTyped reads at sign-in", () => {
    const verdict = assess("E\u0301te2024!")
    expect(verdict.ok && verdict.password.equals(readTyped("Éte2024!"))).toBe(true)
  })
})

it("a refusal repeats nothing of the candidate or its context", () => {
  const context = { confirmation: "Canari", nir: "2690549588157", names: ["Canari"], current: "Canari" }
  const verdict = assess("Canari", presets.recommended, context)
  expect(JSON.stringify(verdict) + inspect(verdict, { depth: 9 })).not.toMatch(/canari|269054/i)
})
