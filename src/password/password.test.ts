import { inspect } from "node:util"
import { describe, expect, it, vi } from "vitest"
import { assess, type Context } from "./password.ts"
import type { PasswordPolicy } from "./policy.ts"
import { presets } from "./presets.ts"
import { readTyped } from "./typed.ts"

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
  ])("of %s is judged on the right side of the edge", (candidate, expected) => {
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

  it("counts an accent that joins nothing as a character", () => {
    expect(codes("Aa1\u0301\u0301\u0301\u0301")).toEqual(["TooShort"])
    expect(codes("Aa1\u0301\u0301\u0301\u0301\u0301")).toEqual([])
  })

  it("counts what NFC takes apart as the parts", () => {
    expect(codes("Aa1\ufb2c")).toEqual(["TooShort"])
    expect(codes("Aa1\ufb2c\ufb2c")).toEqual([])
  })

  it("is not bound by a policy beyond what sign-in can read", () => {
    const endless = { ...presets.leaflet, maximum: 1_000_000 }
    expect(codes(`Aa1${"x".repeat(253)}`, endless)).toEqual([])
    expect(assess(`Aa1${"x".repeat(254)}`, endless)).toEqual({
      ok: false,
      broken: [{ code: "TooLong", maximum: 256, actual: 257 }],
    })
  })

  it("is refused unread where no normalisation could help", () => {
    expect(assess("é".repeat(192))).toMatchObject({
      broken: [{ code: "TooLong", maximum: 24, actual: 192 }, { code: "NoDigit" }, { code: "NoUpper" }],
    })
    expect(assess("é".repeat(193))).toEqual({ ok: false, broken: [{ code: "TooLong", maximum: 24, actual: null }] })
  })
})

describe("the kinds of characters", () => {
  it.each([
    ["azerty12", ["NoUpper"]],
    ["AZERTY12", ["NoLower"]],
    ["Azertyui", ["NoDigit"]],
    ["12345678", ["NoUpper", "NoLower"]],
    ["--------", ["NoDigit", "NoUpper", "NoLower"]],
    ["", ["TooShort", "NoDigit", "NoUpper", "NoLower"]],
  ])("that %j lacks are all told, in reading order", (candidate, expected) => {
    expect(codes(candidate)).toEqual(expected)
  })

  it.each([
    ["É stands for an upper-case letter", "Ézerty12", []],
    ["so does Σ", "Σzerty12", []],
    ["so does 𝐀, beyond the basic plane", "𝐀zerty12", []],
    ["the title-case ǅ does not", "ǅzerty12", ["NoUpper"]],
    ["ß stands for a lower-case letter", "AZERTYß1", []],
    ["so does σ", "AZERTYσ1", []],
    ["the ordinal ª does not", "AZERTYª1", ["NoLower"]],
    ["a caseless 漢 is neither", "漢漢漢漢漢漢漢1", ["NoUpper", "NoLower"]],
    ["٣ is no digit", "Azertyu٣", ["NoDigit"]],
    ["full-width ３ is no digit", "Azertyu３", ["NoDigit"]],
    ["½ and ² are no digits", "Azerty½²", ["NoDigit"]],
    ["a decomposed É counts", "E\u0301ZERTYe1", []],
  ])("%s", (_, candidate, expected) => {
    expect(codes(candidate)).toEqual(expected)
  })

  it("may be any so many of several", () => {
    expect(assess("azertyu1", presets.cnil)).toMatchObject({
      broken: [
        { code: "TooFewKinds", minimum: 3, actual: 2, kinds: ["Digit", "Upper", "Lower", "Special"] },
        { code: "TooCommon" },
      ],
    })
    expect(codes("tondeus1-", presets.cnil)).toEqual([])
    expect(codes("Tondeus1", presets.cnil)).toEqual([])
    expect(codes("Tondeuse-", presets.cnil)).toEqual([])
  })

  it.each(["-", " ", "€", "👍", "«"])("take %j for a special one", (sign) => {
    const special = { ...presets.leaflet, kinds: ["Special"], kindsNeeded: 1 } as const
    expect(codes(`tondeuse${sign}`, special)).toEqual([])
  })

  it.each(["t", "7", "É", "漢", "\u0000", "٣"])("do not take %j for a special one", (sign) => {
    const special = { ...presets.leaflet, kinds: ["Special"], kindsNeeded: 1 } as const
    expect(codes(`tondeuse${sign}`, special)).toEqual(["NoSpecial"])
  })
})

describe("the leaflet", () => {
  it.each(["Azerty12", "Motdepasse1", "Aaaaaaa1", "Aa1\u0000\u0001\u007f\t\n", "Aa1     ", "Aa1\u202e\u200b漢👍٣"])(
    "lets %j pass, as it promises",
    (candidate) => {
      expect(codes(candidate)).toEqual([])
    },
  )

  it("does not look at the person, nor at any list", () => {
    const blockList = vi.fn(() => true)
    const known = { nir: "269054", birthDate: "not a date", names: ["Azerty"], blockList }
    expect(codes("Azerty12", presets.leaflet, known)).toEqual([])
    expect(blockList).not.toHaveBeenCalled()
  })

  it("is what applies when no policy is named", () => {
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
  ] as const)("%s answers %j rightly", (name, candidate, expected) => {
    expect(codes(candidate, presets[name])).toEqual(expected)
  })
})

it("one thing forbidden is enough to look for it", () => {
  const namesOnly = { ...presets.leaflet, forbidden: ["Names"] } as const
  expect(codes("Tondeuse1", namesOnly, { names: ["Tondeuse"] })).toEqual(["ContainsName"])
})

