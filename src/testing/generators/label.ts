import * as fc from "fast-check"

/** A label of a browser as the application gives it, and what is kept of it. */
export interface GivenLabel {
  readonly given: string
  readonly kept: string
}

const BROWSERS = ["Firefox", "Safari", "Chrome", "Edge", "Application mobile"]
const PLACES = ["Lyon", "Saint-Denis (La Réunion)", "L’Haÿ-les-Roses", "Les Trois-Sœurs", "Cayenne"]
const around = fc.constantFrom("", " ", "\u200e", "\ufeff", "\u00a0 ")

/** Labels that `signIn` and `rememberMe` keep, with marks and blanks around that they drop. */
export const label: fc.Arbitrary<GivenLabel> = fc
  .tuple(around, fc.constantFrom(...BROWSERS), fc.constantFrom(...PLACES), around)
  .map(([before, browser, place, after]) => {
    const kept = `${browser}, ${place}`
    return { given: before + kept + after, kept }
  })

/** What is no label: it is left out, and the sign-in goes on. */
export const notLabel: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom("", " ", "\u200e", null, undefined, 7, {}, ["Firefox"]),
  fc.tuple(label, fc.constantFrom("\n", "\t\n", "\u0000", "\u001b[31m")).map(([{ kept }, mark]) => kept + mark + kept),
  fc.integer({ min: 81, max: 300 }).map((length) => "a".repeat(length)),
)
