/**
 * The script of `nir-field.html`: a form field for a NIR in a browser, without a framework.
 *
 *     npm run example:nir-field
 *
 * Then open examples/nir-field.html.
 */
import { classify } from "mon-compte/nir"
import { formatAsYouType, mask } from "mon-compte/nir/field"
import { likelyPlaces } from "mon-compte/nir/suggest"

const find = <Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind => {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`No ${id} in the page.`)
  return found
}
const field = find("nir", HTMLInputElement)
const message = find("message", HTMLOutputElement)
const masked = find("masked", HTMLOutputElement)

const sentences = {
  EnterNumber: "",
  CompleteNumber: "Il manque des chiffres.",
  CompareWithCard: "Comparez avec la carte Vitale.",
  UseProvisionalIdentifier: "Connectez-vous avec votre identifiant provisoire.",
}

const messageText = (): string => {
  const classified = classify(field.value)
  if (classified.kind === "Nir")
    return classified.warnings.length > 0 ? "Numéro correct, mais inhabituel." : "Numéro correct."
  const [place] = likelyPlaces(field.value)
  if (place === undefined || classified.kind !== "NotANumber") return sentences[classified.next]
  return `La clé ne correspond pas. Est-ce bien « ${field.value.slice(place.start, place.end)} » ?`
}

const regroup = (inputType?: string): void => {
  const { text, caret } = formatAsYouType(field.value, field.selectionStart, inputType)
  field.value = text
  field.setSelectionRange(caret, caret)
  masked.value = mask(text)
  message.value = messageText()
}

field.addEventListener("input", (event) => {
  if (!(event instanceof InputEvent)) return regroup()
  // Writing the field while an input method composes would insert the composed text twice.
  if (!event.isComposing) regroup(event.inputType)
})
field.addEventListener("compositionend", () => regroup())
