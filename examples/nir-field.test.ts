import { readFileSync } from "node:fs"
import { afterAll, beforeAll, expect, it, vi } from "vitest"

/** The part of a page that the script uses. */
class Output {
  value = ""
}
class Input extends EventTarget {
  value = ""
  selectionStart = 0
  setSelectionRange(start: number) {
    this.selectionStart = start
  }
}
class Typed extends Event {
  readonly isComposing: boolean
  readonly inputType: string
  constructor(inputType: string) {
    super("input")
    this.inputType = inputType
    this.isComposing = inputType === "insertCompositionText"
  }
}

const page = { nir: new Input(), message: new Output(), masked: new Output() }

beforeAll(async () => {
  vi.stubGlobal("HTMLInputElement", Input)
  vi.stubGlobal("HTMLOutputElement", Output)
  vi.stubGlobal("InputEvent", Typed)
  vi.stubGlobal("document", { getElementById: (id: keyof typeof page) => page[id] })
  await import("./nir-field.ts")
})

afterAll(() => {
  vi.unstubAllGlobals()
})

/** The field, the mask and the message after the field has this text, with the caret at the bar. */
const shown = (drawn: string, inputType = "insertText") => {
  const { nir, masked, message } = page
  nir.value = drawn.replace("|", "")
  nir.selectionStart = drawn.indexOf("|")
  nir.dispatchEvent(new Typed(inputType))
  const field = `${nir.value.slice(0, nir.selectionStart)}|${nir.value.slice(nir.selectionStart)}`
  return [field, masked.value, message.value]
}

it("the field groups and masks the number, and shows a message, while a person types", () => {
  expect(shown("1850|")).toEqual(["1 85 0|", "• •• •", "Il manque des chiffres."])
  expect(shown("1|85 05", "deleteContentForward")[0]).toBe("1 |85 05")
  expect(shown("2 69 05 49 588 1578|0")).toEqual(["2 69 05 49 588 157 8|0", "• •• •• •• ••• 157", "Numéro correct."])
  expect(shown("2 69 05 49 858 157 80|")[2]).toBe("La clé ne correspond pas. Est-ce bien « 85 » ?")
  expect(shown("2 69 05 96 858 157|")[2]).toBe("Numéro correct, mais inhabituel.")
  expect(shown("718610018826448|")[2]).toBe("Connectez-vous avec votre identifiant provisoire.")
  expect(shown("|")).toEqual(["|", "", ""])
})

it("the field does not change while an input method composes", () => {
  expect(shown("2690|", "insertCompositionText")[0]).toBe("2690|")
  page.nir.dispatchEvent(new Event("compositionend"))
  expect(page.nir.value).toBe("2 69 0")
  expect(page.masked.value).toBe("• •• •")
})

it("the page contains the elements of the script, and loads the built file", () => {
  const html = readFileSync("examples/nir-field.html", "utf8")
  for (const id of Object.keys(page)) expect(html).toContain(`id="${id}"`)
  expect(html).toContain('src="../dist/examples/nir-field.global.js"')
  expect(readFileSync("package.json", "utf8")).toContain("--out-dir dist/examples")
})
