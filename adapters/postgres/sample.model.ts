import { storageSample } from "../../src/ports/storage.arbitrary.ts"

/**
 * Samples whose claims are held back from the laws that scribble over what they gave: scribbled over, and given again,
 * they would be no text any more.
 */
export const lawSample = storageSample.map((sample) => {
  for (const { claims } of [sample.first, sample.next, sample.rival, sample.elsewhere]) {
    for (const claim of claims) Object.freeze(claim)
    Object.freeze(claims)
  }
  return sample
})
