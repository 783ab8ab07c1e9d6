import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { type IdentityAnswer, IdentityProof } from "../../ports/identity-proof.ts"
import type { IdentityProofSample } from "../generators/identity-proof.ts"
import { allTrue, isSame } from "./compare.ts"
import type { Law } from "./law.ts"

type Claim = Pick<IdentityProofSample, "identifier" | "birthName" | "birthDate">
type Prove = (claim: Claim) => Effect.Effect<IdentityAnswer, unknown>

const identityLaw = (
  name: string,
  holds: (prove: Prove, sample: IdentityProofSample) => Effect.fn.Return<boolean, unknown>,
): Law<IdentityProof, IdentityProofSample> => ({
  name,
  holds: (sample) =>
    Effect.flatMap(IdentityProof, ({ prove }) =>
      Effect.gen(() =>
        holds(
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

/**
 * The laws of every adapter of `IdentityProof`. Check each with `checkLaw` on samples of `identityProofSample`.
 *
 * The records must be available and hold the sample's person, and no near miss of it: use `withSetUp`.
 */
export const identityProofLaws: ReadonlyArray<Law<IdentityProof, IdentityProofSample>> = [
  identityLaw("the NIR, birth name and birth date of one person prove the identity", function* (prove, sample) {
    return isSame(yield* prove(sample), { _tag: "Proved" })
  }),
  identityLaw("a wrong NIR, birth name or birth date returns the same answer", function* (prove, sample) {
    const answers = yield* Effect.forEach(
      [
        { ...sample, identifier: sample.otherIdentifier },
        { ...sample, birthName: sample.otherName },
        { ...sample, birthDate: sample.otherDate },
      ],
      prove,
    )
    return allTrue(...answers.map((answer) => isSame(answer, DIFFERS)))
  }),
  identityLaw("capitals, accents, hyphens, apostrophes and blanks do not change a name", function* (prove, sample) {
    const withoutAccents = sample.birthName.normalize("NFD").replace(/\p{M}/gu, "")
    const spellings = [
      withoutAccents,
      withoutAccents.toLowerCase(),
      withoutAccents.replace(/[-'’]/gu, " "),
      `  ${sample.birthName} `,
    ]
    const answers = yield* Effect.forEach(spellings, (birthName) => prove({ ...sample, birthName }))
    return allTrue(...answers.map((answer) => isSame(answer, { _tag: "Proved" })))
  }),
  identityLaw("a text that is not a name, a date or a NIR differs", function* (prove, sample) {
    const answers = yield* Effect.forEach(
      [
        { ...sample, birthName: "" },
        { ...sample, birthName: "x".repeat(1_000_000) },
        { ...sample, birthDate: "" },
        { ...sample, birthDate: `${sample.birthDate}\n` },
        { ...sample, identifier: "" },
      ],
      prove,
    )
    return allTrue(...answers.map((answer) => isSame(answer, DIFFERS)))
  }),
]
