import { describe, expect, it } from "vitest"
import { brokenByPart as part, brokenByWhole as whole } from "../../../../test/models/password-context.ts"
import { assess } from "../assess.ts"
import { type Person, WrongContext } from "../personal-pieces.ts"
import { presets } from "../presets.ts"

describe("a NIR", () => {
  const nir = "2690549588157"
  it.each([
    ["269054", true],
    ["Ab269054", true],
    ["Ab26905", false],
    ["588157-x", true],
    ["x88157-x", false],
    ["2 69 05 4", true],
    ["2-69-05.4", true],
    ["2a69054", false],
    ["588157", true],
    ["549588", true],
    ["962094", false],
    ["2690549588157", true],
  ])("is found as a part of %s: %s", (candidate, found) => {
    expect(part(candidate, { nir })).toEqual(found ? ["ContainsNir"] : [])
  })

  it("may be given with spaces, with its key, or as a Nir", () => {
    for (const written of ["2 69 05 49 588 157", "2 69 05 49 588 157 80", { reveal: () => nir }]) {
      expect(part("x588157x", { nir: written })).toEqual(["ContainsNir"])
    }
    expect(part("x815780x", { nir })).toEqual([])
    expect(part("x815780x", { nir: "2 69 05 49 588 157 80" })).toEqual(["ContainsNir"])
  })

  it("is found with a Corsican letter in either case", () => {
    expect(part("05 2a 588", { nir: "269052A588157" })).toEqual(["ContainsNir"])
    expect(part("052A58", { nir: "269052a588157" })).toEqual(["ContainsNir"])
    expect(part("052B58", { nir: "269052A588157" })).toEqual([])
  })

  it("is not searched for if it is absent or has fewer than six characters", () => {
    expect(part("269054", {})).toEqual([])
    expect(part("269054", { nir: null })).toEqual([])
    expect(part("26905", { nir: "26905" })).toEqual([])
    expect(part("269054", { nir: "269054" })).toEqual(["ContainsNir"])
  })

  it.each([
    ["2690549588157", true],
    ["269054958815780", true],
    ["2 69 05 49 588 157 80", true],
    ["2690549588157-2024", true],
    ["2690549588157-20247", false],
    ["2690549588157 tondeuses", false],
    ["588157", false],
  ])("is found as the whole of %s: %s", (candidate, found) => {
    expect(whole(candidate, { nir })).toEqual(found ? ["ContainsNir"] : [])
    expect(whole(candidate, { nir: "2 69 05 49 588 157 80" })).toEqual(found ? ["ContainsNir"] : [])
  })
})

describe("a birth date", () => {
  it.each([
    ["x05031985", true],
    ["050385x", true],
    ["19850305", true],
    ["05/03/1985", true],
    ["05-03-85", true],
    ["05 03 1985", true],
    ["1985.03.05", true],
    ["5/3/1985", true],
    ["5mars1985", true],
    ["05 Mars 85", true],
    ["5/3/85", false],
    ["1985", false],
    ["0503", false],
    ["850305", false],
    ["03051985", false],
    ["06031985", false],
    ["5avril1985", false],
  ])("is found as a part of %s: %s", (candidate, found) => {
    expect(part(candidate, { birthDate: "1985-03-05" })).toEqual(found ? ["ContainsBirthDate"] : [])
  })

  it("is found with accents in the month, and as « 1er » on the first of a month", () => {
    expect(part("15 Août 1990", { birthDate: "1990-08-15" })).toEqual(["ContainsBirthDate"])
    expect(part("1er fevrier 90", { birthDate: "1990-02-01" })).toEqual(["ContainsBirthDate"])
    expect(part("1février1990", { birthDate: "1990-02-01" })).toEqual(["ContainsBirthDate"])
    expect(part("2er fevrier 90", { birthDate: "1990-02-02" })).toEqual([])
  })

  it("is found even if its day and month are unknown", () => {
    expect(part("00001950", { birthDate: "1950-00-00" })).toEqual(["ContainsBirthDate"])
    expect(part("Train bleu 1950", { birthDate: "1950-00-00" })).toEqual([])
    expect(part("Novembre-1981", { birthDate: "1981-11-00" })).toEqual(["ContainsBirthDate"])
    expect(part("11/1981", { birthDate: "1981-11-00" })).toEqual(["ContainsBirthDate"])
    expect(part("Novembre 1982", { birthDate: "1981-11-00" })).toEqual([])
  })

  it("is found as a whole password", () => {
    expect(whole("05/03/1985", { birthDate: "1985-03-05" })).toEqual(["ContainsBirthDate"])
    expect(whole("05/03/1985!!", { birthDate: "1985-03-05" })).toEqual(["ContainsBirthDate"])
    expect(whole("5 mars 1985 tondeuse", { birthDate: "1985-03-05" })).toEqual([])
  })

  it("is not searched for if it is absent", () => {
    expect(part("05031985", {})).toEqual([])
    expect(part("05031985", { birthDate: null })).toEqual([])
  })
})

