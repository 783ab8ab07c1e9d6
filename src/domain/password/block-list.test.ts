import { describe, expect, it } from "vitest"
import { fold } from "../typed-text/fold.ts"
import { assess } from "./assess.ts"
import { isCommon } from "./block-list.ts"
import { commonWords } from "./common-words.ts"
import { presets } from "./presets.ts"

describe("isCommon", () => {
  it.each([
    ["Azerty12", "a walk and a number"],
    ["Azertyuiop1", "a longer walk"],
    ["Qsdfghj1", "a walk from the middle of a row"],
    ["Poiuytre1", "a walk backwards"],
    ["A1z2e3r4", "a walk on two rows"],
    ["Abcd1234", "the alphabet"],
    ["Motdepasse1", "a common word"],
    ["MotDePasse", "a common word without a number"],
    ["Bonjour123", "a common word and digits that count"],
    ["Bonjour123456789", "a common word and nine digits that count"],
    ["Bonjour987654", "a common word and digits that count down"],
    ["Bonjour77777777", "a common word and equal digits"],
    ["Soleil2024", "a common word and a year"],
    ["Soleil2024!", "a common word, a year and a sign"],
    ["Soleil2024!!", "a common word, a year and two signs"],
    ["!2024Soleil", "a sign and a year before a common word"],
    ["123Soleil!", "digits before and a sign after a common word"],
    ["S0leil2024", "a common word with a digit for a letter"],
    ["$oleil2024", "a common word with a sign for a letter"],
    ["5o1eil2024", "a common word with a 1 for an l"],
    ["P@ssw0rd1", "a disguised English word"],
    ["M0tdep@$$e1", "a common word with several signs for letters"],
    ["SoleilSoleil1", "a common word twice"],
    ["Azerty12Azerty12", "a walk with its number, twice"],
    ["Soleil-Soleil-", "a common word with its hyphen, twice"],
    ["Aaaaaaa1", "one letter repeated"],
    ["Abababab1", "two letters repeated"],
    ["Lamlamlam1", "three letters repeated"],
    ["Forêt1Forêt1".replaceAll("Forêt", "Été"), "accented letters that fold to a common word"],
    ["Éléonore1".replace("Éléonore", "Céline"), "a first name"],
    ["123456789012345", "fifteen digits that count"],
    ["!!!!!!!!", "one sign repeated"],
    ["Train-bleu-7", "the example of an earlier help text"],
    ["train-Bleu-42", "that example with another number"],
  ])("refuses %s: %s", (candidate) => {
    expect(isCommon(candidate)).toBe(true)
  })

  it.each([
    ["Soleil20245", "a common word and five digits that do not count"],
    ["Soleil2024!!!", "a common word and three signs"],
    ["Soleil-et-tondeuse-7", "a common word among other words"],
    ["Tondeuse1", "a word that is not on the list"],
    ["Lamelame1", "four letters twice"],
    ["Azerfghn1", "a short walk and letters that are none"],
    ["Aze1xqv8", "three letters of a walk"],
    ["SoleilLuneTondeuse1", "several words in a row"],
    ["Kx9vTq-mLw2", "a generated password"],
    ["83472619", "random digits"],
    ["a", "a single letter"],
    ["", "an empty text"],
  ])("accepts %s: %s", (candidate) => {
    expect(isCommon(candidate)).toBe(false)
  })

  it("lists folded words only, which the leaflet accepts with a capital and a trimming, and recommended refuses", () => {
    expect(commonWords.size).toBeGreaterThan(900)
    for (const word of commonWords) {
      expect(fold(word)).toBe(word)
      expect(word).toMatch(/^[a-z]{2,21}$/)
      const candidate = `${word.charAt(0).toUpperCase()}${word.slice(1)}${word.length < 4 ? "2024!!" : word.length > 17 ? "1" : "2024"}`
      if (candidate.length < presets.leaflet.minimum) continue
      expect(assess(candidate, presets.leaflet).ok, candidate).toBe(true)
      expect(assess(candidate, presets.recommended), candidate).toMatchObject({
        broken: expect.arrayContaining([{ code: "TooCommon" }]),
      })
    }
  })

  it("refuses none of 20,000 passwords drawn at random", () => {
    let seed = 1
    const draw = (size: number) => {
      seed = (seed * 48271) % 0x7fffffff
      return seed % size
    }
    const alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    const drawn = Array.from({ length: 20_000 }, () =>
      Array.from({ length: 10 }, () => alphabet[draw(alphabet.length)]).join(""),
    )
    expect(drawn.filter(isCommon)).toEqual([])
  })
})
