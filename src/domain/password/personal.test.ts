import { describe, expect, it } from "vitest"
import { assess } from "./password.ts"
import { type Person, WrongContext } from "./personal.ts"
import { presets } from "./presets.ts"

const part = (candidate: string, person: Person) => {
  const verdict = assess(
    candidate,
    { ...presets.recommended, blockList: false, kinds: [], kindsNeeded: 0, minimum: 1 },
    person,
  )
  return verdict.ok ? [] : verdict.broken.map(({ code }) => code)
}
const whole = (candidate: string, person: Person) => {
  const verdict = assess(candidate, { ...presets.nist, blockList: false, minimum: 1 }, person)
  return verdict.ok ? [] : verdict.broken.map(({ code }) => code)
}

describe("the NIR", () => {
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
  ])("is seen in %s: %s", (candidate, seen) => {
    expect(part(candidate, { nir })).toEqual(seen ? ["ContainsNir"] : [])
  })

  it("is read with spaces, with its key, and from a Nir", () => {
    for (const written of ["2 69 05 49 588 157", "2 69 05 49 588 157 80", { reveal: () => nir }]) {
      expect(part("x588157x", { nir: written })).toEqual(["ContainsNir"])
    }
    expect(part("x815780x", { nir })).toEqual([])
    expect(part("x815780x", { nir: "2 69 05 49 588 157 80" })).toEqual(["ContainsNir"])
  })

  it("is seen with the letters of Corsica, in either case", () => {
    expect(part("05 2a 588", { nir: "269052A588157" })).toEqual(["ContainsNir"])
    expect(part("052A58", { nir: "269052a588157" })).toEqual(["ContainsNir"])
    expect(part("052B58", { nir: "269052A588157" })).toEqual([])
  })

  it("is not looked for when unknown, or too short to tell", () => {
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
  ])("is seen as the whole of %s: %s", (candidate, seen) => {
    expect(whole(candidate, { nir })).toEqual(seen ? ["ContainsNir"] : [])
    expect(whole(candidate, { nir: "2 69 05 49 588 157 80" })).toEqual(seen ? ["ContainsNir"] : [])
  })
})

describe("the birth date", () => {
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
  ])("is seen in %s: %s", (candidate, seen) => {
    expect(part(candidate, { birthDate: "1985-03-05" })).toEqual(seen ? ["ContainsBirthDate"] : [])
  })

  it("is seen with accents, and on the first of a month", () => {
    expect(part("15 Août 1990", { birthDate: "1990-08-15" })).toEqual(["ContainsBirthDate"])
    expect(part("1er fevrier 90", { birthDate: "1990-02-01" })).toEqual(["ContainsBirthDate"])
    expect(part("1février1990", { birthDate: "1990-02-01" })).toEqual(["ContainsBirthDate"])
    expect(part("2er fevrier 90", { birthDate: "1990-02-02" })).toEqual([])
  })

  it("may have a day or month that no calendar has", () => {
    expect(part("00001950", { birthDate: "1950-00-00" })).toEqual(["ContainsBirthDate"])
  })

  it("is seen as a whole", () => {
    expect(whole("05/03/1985", { birthDate: "1985-03-05" })).toEqual(["ContainsBirthDate"])
    expect(whole("05/03/1985!!", { birthDate: "1985-03-05" })).toEqual(["ContainsBirthDate"])
    expect(whole("5 mars 1985 tondeuse", { birthDate: "1985-03-05" })).toEqual([])
  })

  it("is not looked for when unknown", () => {
    expect(part("05031985", {})).toEqual([])
    expect(part("05031985", { birthDate: null })).toEqual([])
  })
})

describe("the names", () => {
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
  ] as const)("are seen in %s from %j: %s", (candidate, names, seen) => {
    expect(part(candidate, { names })).toEqual(seen ? ["ContainsName"] : [])
  })

  it("are seen as a whole", () => {
    const names = ["Léa", "Dupont"]
    expect(whole("LeaDupont", { names })).toEqual(["ContainsName"])
    expect(whole("Dupont-Léa-2024", { names })).toEqual(["ContainsName"])
    expect(whole("Dupont-20245", { names })).toEqual([])
    expect(whole("Dupont et Léa", { names })).toEqual([])
  })
})

describe("the service's name", () => {
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
  ])("is seen in %s: %s", (candidate, seen) => {
    expect(part(candidate, {})).toEqual(seen ? ["ContainsServiceName"] : [])
  })

  it("is seen as a whole", () => {
    expect(whole("Caf-2024", {})).toEqual(["ContainsServiceName"])
    expect(whole("CafMonCompte1", {})).toEqual(["ContainsServiceName"])
    expect(whole("Caf tondeuse", {})).toEqual([])
  })
})

describe("another service's name", () => {
  it.each([
    ["xSesamex7", "Sesame", ["ContainsServiceName"]],
    ["xSesamx7", "Sesam", []],
    ["x-Sesam-7", "Sesam", ["ContainsServiceName"]],
  ])("is looked for in %s as part of a word from six letters on: %s", (candidate, name, expected) => {
    const verdict = assess(candidate, { ...presets.recommended, blockList: false, serviceNames: [name] })
    const found = verdict.ok ? [] : verdict.broken.map(({ code }) => code)
    expect(found.filter((code) => code === "ContainsServiceName")).toEqual(expected)
  })
})

describe("a context that cannot be read", () => {
  it.each([
    [{ birthDate: "05/03/1985" }, "BirthDateNotIso"],
    [{ birthDate: "1985-03-05T00:00:00Z" }, "BirthDateNotIso"],
    [{ birthDate: new Date(0) }, "BirthDateNotIso"],
    [{ nir: 2690549588157 }, "NirNotText"],
    [{ nir: {} }, "NirNotText"],
    [{ names: "Dupont" }, "NamesNotTexts"],
    [{ names: [1] }, "NamesNotTexts"],
  ])("stops the program rather than the check: %j", (context, code) => {
    const assessing = () => assess("Tondeuse1", presets.recommended, context as Person)
    expect(assessing).toThrow(WrongContext)
    expect(assessing).toThrow(
      expect.objectContaining({ code, message: `The context of a password cannot be read: ${code}.` }),
    )
  })
})
