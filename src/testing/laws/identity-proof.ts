import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { type ClaimedIdentity, type Evidence, type IdentityAnswer, IdentityProof } from "../../ports/identity-proof.ts"
import type { IdentityProofSample } from "../generators/identity-proof.ts"
import { allTrue, isSame } from "./compare.ts"
import type { Law } from "./law.ts"

type Claim = Pick<IdentityProofSample, "identifier" | "birthName" | "birthDate"> & {
  readonly evidence?: ReadonlyArray<Evidence>
}
type Prove = (claim: Claim) => Effect.Effect<IdentityAnswer, unknown>

const claimedBy = ({ birthDate, birthName, evidence = [], identifier }: Claim): ClaimedIdentity => ({
  identifier: Redacted.make(identifier),
  birthName: Redacted.make(birthName),
  birthDate: Redacted.make(birthDate),
  evidence: evidence.map((one) => Redacted.make(one)),
})

const isKnowledge = (answer: IdentityAnswer) => answer._tag === "Proved" && answer.strength === "Knowledge"

const identityLaw = (
  name: string,
  holds: (prove: Prove, sample: IdentityProofSample) => Effect.fn.Return<boolean, unknown>,
): Law<IdentityProof, IdentityProofSample> => ({
  name,
  holds: (sample) =>
    Effect.flatMap(IdentityProof, ({ prove }) => Effect.gen(() => holds((claim) => prove(claimedBy(claim)), sample))),
})

const DIFFERS: IdentityAnswer = { _tag: "Differs" }

/**
 * The laws of every adapter of `IdentityProof`. Check each with `checkLaw` on samples of `identityProofSample`.
 *
 * The records must be available and hold the sample's person, and no near miss of it: use `withSetUp`.
 */
export const identityProofLaws: ReadonlyArray<Law<IdentityProof, IdentityProofSample>> = [
  identityLaw("the NIR, birth name and birth date of one person prove the identity", function* (prove, sample) {
    return (yield* prove(sample))._tag === "Proved"
  }),
  identityLaw("facts, and evidence of an unknown kind, prove no more than knowledge", function* (prove, sample) {
    const answers = yield* Effect.forEach(
      [[], [{ _tag: "mon-compte/unknown" }], [{ _tag: "mon-compte/unknown", strength: "Counter", verified: true }]],
      (evidence) => prove({ ...sample, evidence }),
    )
    const [facts, ...others] = answers
    return allTrue(
      facts !== undefined && isKnowledge(facts),
      ...others.map((answer) => isKnowledge(answer) || isSame(answer, DIFFERS)),
    )
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
  identityLaw(
    "capitals, accents, ligatures, hyphens, apostrophes and blanks do not change a name",
    function* (prove, sample) {
      const withoutAccents = sample.birthName.normalize("NFD").replace(/\p{M}/gu, "")
      const spellings = [
        withoutAccents,
        withoutAccents.replace(/Œ/gu, "OE").replace(/Æ/gu, "AE").replace(/Ø/gu, "O"),
        withoutAccents.toLowerCase(),
        withoutAccents.replace(/[-'’]/gu, " "),
        `  ${sample.birthName} `,
      ]
      const answers = yield* Effect.forEach(spellings, (birthName) => prove({ ...sample, birthName }))
      return allTrue(...answers.map(isKnowledge))
    },
  ),
  {
    name: "a decoy differs, before and after a right claim",
    holds: (sample) =>
      Effect.gen(function* () {
        const { prove, proveDecoy } = yield* IdentityProof
        const before = yield* proveDecoy
        const right = yield* prove(claimedBy(sample))
        const after = yield* proveDecoy
        return allTrue(isSame(before, DIFFERS), isKnowledge(right), isSame(after, DIFFERS))
      }),
  },
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
