import { describe, expect, it } from "vitest"
import { ContactRefused, IdentifierRefused, PasswordRefused } from "../application/contract/refusals.ts"
import { parse } from "../domain/contact/contact.ts"
import { languages } from "../domain/language/language.ts"
import { classify } from "../domain/nir/index.ts"
import { likelyPlaces } from "../domain/nir/suggest.ts"
import { assess } from "../domain/password/index.ts"
import { detailsOf } from "./details.ts"
import { nirTexts } from "./nir-defects.ts"
import type { Refusal } from "./refusal.ts"

describe("detailsOf", () => {
  it("has a sentence per point in each language for a number, a password and a contact", () => {
    const number = classify("2 69 13 00 588 000 8")
    const password = assess("azerty")
    const contact = parse("ada@")
    if (number.kind === "Nir" || password.ok || contact.ok) throw new Error("All three should be refused.")
    const refusals = [
      new IdentifierRefused({ next: number.next, defects: number.defects }),
      new PasswordRefused({ broken: password.broken }),
      new ContactRefused({ defects: contact.defects }),
    ]
    for (const refusal of refusals) {
      const points = "broken" in refusal ? refusal.broken : refusal.defects
      for (const language of languages) {
        expect(detailsOf(refusal, language)).toHaveLength(points.length)
        for (const text of detailsOf(refusal, language)) expect(text).toMatch(/^[\p{Lu}].*(\.|@.*)$/u)
      }
    }
    expect(detailsOf(refusals[1] as IdentifierRefused)).toContain("Ajoutez au moins un chiffre, par exemple 7.")
  })

  it("has one sentence for a defect at several positions", () => {
    const typed = classify("1 85 x5 yz 006 084")
    if (typed.kind === "Nir") throw new Error("Letters should be refused.")
    const texts = detailsOf(new IdentifierRefused({ next: typed.next, defects: typed.defects }))
    expect(typed.defects.length).toBeGreaterThan(texts.length)
    expect(texts).toEqual([`Regardez les 6e, 9e et 10e caractères de votre saisie. ${nirTexts.UnexpectedCharacter.fr}`])
  })

  it("says where a contact is wrong", () => {
    const contact = parse("ca mille@example.org")
    if (contact.ok) throw new Error("A space should be refused.")
    const refused = new ContactRefused({ defects: contact.defects })
    expect(detailsOf(refused)).toEqual([
      "Regardez le 3e caractère de votre saisie. Une adresse e-mail ne contient pas d’espace. Exemple\u00a0: camille@example.org",
    ])
    expect(detailsOf(refused, "en")[0]).toContain("Look at character 3 of what you typed.")
  })

  it("says which characters of a number with one mistake are likely to be wrong, and never what is right", () => {
    const typed = classify("2 69 05 49 858 157 80")
    if (typed.kind === "Nir") throw new Error("A wrong key should be refused.")
    const likely = likelyPlaces("2 69 05 49 858 157 80", { sex: "female", birthDate: "1969-05-17" })
    const refused = new IdentifierRefused({ next: typed.next, defects: typed.defects, likely })
    const [, sentence] = detailsOf(refused)
    expect(sentence).toMatch(/^Comparez d’abord avec votre carte Vitale les 8e et 9e caractères/u)
    expect(detailsOf(refused, "en")[1]).toMatch(/^First compare with your carte Vitale characters 8 and 9/u)
  })

  it("is empty if the message is enough", () => {
    expect(detailsOf({ _tag: "CodeExpired" } as Refusal)).toEqual([])
    const empty = classify("")
    if (empty.kind === "Nir") throw new Error("An empty field should be refused.")
    expect(detailsOf(new IdentifierRefused({ next: empty.next, defects: empty.defects }))).toEqual([])
  })

  it("omits the defects as a number for a mistyped provisional identifier, and gives them for a mistyped number", () => {
    const { defects } = { defects: [{ code: "TooShort", length: 4 }] } as unknown as IdentifierRefused
    expect(detailsOf(new IdentifierRefused({ next: "CheckProvisionalIdentifier", defects }))).toEqual([])
    expect(detailsOf(new IdentifierRefused({ next: "CompareWithCard", defects }))).toHaveLength(1)
  })
})