describe("the current password", () => {
  it.each(Object.values(presets))("is refused under $name", (policy) => {
    const candidate = "Tondeuse-a-gazon-7"
    expect(codes(candidate, policy)).toEqual([])
    expect(codes(candidate, policy, { current: candidate })).toEqual(["SameAsCurrent"])
    expect(codes(candidate, policy, { current: "Tondeuse-a-gazon-8" })).toEqual([])
  })

  it("is compared after NFC", () => {
    expect(codes("Été2024!", presets.leaflet, { current: "E\u0301te\u03012024!" })).toEqual(["SameAsCurrent"])
  })

  it("may be known by its hash alone: the answer, or who gives it", () => {
    const isCurrent = vi.fn((candidate: string) => candidate === "Été2024!")
    expect(codes("E\u0301te\u03012024!", presets.leaflet, { isCurrent })).toEqual(["SameAsCurrent"])
    expect(isCurrent.mock.calls).toEqual([["Été2024!"]])
    expect(codes("Azerty12", presets.leaflet, { isCurrent })).toEqual([])
    expect(codes("Azerty12", presets.leaflet, { isCurrent: true })).toEqual(["SameAsCurrent"])
    expect(codes("Azerty12", presets.leaflet, { isCurrent: false, current: null })).toEqual([])
  })
})

describe("the confirmation", () => {
  it.each([
    ["Azerty12", "Azerty12", []],
    ["Azerty12", "Azerty13", ["ConfirmationDiffers"]],
    ["Azerty12", "azerty12", ["ConfirmationDiffers"]],
    ["Azerty12", "Azerty12 ", ["ConfirmationDiffers"]],
    ["Azerty12", "", ["ConfirmationDiffers"]],
    ["Azerty12", undefined, ["ConfirmationDiffers"]],
    ["Azerty12", null, ["ConfirmationDiffers"]],
    ["Azerty12", ["Azerty12"], ["ConfirmationDiffers"]],
    ["Azerty12", "A".repeat(10_000_000), ["ConfirmationDiffers"]],
    ["Été2024!", "E\u0301te\u03012024!", []],
    ["E\u0301te\u03012024!", "Été2024!", []],
    ["E\u0301te\u03012024!", "Ete2024!", ["ConfirmationDiffers"]],
    ["Azerty12👍", "Azerty12\ud83d", ["ConfirmationDiffers"]],
  ])("of %j by %j", (candidate, confirmation, expected) => {
    expect(codes(candidate, presets.leaflet, { confirmation })).toEqual(expected)
  })

  it("is not asked for where the key is absent", () => {
    expect(codes("Azerty12", presets.leaflet, {})).toEqual([])
  })

  it("is told after all that is wrong with the password itself", () => {
    const context = { confirmation: "", current: "caf", names: ["Caf"] }
    expect(codes("caf", presets.recommended, context)).toEqual([
      ...["TooShort", "NoDigit", "NoUpper", "ContainsName", "ContainsServiceName", "TooCommon", "SameAsCurrent"],
      "ConfirmationDiffers",
    ])
  })
})

describe("the caller's own block list", () => {
  it("is asked with the candidate in NFC, once, and believed", () => {
    const blockList = vi.fn(() => true)
    expect(codes("E\u0301tendoir7", presets.recommended, { blockList })).toEqual(["TooCommon"])
    expect(blockList.mock.calls).toEqual([["Étendoir7"]])
    expect(codes("Étendoir7", presets.recommended, { blockList: () => false })).toEqual([])
  })
})

describe("a candidate that is no text, or no whole one", () => {
  it.each([null, undefined, 12345678, Number.NaN, true, {}, [], ["Azerty12"], Symbol("x"), () => "Azerty12", 1n])(
    "such as %s breaks that rule alone",
    (candidate) => {
      expect(assess(candidate, presets.recommended, { confirmation: candidate })).toEqual({
        ok: false,
        broken: [{ code: "NotText" }],
      })
    },
  )

  it("such as a boxed string is not read", () => {
    expect(codes(Object("Azerty12"))).toEqual(["NotText"])
  })

  it.each(["Azerty12\ud83d", "\udc4dAzerty12", "Azerty12\udc4d\ud83d", "\ud83d"])(
    "such as %j is half an emoji",
    (candidate) => {
      expect(codes(candidate, presets.recommended)).toEqual(["NotWellFormed"])
    },
  )

  it("such as ten megabytes is refused without being read or normalised", () => {
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

describe("what is accepted", () => {
  it("is the NFC, whole, with what was typed and no more", () => {
    expect(nfc("E\u0301te\u0301 2024\u0000 ")).toBe("Été 2024\u0000 ")
    expect(nfc("Tre\u0300s-2024")).toBe("Très-2024")
  })

  it("tells the bits of a random password alike", () => {
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

  it("never prints", () => {
    const verdict = assess("Canari-2024")
    const printed = [
      inspect(verdict, { showHidden: true, depth: 9 }),
      JSON.stringify(verdict),
      verdict.ok && `${verdict.password}`,
    ]
    expect(printed.join()).not.toContain("Canari")
    expect(printed[1]).toContain("<password>")
  })

  it("is what sign-in reads", () => {
    const verdict = assess("E\u0301te2024!")
    expect(verdict.ok && verdict.password.equals(readTyped("Éte2024!"))).toBe(true)
  })
})

it("repeats nothing of a refused candidate", () => {
  const context = { confirmation: "Canari", nir: "2690549588157", names: ["Canari"], current: "Canari" }
  const verdict = assess("Canari", presets.recommended, context)
  expect(JSON.stringify(verdict) + inspect(verdict, { depth: 9 })).not.toMatch(/canari|269054/i)
})
