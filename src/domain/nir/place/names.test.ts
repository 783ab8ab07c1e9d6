import { expect, describe as group, it } from "vitest"
import { COUNTRIES, FORMER_COUNTRIES } from "./countries.ts"
import { isKnownCode } from "./is-known-code.ts"
import { KNOWN_CODES } from "./known-codes.generated.ts"
import { COMMUNES, DEPARTEMENTS } from "./names.generated.ts"
import { communeOf, departementName, namesOf } from "./names.ts"
import { placeOf } from "./place.ts"

group("communeOf", () => {
  it.each([
    ["78646", "Versailles", "78646", "Versailles"],
    ["01001", "L'Abergement-Clémenciat", "01001", "L'Abergement-Clémenciat"],
    ["20004", "Ajaccio", "2A004", "Ajaccio"],
    ["78001", "Abbéville-la-Rivière", "91001", "Abbéville-la-Rivière"],
    ["75012", "Boulogne-Billancourt", "92012", "Boulogne-Billancourt"],
    ["01015", "Arbignieu", "01015", "Arboys en Bugey"],
    ["01144", "Dommartin", "01025", "Bâgé-Dommartin"],
    ["01003", null, "01165", "Francheleins"],
    ["02344", null, "51171", "Cormicy"],
    ["97123", null, "97701", "Saint-Barthélemy"],
    ["97127", null, "97801", "Saint-Martin"],
    ["98511", "Mamoudzou", "97611", "Mamoudzou"],
    ["75120", "Paris 20e Arrondissement", "75120", "Paris 20e Arrondissement"],
  ])("names the code %s %s, today part of %s", (code, name, today, nameToday) => {
    expect(communeOf(code)).toEqual({ name, today: { code: today, name: nameToday } })
  })

  it.each(["00001", "49588", "75121", "99100", "", "x", "785", "78646 ", "0x123", "__proto__", null, {}])(
    "returns null for %j",
    (code) => {
      expect(communeOf(code as string)).toBe(null)
    },
  )

  it("leads from every known code to a named commune that exists today", () => {
    let count = 0
    for (const beginning of Object.keys(COMMUNES))
      for (let number = 1; number <= 999; number++) {
        const code = beginning + String(number).padStart(3, "0")
        const commune = communeOf(code)
        expect(commune !== null).toBe(isKnownCode(code))
        if (commune === null || code.startsWith("985")) continue
        count++
        expect(commune.today.name).not.toBe("")
        expect(commune.name).not.toBe("")
        expect(communeOf(commune.today.code)?.today).toEqual(commune.today)
      }
    expect(count).toBe(39_256)
  })
})

group("the official list", () => {
  it("covers every département, and the countries of the table of countries", () => {
    expect(Object.keys(KNOWN_CODES)).toHaveLength(100)
    expect(Object.keys(DEPARTEMENTS)).toHaveLength(109)
    expect(Object.keys(COUNTRIES).filter((code) => !isKnownCode(`99${code}`))).toEqual([])
    expect(Array.from({ length: 1000 }, (_, n) => `99${n}`).filter(isKnownCode)).toHaveLength(
      Object.keys(COUNTRIES).length,
    )
  })
})

group("names depend on the year", () => {
  it.each([
    ["04", 1969, "Basses-Alpes"],
    ["04", 1970, "Alpes-de-Haute-Provence"],
    ["17", 1940, "Charente-Inférieure"],
    ["17", 1941, "Charente-Maritime"],
    ["22", 1989, "Côtes-du-Nord"],
    ["22", 1990, "Côtes-d'Armor"],
    ["44", 1956, "Loire-Inférieure"],
    ["44", 1957, "Loire-Atlantique"],
    ["64", 1968, "Basses-Pyrénées"],
    ["64", 1969, "Pyrénées-Atlantiques"],
    ["75", 1967, "Seine"],
    ["75", 1968, "Paris"],
    ["76", 1954, "Seine-Inférieure"],
    ["76", 1955, "Seine-Maritime"],
    ["78", 1967, "Seine-et-Oise"],
    ["78", 1968, "Yvelines"],
    ["20", 1975, "Corse"],
    ["2A", 1976, "Corse-du-Sud"],
    ["985", 1985, "Mayotte"],
    ["976", 2012, "Mayotte"],
    ["987", 1985, "Polynésie française"],
    ["96", 1985, null],
  ])("département %s in %i is %s", (code, year, name) => {
    expect(departementName(code, year)).toBe(name)
  })

  it.each([
    ["99115", 1985, null, "Tchécoslovaquie"],
    ["99121", 2002, null, "Yougoslavie"],
    ["99121", 2003, null, "Serbie-et-Monténégro"],
    ["99121", 2005, null, "Serbie-et-Monténégro"],
    ["99121", 2006, null, "Serbie"],
    ["99123", 1990, null, "URSS"],
    ["99123", 1991, null, "Russie"],
    ["99312", 1959, null, "Congo belge"],
    ["99312", 1960, null, "République démocratique du Congo"],
    ["99312", 1971, null, "Zaïre"],
    ["99312", 1997, null, "République démocratique du Congo"],
    ["99331", 1983, null, "Haute-Volta"],
    ["99331", 1984, null, "Burkina"],
    ["99146", 1985, null, null],
    ["99990", 1985, null, null],
    ["91123", 1960, "Alger", "Algérie"],
    ["92123", 1960, "Oran", "Algérie"],
    ["93123", 1960, "Constantine", "Algérie"],
    ["94123", 1960, "Territoires du Sud", "Algérie"],
    ["95123", 1950, null, "Maroc"],
    ["96123", 1950, null, "Tunisie"],
    ["78646", 1950, "Seine-et-Oise", "France"],
    ["97105", 1985, "Guadeloupe", "France"],
    ["49588", 1985, "Maine-et-Loire", "France"],
  ])("the place %s in %i is in %s, %s", (code, year, departement, country) => {
    expect(namesOf({ place: placeOf(code, year), year })).toMatchObject({ departement, country })
  })

  it("former names of countries are in order, and their codes are in the list", () => {
    expect(FORMER_COUNTRIES.filter(([code]) => COUNTRIES[code] === undefined)).toEqual([])
    expect(
      FORMER_COUNTRIES.toSorted(([code1, year1], [code2, year2]) => Number(code1) - Number(code2) || year1 - year2),
    ).toEqual(FORMER_COUNTRIES)
  })
})

it("namesOf gives an extension code the names of the commune it stands for", () => {
  expect(namesOf({ place: placeOf("59750", 1985), year: 1985 })).toEqual({
    commune: "Lille",
    today: { code: "59350", name: "Lille" },
    departement: "Nord",
    country: "France",
  })
})