describe("the person's names", () => {
  it.each([
    ["Dupont1", ["Dupont"], true],
    ["dUPONT", ["Dupont"], true],
    ["xdupontx", ["DUPONT"], true],
    ["Dupon1", ["Dupont"], false],
    ["Lea-2024", ["Léa"], true],
    ["Léa-2024", ["LEA"], true],
    ["Le\u0301a", ["Léa"], true],
    ["Laetitia", ["Lætitia"], true],
    ["Lætitia", ["Laetitia"], true],
    ["Oeuvrard", ["Œuvrard"], true],
    ["pierre-7", ["Jean-Pierre"], true],
    ["Jean-7", ["Jean-Pierre"], true],
    ["Neuville", ["Ly Eu"], false],
    ["Eva7", ["Eva"], true],
    ["Evita", ["Ev"], false],
    ["destin", ["Lucas des Essarts"], false],
    ["essarts", ["Lucas des Essarts"], true],
    ["destin", ["des Essarts"], false],
    ["Vanille", ["Van"], true],
    ["Σοφία-7", ["ΣΟΦΙΑ"], true],
    ["Dupont1", [], false],
    ["Dupont1", ["", " ", "-"], false],
  ] as const)("are found as a part of %s from %j: %s", (candidate, names, found) => {
    expect(part(candidate, { names })).toEqual(found ? ["ContainsName"] : [])
  })

  it("are found as a whole password", () => {
    const names = ["Léa", "Dupont"]
    expect(whole("LeaDupont", { names })).toEqual(["ContainsName"])
    expect(whole("Dupont-Léa-2024", { names })).toEqual(["ContainsName"])
    expect(whole("Dupont-20245", { names })).toEqual([])
    expect(whole("Dupont et Léa", { names })).toEqual([])
  })
})

describe("a service name of the preset", () => {
  it.each([
    ["caf", true],
    ["Caf2024", true],
    ["x-CAF-x", true],
    ["maCAF", true],
    ["www.caf.fr", true],
    ["Cnaf1", true],
    ["cnafa", false],
    ["MaCAF-7", true],
    ["Ma-cafetiere-7", false],
    ["Ma cafe 7", false],
    ["allocationsFAMILIALES", true],
    ["Mon compte 1", true],
    ["mon-compte", true],
    ["café", false],
    ["cafard", false],
    ["décaf", false],
    ["caf𝐚", false],
    ["𝐚caf", false],
    ["décaf-caf", true],
    ["espacemoncompte", true],
    ["compte", false],
    ["allocations", false],
  ])("is found as a part of %s: %s", (candidate, found) => {
    expect(part(candidate, {})).toEqual(found ? ["ContainsServiceName"] : [])
  })

  it("is found as a whole password", () => {
    expect(whole("Caf-2024", {})).toEqual(["ContainsServiceName"])
    expect(whole("CafMonCompte1", {})).toEqual(["ContainsServiceName"])
    expect(whole("Caf tondeuse", {})).toEqual([])
  })
})

describe("a service name of another policy", () => {
  it.each([
    ["xSesamex7", "Sesame", ["ContainsServiceName"]],
    ["xSesamx7", "Sesam", []],
    ["x-Sesam-7", "Sesam", ["ContainsServiceName"]],
  ])("is found in %s as a part of a word only from six letters on: %s", (candidate, name, expected) => {
    const verdict = assess(candidate, { ...presets.recommended, blockList: false, serviceNames: [name] })
    const codes = verdict.ok ? [] : verdict.broken.map(({ code }) => code)
    expect(codes.filter((code) => code === "ContainsServiceName")).toEqual(expected)
  })
})

describe("personal data that cannot be read", () => {
  it.each([
    [{ birthDate: "05/03/1985" }, "BirthDateNotIso"],
    [{ birthDate: "1985-03-05T00:00:00Z" }, "BirthDateNotIso"],
    [{ birthDate: new Date(0) }, "BirthDateNotIso"],
    [{ nir: 2690549588157 }, "NirNotText"],
    [{ nir: {} }, "NirNotText"],
    [{ names: "Dupont" }, "NamesNotTexts"],
    [{ names: [1] }, "NamesNotTexts"],
  ])("throw WrongContext instead of skipping the check: %j", (context, code) => {
    const assessing = () => assess("Tondeuse1", presets.recommended, context as Person)
    expect(assessing).toThrow(WrongContext)
    expect(assessing).toThrow(
      expect.objectContaining({ code, message: `The context of a password cannot be read: ${code}.` }),
    )
  })
})
