import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { type IdentityAnswer, IdentityProof } from "../ports/identity-proof.ts"
import type { IdentitySample } from "./identity-proof.arbitrary.ts"
import { all, type Law, same } from "./port.laws.ts"

type Claim = Pick<IdentitySample, "identifier" | "birthName" | "birthDate">
type Ask = (claim: Claim) => Effect.Effect<IdentityAnswer, unknown>

const law = (
  name: string,
  kept: (ask: Ask, sample: IdentitySample) => Effect.fn.Return<boolean, unknown>,
): Law<IdentityProof, IdentitySample> => ({
  name,
  kept: (sample) =>
    Effect.flatMap(IdentityProof, ({ prove }) =>
      Effect.gen(() =>
        kept(
          ({ birthDate, birthName, identifier }) =>
            prove({
              identifier: Redacted.make(identifier),
              birthName: Redacted.make(birthName),
              birthDate: Redacted.make(birthDate),
            }),
          sample,
        ),
      ),
    ),
})

const DIFFERS: IdentityAnswer = { _tag: "Differs" }

/** What the records of identity promise, when they can be reached and hold the sample's person and nobody else. */
export const identityProofLaws: ReadonlyArray<Law<IdentityProof, IdentitySample>> = [
  law("the number, the name and the date of one person prove them", function* (ask, sample) {
    return same(yield* ask(sample), { _tag: "Proved" })
  }),
  law("whichever of the three is wrong, the answer is the same", function* (ask, sample) {
    const answers = yield* Effect.forEach(
      [
        { ...sample, identifier: sample.otherIdentifier },
        { ...sample, birthName: sample.otherName },
        { ...sample, birthDate: sample.otherDate },
      ],
      ask,
    )
    return all(...answers.map((answer) => same(answer, DIFFERS)))
  }),
  law(
    "how a name is written does not matter: capitals, accents, hyphens, apostrophes, blanks",
    function* (ask, sample) {
      const plain = sample.birthName.normalize("NFD").replace(/\p{M}/gu, "")
      const spellings = [plain, plain.toLowerCase(), plain.replace(/[-'’]/gu, " "), `  ${sample.birthName} `]
      const answers = yield* Effect.forEach(spellings, (birthName) => ask({ ...sample, birthName }))
      return all(...answers.map((answer) => same(answer, { _tag: "Proved" })))
    },
  ),
  law("text that is no name, or no date, differs", function* (ask, sample) {
    const answers = yield* Effect.forEach(
      [
        { ...sample, birthName: "" },
        { ...sample, birthName: "x".repeat(1_000_000) },
        { ...sample, birthDate: "" },
        { ...sample, birthDate: `${sample.birthDate}\n` },
        { ...sample, identifier: "" },
      ],
      ask,
    )
    return all(...answers.map((answer) => same(answer, DIFFERS)))
  }),
]
