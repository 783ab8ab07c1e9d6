import { describe, expect, it } from "vitest"
import { isCommon } from "./block-list.ts"
import { commonWords } from "./common.ts"
import { fold } from "./fold.ts"
import { assess } from "./password.ts"
import { presets } from "./presets.ts"

describe("the embedded block list", () => {
  it.each([
    ["Azerty12", "a walk and a number"],
    ["Azertyuiop1", "a longer walk"],
    ["Qsdfghj1", "a walk from the middle"],
    ["Poiuytre1", "a walk backwards"],
    ["A1z2e3r4", "a walk on two rows"],
    ["Abcd1234", "the alphabet"],
    ["Motdepasse1", "a common word"],
    ["MotDePasse", "without a number"],
    ["Bonjour123", "and digits that count"],
    ["Bonjour123456789", "as far as they count"],
    ["Bonjour987654", "down"],
    ["Bonjour77777777", "or stay"],
    ["Soleil2024", "and a year"],
    ["Soleil2024!", "and a sign"],
    ["Soleil2024!!", "and two"],
    ["!2024Soleil", "before it"],
    ["123Soleil!", "before and after"],
    ["S0leil2024", "disguised"],
    ["$oleil2024", "by a sign"],
    ["5o1eil2024", "by ones for l"],
    ["P@ssw0rd1", "in English"],
    ["M0tdep@$$e1", "all over"],
    ["SoleilSoleil1", "twice"],
    ["Azerty12Azerty12", "with its number, twice"],
    ["Soleil-Soleil-", "with its hyphen, twice"],
    ["Aaaaaaa1", "one letter"],
    ["Abababab1", "two"],
    ["Lamlamlam1", "three"],
    ["Forêt1Forêt1".replaceAll("Forêt", "Été"), "accents or not"],
    ["Éléonore1".replace("Éléonore", "Céline"), "a first name"],
    ["123456789012345", "digits that count"],
    ["!!!!!!!!", "one sign"],
    ["Train-bleu-7", "the example of the help text"],
  ])("knows %s: %s", (candidate) => {
    expect(isCommon(candidate)).toBe(true)
  })

  it.each([
    ["Soleil20245", "five digits that do not count"],
    ["Soleil2024!!!", "three signs"],
    ["Soleil-et-tondeuse-7", "a word among others"],
    ["Tondeuse1", "a word that is not on it"],
    ["Lamelame1", "four letters, twice"],
    ["Azerfghn1", "no walk"],
    ["Aze1xqv8", "three letters of a walk"],
    ["SoleilLuneTondeuse1", "words in a row"],
    ["Kx9vTq-mLw2", "what a generator makes"],
    ["83472619", "random digits"],
    ["a", "one letter"],
    ["", "nothing"],
  ])("lets %s pass: %s", (candidate) => {
    expect(isCommon(candidate)).toBe(false)
  })

  it("has only words as they are looked up, that a capital and a trimming make acceptable to the leaflet", () => {
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

  it("refuses few of the passwords that machines draw at random", () => {
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
